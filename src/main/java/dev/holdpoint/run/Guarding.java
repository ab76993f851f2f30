package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Vocabulary;
import dev.holdpoint.step.PutBack;
import dev.holdpoint.step.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** How the host of a {@code guarded} step puts its old state back: in the kind's own way, or by the undo that its author wrote. */
final class Guarding {
    private Guarding() {}

    /** @param on the host that the step names */
    static <S extends Record> PutBack puttingBack(
            Bindings.Bound<S> bound, Step step, String on, Bindings bindings, Values values) {
        if (bound.action().guarding() == Vocabulary.Guarding.BY_ITSELF) {
            return bound.action().puttingBack(bound.spec());
        }
        var parts = new ArrayList<String>();
        var environment = new HashMap<String, String>();
        if (step.undo() instanceof Step.UndoRule.Steps(var uses, var _)) {
            for (var use : uses) {
                var script = alone(bindings.action(use, values), values);
                parts.add(script.text());
                environment.putAll(script.environment());
            }
        }
        return new PutBack(on, "true", parts, environment);
    }

    private static <S extends Record> Script alone(Bindings.Bound<S> bound, Values values) {
        return bound.action().alone(bound.spec(), values);
    }

    static List<String> preview(Step step, List<String> lines) {
        var time = step.guarded();
        if (time == null) {
            return lines;
        }
        var all = new ArrayList<>(lines);
        all.add("guarded: its host puts the old state back after " + Spans.shortly(time)
                + ", unless a new connection confirms it");
        return all;
    }
}
