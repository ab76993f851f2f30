package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.StepState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a running step is: what it says itself, else what the time it should take makes of it.
 *
 * @param fraction 0 to 1; negative where nobody knows
 * @param left time left, or null
 * @param says what it does now; may be empty
 */
record Headway(double fraction, @Nullable Duration left, String says) {
    /** By the clock alone nothing is ever finished. */
    private static final double NEARLY = 0.99;

    /** Empty where the step does not run, or nothing is known. */
    static Optional<Headway> of(Looking at, Plan.Stop stop) {
        var status = at.run().status(stop);
        if (status.state() != StepState.RUNNING && status.state() != StepState.VERIFYING) {
            return Optional.empty();
        }
        var told = at.progress(stop.id()).map(it -> new Headway(it.fraction(), it.left(), it.says()));
        if (told.filter(it -> it.fraction >= 0).isPresent()) {
            return told;
        }
        var expected = at.run().plan().expected(stop);
        if (expected == null || expected.isZero() || stop.traits().byHand()) {
            return told;
        }
        var took = status.took(at.now());
        var left = expected.minus(took);
        var fraction = Math.min(NEARLY, (double) took.toMillis() / expected.toMillis());
        return Optional.of(new Headway(
                fraction,
                left.isNegative() ? null : left,
                told.map(Headway::says).orElse(left.isNegative() ? "longer than expected" : "")));
    }

    /** "58 %  ~3:20 left". */
    String words() {
        var text = fraction < 0 ? "" : Wording.percent(fraction);
        if (left != null) {
            return text + "  ~" + Wording.span(left) + " left";
        }
        return says.isEmpty() ? text : text.isEmpty() ? says : text + "  " + says;
    }
}
