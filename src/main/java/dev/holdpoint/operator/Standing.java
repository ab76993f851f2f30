package dev.holdpoint.operator;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.StepStatus;
import java.util.List;

/** How a step and its gate stand, in the words that every screen uses. */
public final class Standing {
    private Standing() {}

    /** One or two words: "to do", "running", "hold point". */
    public static String word(Plan.Stop stop, StepStatus status) {
        return switch (status.state()) {
            case TO_DO -> stop.isHold() ? word(status.gate()) : "to do";
            case RUNNING -> status.cancelling() ? "stopping" : stop.traits().byHand() ? "yours" : "running";
            case VERIFYING -> "verifying";
            case DONE -> "done";
            case FAILED -> "failed";
            case UNKNOWN -> "outcome unknown";
            case SKIPPED -> "skipped";
            case NOT_APPLICABLE -> "not applicable";
            case UNDOING -> "undoing";
            case UNDONE -> "undone";
        };
    }

    private static String word(Gate gate) {
        return switch (gate) {
            case Gate.Armed ignored -> "armed";
            case Gate.Counting ignored -> "counting down";
            case Gate.Sensing ignored -> "looking";
            case Gate.Locked ignored -> "hold point";
            case Gate.Released ignored -> "released";
        };
    }

    /** Why the step is a hold point. */
    public static String because(Plan.Stop stop, Values values) {
        var written = stop.hold().because();
        var because = written != null ? written : stop.traits().because();
        return because.isBlank() ? "It cannot be taken back." : Template.show(because, values);
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
