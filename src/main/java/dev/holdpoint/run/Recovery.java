package dev.holdpoint.run;

import dev.holdpoint.run.Event.HoldLocked;
import dev.holdpoint.run.Event.RunOnStopped;
import dev.holdpoint.run.Event.RunResumed;
import dev.holdpoint.run.Event.StepUndoFailed;
import dev.holdpoint.run.Event.StepUnknown;
import dev.holdpoint.run.Event.TerminalLost;
import dev.holdpoint.step.Afterlife;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules for coming back. What can be attached to or repeated goes on as it is; what nobody can know is unknown; every gate that was
 * open is locked. No step is started by coming back.
 */
final class Recovery {
    private static final String GONE = "the terminal is gone";

    private static final String UNHEARD = "the journal could not be written, and no key could stop it meanwhile";

    private Recovery() {}

    static Decision.Events returned(Run run, Signal.Returned signal) {
        if (run.over()) {
            return new Decision.Events(List.of());
        }
        var events = new ArrayList<Event>();
        events.add(new RunResumed(signal.driver(), signal.host()));
        for (var stop : run.plan().stops()) {
            var status = run.status(stop);
            if (status.state() == StepState.RUNNING && unknowable(stop)) {
                events.add(new StepUnknown(
                        stop.id(), status.attempt(), "the program ended while it ran, and it cannot be attached to"));
            }
            if (status.state() == StepState.UNDOING && undoUnknowable(stop, status)) {
                events.add(new StepUndoFailed(
                        stop.id(),
                        "the program ended while it was undone",
                        "look what is left of it, then undo again"));
            }
            if (!(status.gate() instanceof Gate.Locked)) {
                events.add(new HoldLocked(stop.id(), "the program was away", List.of()));
            }
        }
        events.addAll(Approving.allVoided(run));
        return new Decision.Events(events);
    }

    /** Nobody is there to stop a countdown, to type a phrase or to see what the program would start by itself. */
    static Decision.Events hungUp(Run run) {
        if (run.over() || run.left()) {
            return new Decision.Events(List.of());
        }
        var events = new ArrayList<Event>();
        if (run.runningOn()) {
            events.add(new RunOnStopped(GONE));
        }
        events.add(new TerminalLost(run.driver()));
        events.addAll(locks(run, GONE));
        events.addAll(Approving.allVoided(run));
        return new Decision.Events(events);
    }

    /** Whoever pressed a key to stop a countdown was not heard: nothing that counts down goes on by itself. */
    static Decision.Events unheard(Run run) {
        var events = new ArrayList<Event>();
        if (run.over() || run.left()) {
            return new Decision.Events(events);
        }
        for (var stop : run.plan().stops()) {
            var gate = run.status(stop).gate();
            if (gate instanceof Gate.Counting || (gate instanceof Gate.Sensing sensing && sensing.release())) {
                events.add(new HoldLocked(stop.id(), UNHEARD, List.of()));
            }
        }
        if (run.rollback().counting() != null) {
            events.add(new Event.RollbackHalted(null, UNHEARD));
        }
        return new Decision.Events(events);
    }

    /** No gate stays open that nobody stands at. */
    static List<Event> locks(Run run, String why) {
        var events = new ArrayList<Event>();
        for (var stop : run.plan().stops()) {
            if (!(run.status(stop).gate() instanceof Gate.Locked)) {
                events.add(new HoldLocked(stop.id(), why, List.of()));
            }
        }
        return events;
    }

    /** Nobody could know how it ended, were the program to end now. */
    static boolean unknowable(Plan.Stop stop, StepStatus status) {
        return switch (status.state()) {
            case RUNNING -> unknowable(stop);
            case UNDOING -> undoUnknowable(stop, status);
            default -> false;
        };
    }

    /** What it does is done anew by coming back. */
    static boolean repeated(Plan.Stop stop, StepStatus status) {
        return switch (status.state()) {
            case RUNNING ->
                !stop.traits().byHand()
                        && !stop.traits().looks()
                        && stop.traits().afterlife() == Afterlife.REPEAT;
            case UNDOING -> undoes(stop, status, Afterlife.REPEAT);
            default -> false;
        };
    }

    private static boolean undoUnknowable(Plan.Stop stop, StepStatus status) {
        return undoes(stop, status, Afterlife.ASK);
    }

    /** What becomes of the part of its undo that goes on now; where all parts are done there is nothing to know. */
    private static boolean undoes(Plan.Stop stop, StepStatus status, Afterlife what) {
        return stop.traits()
                .undoPart(status.partsUndone())
                .filter(it -> it.afterlife() == what)
                .isPresent();
    }

    private static boolean unknowable(Plan.Stop stop) {
        return !stop.traits().byHand()
                && !stop.traits().looks()
                && stop.traits().afterlife() == Afterlife.ASK;
    }
}
