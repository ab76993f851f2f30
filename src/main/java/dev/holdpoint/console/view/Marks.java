package dev.holdpoint.console.view;

import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Keeping;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;
import dev.holdpoint.run.UndoGates;

/** The sign, the colour and the word of a step's state. */
final class Marks {
    /** @param word as the border of its pane says it */
    record Mark(Glyph glyph, Role role, String word) {}

    private Marks() {}

    static Mark of(Run run, Plan.Stop stop) {
        if (Watched.soaks(run, stop)) {
            return new Mark(Glyph.SOAKING, Role.HOLD, Standing.word(run, stop));
        }
        if (UndoGates.open(run, stop)) {
            return new Mark(Glyph.HOLD_ARMED, Role.HOLD_ARMED, Standing.word(run, stop));
        }
        return Keeping.red(run, stop)
                ? new Mark(Glyph.FAILED, Role.FAIL, Standing.word(run, stop))
                : of(stop, run.status(stop));
    }

    private static Mark of(Plan.Stop stop, StepStatus status) {
        var word = Standing.word(stop, status);
        return switch (status.state()) {
            case TO_DO -> stop.isHold() ? hold(status.gate(), word) : new Mark(Glyph.TO_DO, Role.NORMAL, word);
            case RUNNING, VERIFYING -> new Mark(Glyph.RUNNING, Role.RUN, word);
            case DONE -> new Mark(Glyph.DONE, Role.OK, word);
            case FAILED -> new Mark(Glyph.FAILED, Role.FAIL, word);
            case UNKNOWN -> new Mark(Glyph.UNKNOWN, Role.WARN, word);
            case SKIPPED -> new Mark(Glyph.SKIPPED, Role.DIM, word);
            case NOT_APPLICABLE -> new Mark(Glyph.NOT_APPLICABLE, Role.DIM, word);
            case UNDOING -> new Mark(Glyph.UNDONE, Role.RUN, word);
            case UNDONE -> new Mark(Glyph.UNDONE, Role.WARN, word);
        };
    }

    private static Mark hold(Gate gate, String word) {
        return switch (gate) {
            case Gate.Armed ignored -> new Mark(Glyph.HOLD_ARMED, Role.HOLD_ARMED, word);
            case Gate.Waiting ignored -> new Mark(Glyph.HOLD_ARMED, Role.HOLD_ARMED, word);
            case Gate.Counting ignored -> new Mark(Glyph.HOLD_ARMED, Role.HOLD_ARMED, word);
            case Gate.Sensing ignored -> new Mark(Glyph.HOLD, Role.HOLD, word);
            case Gate.Locked ignored -> new Mark(Glyph.HOLD, Role.HOLD, word);
            case Gate.Released ignored -> new Mark(Glyph.HOLD_ARMED, Role.HOLD_ARMED, word);
        };
    }

    /** A person did what the program does else: how long its attempt took says nothing of it. */
    static boolean byHand(Plan.Stop stop, StepStatus status) {
        return status.state() == StepState.DONE
                && status.by() != null
                && !stop.traits().byHand();
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
