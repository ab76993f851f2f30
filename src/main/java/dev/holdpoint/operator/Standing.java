package dev.holdpoint.operator;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Keeping;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.Spans;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;
import java.util.List;

/** How a step and its gate stand, in the words that every screen uses. */
public final class Standing {
    private Standing() {}

    /** The same as {@link #word(Plan.Stop, StepStatus)}, with what is looked at while nobody waits. */
    public static String word(Run run, Plan.Stop stop) {
        if (Watched.soaks(run, stop)) {
            return "soaking";
        }
        if (run.status(stop).gate() instanceof Gate.Waiting waiting
                && waiting.back() == null
                && run.approvals(stop).given().size() >= stop.hold().approvals()) {
            return "window over";
        }
        var gate = run.status(stop).gate();
        if (gate.back() != null) {
            return "undo " + (gate instanceof Gate.Waiting ? "waits" : word(gate));
        }
        return Keeping.red(run, stop) ? "done, red now" : word(stop, run.status(stop));
    }

    /** One or two words: "to do", "running", "hold point". */
    public static String word(Plan.Stop stop, StepStatus status) {
        return switch (status.state()) {
            case TO_DO -> stop.isHold() ? word(status.gate()) : "to do";
            case RUNNING -> status.cancelling() ? "stopping" : stop.traits().byHand() ? "yours" : "running";
            case VERIFYING -> "verifying";
            case DONE -> byHand(stop, status) ? "done by hand" : "done";
            case FAILED -> status.undo() ? "undo failed" : "failed";
            case UNKNOWN -> "outcome unknown";
            case SKIPPED -> "skipped";
            case NOT_APPLICABLE -> "not applicable";
            case UNDOING -> "undoing";
            case UNDONE -> "undone";
        };
    }

    /** A person did what the program does else: how long its attempt took says nothing of it. */
    public static boolean byHand(Plan.Stop stop, StepStatus status) {
        return status.state() == StepState.DONE
                && status.by() != null
                && !stop.traits().byHand();
    }

    /** "~6:00 (measured in 3 runs)"; empty where nobody measured it, and where its author knows better. */
    public static String expected(Plan plan, Plan.Stop stop) {
        return stop.step().expect() != null
                ? ""
                : plan.measured(stop)
                        .filter(it -> it.took().toSeconds() > 0)
                        .map(it -> "~" + Spans.clock(it.took()) + " (" + it.says() + ")")
                        .orElse("");
    }

    private static String word(Gate gate) {
        return switch (gate) {
            case Gate.Armed ignored -> "armed";
            case Gate.Waiting ignored -> "waits for approvals";
            case Gate.Counting ignored -> "counting down";
            case Gate.Sensing ignored -> "looking";
            case Gate.Locked ignored -> "hold point";
            case Gate.Released ignored -> "released";
        };
    }

    /** As its author calls it; a check without a name by its kind. */
    public static String named(KindUse check) {
        if (check.spec() instanceof Value.Fields(var fields, var _)) {
            for (var field : fields) {
                if (field.key().equals("label") && field.value() instanceof Value.Scalar label) {
                    return label.text();
                }
            }
        }
        return check.kind();
    }

    /** Why the step is a hold point. */
    public static String because(Plan.Stop stop, Values values) {
        var written = stop.hold().because();
        var because = written != null ? written : stop.traits().because();
        if (!because.isBlank()) {
            return Template.show(because, values);
        }
        return stop.step().undo() instanceof Step.UndoRule.None
                ? "It cannot be taken back."
                : "The author gave no reason.";
    }

    /**
     * How a hold point would be taken back.
     *
     * @param preview what its undo would do; empty for none
     */
    public static List<String> undo(Plan.Stop stop, List<String> preview) {
        if (stop.step().undo() instanceof Step.UndoRule.None(String because)) {
            return List.of("cannot be taken back: " + because);
        }
        return preview.isEmpty() ? List.of("none by the program: it would be taken back by hand") : preview;
    }
}
