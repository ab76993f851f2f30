package dev.holdpoint.console.view;

import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;

/** The sign, the colour and the word of a step's state. */
final class Marks {
    /** @param word as the border of its pane says it */
    record Mark(Glyph glyph, Role role, String word) {}

    private Marks() {}

    static Mark of(Plan.Stop stop, StepStatus status) {
        return switch (status.state()) {
            case TO_DO -> stop.isHold() ? hold(status.gate()) : new Mark(Glyph.TO_DO, Role.NORMAL, "to do");
            case RUNNING ->
                new Mark(
                        Glyph.RUNNING,
                        Role.RUN,
                        status.cancelling() ? "stopping" : stop.traits().byHand() ? "yours" : "running");
            case VERIFYING -> new Mark(Glyph.RUNNING, Role.RUN, "verifying");
            case DONE -> new Mark(Glyph.DONE, Role.OK, "done");
            case FAILED -> new Mark(Glyph.FAILED, Role.FAIL, "failed");
            case UNKNOWN -> new Mark(Glyph.UNKNOWN, Role.WARN, "outcome unknown");
            case SKIPPED -> new Mark(Glyph.SKIPPED, Role.DIM, "skipped");
            case NOT_APPLICABLE -> new Mark(Glyph.NOT_APPLICABLE, Role.DIM, "not applicable");
            case UNDOING -> new Mark(Glyph.UNDONE, Role.RUN, "undoing");
            case UNDONE -> new Mark(Glyph.UNDONE, Role.WARN, "undone");
        };
    }

    private static Mark hold(Gate gate) {
        return switch (gate) {
            case Gate.Armed ignored -> new Mark(Glyph.HOLD_ARMED, Role.HOLD_ARMED, "armed");
            case Gate.Waiting ignored -> new Mark(Glyph.HOLD_ARMED, Role.HOLD_ARMED, "waits for approvals");
            case Gate.Counting ignored -> new Mark(Glyph.HOLD_ARMED, Role.HOLD_ARMED, "counting down");
            case Gate.Sensing ignored -> new Mark(Glyph.HOLD, Role.HOLD, "looking");
            case Gate.Locked ignored -> new Mark(Glyph.HOLD, Role.HOLD, "hold point");
            case Gate.Released ignored -> new Mark(Glyph.HOLD_ARMED, Role.HOLD_ARMED, "released");
        };
    }

    /** Settled steps step back, so that the eye finds what is left. */
    static Role title(StepState state) {
        return switch (state) {
            case RUNNING, VERIFYING, UNDOING -> Role.STRONG;
            case SKIPPED, NOT_APPLICABLE -> Role.DIM;
            case TO_DO, DONE, FAILED, UNKNOWN, UNDONE -> Role.NORMAL;
        };
    }
}
