package dev.holdpoint.operator;

import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.Spans;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a running step is: what it says itself, else what the time it should take makes of it.
 *
 * @param fraction 0 to 1; negative where nobody knows
 * @param left time left, or null
 * @param says what it does now; may be empty
 */
public record Headway(double fraction, @Nullable Duration left, String says) {
    /** By the clock alone nothing is ever finished. */
    private static final double NEARLY = 0.99;

    /**
     * Empty where the step does not run, or nothing is known.
     *
     * @param progress what the step has said last
     */
    public static Optional<Headway> of(Run run, Plan.Stop stop, Optional<Progress> progress, Instant now) {
        var status = run.status(stop);
        if (status.state() != StepState.RUNNING && status.state() != StepState.VERIFYING) {
            return Optional.empty();
        }
        var told = progress.map(it -> new Headway(it.fraction(), it.left(), it.says()));
        if (told.filter(it -> it.fraction >= 0).isPresent()) {
            return told;
        }
        var expected = run.plan().expected(stop);
        if (expected == null || expected.isZero() || stop.traits().byHand()) {
            return told;
        }
        var took = status.took(now);
        var left = expected.minus(took);
        var fraction = Math.min(NEARLY, (double) took.toMillis() / expected.toMillis());
        return Optional.of(new Headway(
                fraction,
                left.isNegative() ? null : left,
                told.map(Headway::says).orElse(left.isNegative() ? "longer than expected" : "")));
    }

    /** 0 to 100, full only when it is. */
    public int percent() {
        return Math.clamp((int) Math.floor(fraction * 100 + 1e-9), 0, 100);
    }

    /** "58 %  ~3:20 left". */
    public String words() {
        var text = fraction < 0 ? "" : percent() + " %";
        if (left != null) {
            return text + "  ~" + Spans.clock(left.isNegative() ? Duration.ZERO : left) + " left";
        }
        return says.isEmpty() ? text : text.isEmpty() ? says : text + "  " + says;
    }
}
