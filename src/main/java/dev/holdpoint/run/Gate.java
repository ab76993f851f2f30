package dev.holdpoint.run;

import dev.holdpoint.step.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the gate of a hold point stands, or the one before an undo that reaches the outside. */
public sealed interface Gate {
    /** What the last look saw; empty before the first. */
    List<Evidence> evidence();

    /** What it is opened for where that is the step's undo; null where it is its start. */
    default @Nullable Back back() {
        return null;
    }

    /** Who wants the step undone, and why. */
    record Back(String by, String reason) {}

    /** @param reason why, in words; empty before the first look */
    record Locked(String reason, List<Evidence> evidence) implements Gate {
        public static final Locked INITIALLY = new Locked("", List.of());
    }

    /** Its checks are being looked at; {@code release} is true when the countdown is over. */
    record Sensing(
            boolean release,
            Instant since,
            String phrase,
            String by,
            List<Evidence> evidence,
            @Nullable Back back) implements Gate {}

    /**
     * Every check is green; waits for the phrase.
     *
     * @param seen when the look at its checks had ended: {@code fresh} counts from then, for a look may take longer than that
     */
    record Armed(
            String phrase,
            int mistyped,
            List<Evidence> evidence,
            Instant seen,
            @Nullable Back back) implements Gate {}

    /** The phrase is typed, by {@code by}; the countdown waits for approvals. */
    record Waiting(
            String phrase,
            String by,
            List<Evidence> evidence,
            Instant seen,
            @Nullable Back back) implements Gate {}

    record Counting(
            String phrase,
            String by,
            Instant ends,
            List<Evidence> evidence,
            Instant seen,
            @Nullable Back back) implements Gate {}

    /** Released for this one start, or this one undo. */
    record Released(List<Evidence> evidence) implements Gate {}
}
