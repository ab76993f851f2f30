package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import java.util.ArrayList;
import java.util.List;

/** What steps would do, a line each, secrets masked. */
final class Previews {
    private final Bindings bindings;

    Previews(Bindings bindings) {
        this.bindings = bindings;
    }

    List<String> of(Plan.Stop stop, Values values) {
        return there(stop, values, does(stop, values));
    }

    private List<String> there(Plan.Stop stop, Values values, List<String> lines) {
        var shown = values.masked();
        return Where.above(lines, stop.step(), shown, bindings.setting(shown));
    }

    private List<String> does(Plan.Stop stop, Values values) {
        return switch (stop.step().body()) {
            case Step.Body.Act act -> Guarding.preview(stop.step(), previewOf(act.use(), values));
            case Step.Body.Look look -> {
                var lines = new ArrayList<String>();
                look.checks().forEach(check -> lines.addAll(previewOfCheck(check, values)));
                yield lines;
            }
        };
    }

    private List<String> previewOf(KindUse use, Values values) {
        try {
            var shown = values.masked();
            return Doing.preview(bindings.action(use, shown), bindings.setting(shown));
        } catch (RuntimeException e) {
            return List.of("(not known yet: " + Words.of(e) + ")");
        }
    }

    private List<String> previewOfCheck(KindUse use, Values values) {
        try {
            var shown = values.masked();
            return Looking.preview(bindings.check(use, shown), bindings.setting(shown));
        } catch (RuntimeException e) {
            return List.of("(not known yet: " + Words.of(e) + ")");
        }
    }

    List<String> ofUndo(Plan.Stop stop, Values values) {
        return switch (stop.step().undo()) {
            case Step.UndoRule.None none -> List.of("cannot be taken back: " + none.because());
            case Step.UndoRule.Steps steps -> {
                var lines = new ArrayList<String>();
                steps.steps().forEach(use -> lines.addAll(previewOf(use, values)));
                yield there(stop, values, lines);
            }
            case Step.UndoRule.Automatic ignored ->
                stop.step().body() instanceof Step.Body.Act act ? undoPreviewOf(act.use(), values) : List.of();
        };
    }

    private List<String> undoPreviewOf(KindUse use, Values values) {
        try {
            var shown = values.masked();
            return Undoing.preview(bindings.action(use, shown), bindings.setting(shown));
        } catch (RuntimeException e) {
            return List.of("(not known yet: " + Words.of(e) + ")");
        }
    }
}
