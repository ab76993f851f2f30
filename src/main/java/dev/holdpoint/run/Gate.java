package dev.holdpoint.run;

import dev.holdpoint.step.Evidence;
import java.time.Instant;
import java.util.List;

/** Where the gate of a hold point stands. */
public sealed interface Gate {
    /** What the last look saw; empty before the first. */
    List<Evidence> evidence();

    /** @param reason why, in words; empty before the first look */
    record Locked(String reason, List<Evidence> evidence) implements Gate {
        public static final Locked INITIALLY = new Locked("", List.of());
    }

    /** Its checks are being looked at; {@code release} is true when the countdown is over. */
    record Sensing(boolean release, Instant since, String phrase, String by, List<Evidence> evidence) implements Gate {}

    /**
     * Every check is green; waits for the phrase.
     *
     * @param seen when the look at its checks had ended: {@code fresh} counts from then, for a look may take longer than that
     */
    record Armed(String phrase, int mistyped, List<Evidence> evidence, Instant seen) implements Gate {}

    /** The phrase is typed, by {@code by}; the countdown waits for approvals. */
    record Waiting(String phrase, String by, List<Evidence> evidence, Instant seen) implements Gate {}

    record Counting(String phrase, String by, Instant ends, List<Evidence> evidence, Instant seen) implements Gate {}

    /** Released for this one start. */
    record Released(List<Evidence> evidence) implements Gate {}
}
