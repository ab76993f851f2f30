package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.words.StepWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words that only some steps may have. */
final class Given {
    private final List<String> words = new ArrayList<>();

    private Given() {}

    /** The words that belong to one step and that a step made of others has none of. */
    static List<String> besides(StepWords step) {
        return new Given()
                .add("why", step.why())
                .add("check", step.check())
                .add("on", step.on())
                .add("expect", step.expect())
                .add("timeout", step.timeout())
                .add("retry", step.retry())
                .add("hold", step.hold())
                .add("keep", step.keep())
                .add("soak", step.soak())
                .add("downtime", step.downtime())
                .add("opens", step.opens())
                .add("closes", step.closes())
                .changing(step)
                .words;
    }

    /** The words that belong to an action and that a step that only looks has none of. */
    static List<String> byAction(StepWords step) {
        return new Given().changing(step).words;
    }

    /** The words that belong to what the program does and that a step done by a person has none of. */
    static List<String> byProgram(StepWords step) {
        return new Given()
                .add("timeout", step.timeout())
                .add("retry", step.retry())
                .add("capture", step.capture())
                .add("fails_when", step.failsWhen())
                .add("succeeds_when", step.succeedsWhen())
                .add("guarded", step.guarded())
                .add("tty", step.tty() ? step : null)
                .words;
    }

    private Given changing(StepWords step) {
        return add("verify", step.verify())
                .add("within", step.within())
                .add("undo", step.undo())
                .add("capture", step.capture())
                .add("fails_when", step.failsWhen())
                .add("succeeds_when", step.succeedsWhen())
                .add("guarded", step.guarded())
                .add("tty", step.tty() ? step : null);
    }

    private Given add(String word, @Nullable Object value) {
        if (value != null) {
            words.add(word);
        }
        return this;
    }
}
