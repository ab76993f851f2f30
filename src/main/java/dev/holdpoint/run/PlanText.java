package dev.holdpoint.run;

import dev.holdpoint.checklist.Condition;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.checklist.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A plan as text: every step in order, with what it would use and what it waits for. */
public final class PlanText {
    private static final String NO_UNDO = "none: a person takes it back";

    private final Plan plan;
    private final Values given;
    private final Bindings bindings;

    /** @param given the values that are known; secrets are shown as dots */
    public PlanText(Plan plan, Values given, Bindings bindings) {
        this.plan = plan.with(given);
        this.given = given;
        this.bindings = bindings;
    }

    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(plan.checklist().title());
        window(lines);
        int phase = -1;
        for (var stop : plan.walk()) {
            if (stop.phase() != phase) {
                phase = stop.phase();
                lines.add("");
                lines.add("## " + plan.checklist().phases().get(phase).title());
            }
            step(stop, lines);
        }
        troubles(lines);
        proof(lines);
        return lines;
    }

    private void window(List<String> lines) {
        var window = plan.checklist().window();
        if (window.length() != null) {
            lines.add("window    " + Spans.shortly(window.length()));
        }
        if (window.downtime() != null) {
            lines.add("downtime  " + Spans.shortly(window.downtime()));
        }
    }

    /** What is looked at when the run was rolled back. */
    private void proof(List<String> lines) {
        var proof = plan.checklist().rollback();
        if (!proof.checks().isEmpty()) {
            lines.add("");
            lines.add("## When it was rolled back");
            proof.checks().forEach(it -> each("check   ", look(it, given.masked()), lines));
            lines.add("    within  " + Spans.shortly(proof.within()));
        }
    }

    /** What is known to go wrong, and what mends it. */
    private void troubles(List<String> lines) {
        if (!plan.checklist().troubles().isEmpty()) {
            lines.add("");
            lines.add("## When a step fails");
        }
        for (var trouble : plan.checklist().troubles()) {
            lines.add("");
            lines.add("! " + trouble.id() + "  " + Template.show(trouble.say(), given.masked()));
            lines.add("    when    the output or the reason matches " + trouble.when());
            lines.add("    of      " + of(trouble));
            trouble.steps().forEach(it -> step(plan.stop(it.id()), lines));
        }
    }

    private static String of(Trouble trouble) {
        return trouble.of().isEmpty() ? "any step" : String.join(", ", trouble.of());
    }

    private void step(Plan.Stop stop, List<String> lines) {
        var step = stop.step();
        var values = step.scope(given);
        var shown = values.masked();
        lines.add("");
        lines.add((stop.isHold() ? "◆ " : "○ ") + stop.id() + "  " + Template.show(step.title(), shown));
        if (step.when() != null) {
            lines.add("    when    " + step.when().text() + applies(step.when(), values));
        }
        Where.of(step, shown, bindings.setting(shown)).ifPresent(it -> lines.add("    " + it));
        body(step, shown, lines);
        output(step, lines);
        if (stop.isHold()) {
            hold(stop, shown, lines);
        }
        step.verify().forEach(it -> each("verify  ", look(it, shown), lines));
        if (step.verifyWithin().isPositive()) {
            lines.add("    within  " + Spans.shortly(step.verifyWithin()));
        }
        order(step, lines);
        sensing(step, shown, lines);
        undo(stop, shown, lines);
        traces(stop, lines);
    }

    private static String applies(Condition when, Values values) {
        var open = when.tests().stream()
                .map(Condition.Test::variable)
                .filter(it -> values.get(it).isEmpty())
                .distinct()
                .toList();
        if (!open.isEmpty()) {
            return "   (not known yet: " + String.join(", ", open) + ")";
        }
        return when.holds(values) ? "" : "   (not applicable with these values)";
    }

    private void body(Step step, Values values, List<String> lines) {
        switch (step.body()) {
            case Step.Body.Act act -> each("", act(act.use(), values), lines);
            case Step.Body.Look look -> look.checks().forEach(it -> each("check   ", look(it, values), lines));
        }
        if (step.tty()) {
            lines.add("    tty     it gets a terminal");
        }
    }

    /** What its output decides and sets. */
    private static void output(Step step, List<String> lines) {
        if (step.failsWhen() != null) {
            lines.add("    fails   when its output matches " + step.failsWhen());
        }
        if (step.succeedsWhen() != null) {
            lines.add("    fails   unless its output matches " + step.succeedsWhen());
        }
        step.capture()
                .forEach((name, from) -> lines.add("    sets    " + name + " from its output: "
                        + (from.regex() == null ? "json " + from.json() : "regex " + from.regex())));
    }

    private void hold(Plan.Stop stop, Values values, List<String> lines) {
        var because = stop.hold().because() == null
                ? stop.traits().because()
                : stop.hold().because();
        if (!because.isEmpty()) {
            lines.add("    hold    " + Template.show(because, values));
        }
        for (var check : stop.hold().checks()) {
            each("gate    ", look(check, values), lines);
        }
        if (stop.hold().approvals() > 0) {
            lines.add("    gate    approvals by " + stop.hold().approvals() + " besides the driver");
        }
        lines.add("    gate    type \"" + plan.phrase(stop, given.masked()) + "\", evidence at most "
                + Spans.shortly(stop.hold().fresh()) + " old, countdown "
                + Spans.shortly(stop.hold().countdown()));
    }

    /** When it may start, and how often. */
    private void order(Step step, List<String> lines) {
        if (!step.needs().isEmpty()) {
            lines.add("    needs   " + String.join(", ", step.needs()));
        }
        if (step.anytime() && plan.mends(step.id()) == null) {
            lines.add("    anytime in its phase");
        }
        var group = step.group();
        if (group != null) {
            lines.add("    beside  others of its block, " + group.atOnce() + " at once");
        }
        if (step.expect() != null) {
            lines.add("    expect  " + Spans.shortly(step.expect()));
        }
        if (step.timeout() != null) {
            lines.add("    timeout " + Spans.shortly(step.timeout()));
        }
        var retry = step.retry();
        if (retry.times() > 0) {
            lines.add("    retry   " + retry.times() + (retry.times() == 1 ? " time, " : " times, ")
                    + Spans.shortly(retry.pause()) + " between");
        }
    }

    /** What is looked at while nobody waits for the look, and what its host does by itself. */
    private void sensing(Step step, Values values, List<String> lines) {
        var soak = step.sensing().soak();
        if (soak != null) {
            lines.add("    soak    " + Spans.shortly(soak.length()) + " after " + String.join(", ", soak.after()));
            soak.checks().forEach(it -> each("while   ", look(it, values), lines));
        }
        if (step.sensing().keep() != null) {
            lines.add("    keep    looked at again every "
                    + Spans.shortly(step.sensing().keep()));
        }
        if (step.guarded() != null) {
            lines.add("    guarded its host puts the old state back by itself after " + Spans.shortly(step.guarded())
                    + ", unless a new connection confirms it");
        }
    }

    private void undo(Plan.Stop stop, Values values, List<String> lines) {
        var step = stop.step();
        switch (step.undo()) {
            case Step.UndoRule.None none -> lines.add("    undo    none: " + Template.show(none.because(), values));
            case Step.UndoRule.Steps steps -> steps.steps().forEach(it -> each("undo    ", act(it, values), lines));
            case Step.UndoRule.Automatic ignored -> {
                if (stop.step().body() instanceof Step.Body.Act(var use)) {
                    each("undo    ", stop.traits().undoable() ? ownUndo(use, values) : List.of(NO_UNDO), lines);
                }
            }
        }
        if (stop.traits().undoReaches()) {
            lines.add("    undo    behind a gate: type \"" + UndoGates.phrase(stop) + "\", countdown "
                    + Spans.shortly(UndoGates.COUNTDOWN));
        }
        var expect = step.undo().expect();
        if (expect != null) {
            lines.add("    undo    expected to take " + Spans.shortly(expect));
        }
    }

    private List<String> ownUndo(KindUse use, Values values) {
        var said = show(use, () -> Undoing.preview(bindings.action(use, values), bindings.setting(values)));
        return said.isEmpty() ? List.of(use.kind() + " takes it back by itself") : said;
    }

    /** What it leaves behind or clears away. */
    private static void traces(Plan.Stop stop, List<String> lines) {
        var step = stop.step();
        if (step.downtime() != null) {
            lines.add("    downtime " + (step.downtime() == Step.Downtime.STARTS ? "starts" : "ends"));
        }
        Starts.opened(stop).forEach(it -> lines.add("    opens   " + it));
        Endings.closed(stop).forEach(it -> lines.add("    closes  " + it));
    }

    private static void each(String label, List<String> said, List<String> lines) {
        said.forEach(line -> lines.add("    " + label + line));
    }

    private List<String> act(KindUse use, Values values) {
        return show(use, () -> Doing.preview(bindings.action(use, values), bindings.setting(values)));
    }

    private List<String> look(KindUse use, Values values) {
        return show(use, () -> Looking.preview(bindings.check(use, values), bindings.setting(values)));
    }

    private static List<String> show(KindUse use, Supplier<List<String>> preview) {
        try {
            return preview.get();
        } catch (RuntimeException e) {
            return List.of(use.kind() + " (not known yet: " + Words.of(e) + ")");
        }
    }
}
