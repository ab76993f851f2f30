package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Values;
import java.util.ArrayList;
import java.util.List;

/** A plan as text: every step in order, with what it would use and what it waits for. */
public final class PlanText {
    private final Plan plan;
    private final Values shown;
    private final Bindings bindings;

    /** @param values those that are known; secrets are shown as dots */
    public PlanText(Plan plan, Values values, Bindings bindings) {
        this.plan = plan.with(values);
        this.shown = values.masked();
        this.bindings = bindings;
    }

    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(plan.checklist().title());
        int phase = -1;
        for (var stop : plan.stops()) {
            if (stop.phase() != phase) {
                phase = stop.phase();
                lines.add("");
                lines.add("## " + plan.checklist().phases().get(phase).title());
            }
            step(stop, shown, lines);
        }
        return lines;
    }

    private void step(Plan.Stop stop, Values values, List<String> lines) {
        var step = stop.step();
        lines.add("");
        lines.add((stop.isHold() ? "◆ " : "○ ") + stop.id() + "  " + Template.show(step.title(), values));
        var when = step.when();
        if (when != null) {
            lines.add(
                    "    when " + when.text() + (applies(stop, values) ? "" : "   (not applicable with these values)"));
        }
        body(step, values, lines);
        if (stop.isHold()) {
            hold(stop, values, lines);
        }
        for (var check : step.verify()) {
            each("verify  ", look(check, values), lines);
        }
        conditions(stop, lines);
    }

    private static boolean applies(Plan.Stop stop, Values values) {
        var when = stop.step().when();
        return when == null || when.holds(values);
    }

    private void body(Step step, Values values, List<String> lines) {
        switch (step.body()) {
            case Step.Body.Act act -> each("", act(act.use(), values), lines);
            case Step.Body.Look look -> look.checks().forEach(it -> each("check   ", look(it, values), lines));
        }
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
        lines.add("    gate    type \"" + plan.phrase(stop, values) + "\", evidence at most "
                + Spans.shortly(stop.hold().fresh()) + " old, countdown "
                + Spans.shortly(stop.hold().countdown()));
    }

    private static void conditions(Plan.Stop stop, List<String> lines) {
        var step = stop.step();
        if (!step.needs().isEmpty()) {
            lines.add("    needs   " + needs(step.needs()));
        }
        if (step.undo() instanceof Step.UndoRule.None none) {
            lines.add("    undo    none: " + none.because());
        }
        if (step.downtime() != null) {
            lines.add("    downtime " + (step.downtime() == Step.Downtime.STARTS ? "starts" : "ends"));
        }
        step.opens().forEach(it -> lines.add("    opens   " + it));
        step.closes().forEach(it -> lines.add("    closes  " + it));
        if (step.timeout() != null) {
            lines.add("    timeout " + Spans.shortly(step.timeout()));
        }
    }

    private static String needs(List<String> ids) {
        return ids.size() <= 4
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(ids.size() - 3, ids.size())) + " and the " + (ids.size() - 3)
                        + " before them";
    }

    private static void each(String label, List<String> said, List<String> lines) {
        said.forEach(line -> lines.add("    " + label + line));
    }

    private List<String> act(KindUse use, Values values) {
        try {
            return Doing.preview(bindings.action(use, values), bindings.setting(values));
        } catch (RuntimeException e) {
            return List.of(use.kind() + " (not known yet: " + Words.of(e) + ")");
        }
    }

    private List<String> look(KindUse use, Values values) {
        try {
            return Looking.preview(bindings.check(use, values), bindings.setting(values));
        } catch (RuntimeException e) {
            return List.of(use.kind() + " (not known yet: " + Words.of(e) + ")");
        }
    }
}
