package dev.holdpoint.run;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.run.Event.HoldSensing;
import dev.holdpoint.run.Event.RollbackWentOn;
import dev.holdpoint.run.Event.StepUndoing;
import dev.holdpoint.run.Event.UndoAnnounced;
import dev.holdpoint.run.Event.UndoAsked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gate before an undo that reaches the outside, or deletes what nothing brings back: the gate of a hold point, with a phrase of its own,
 * the step's approvals and a countdown. Checks, soak, window and lifetimes are about going forward: none of them keeps anybody from going
 * back. In a rollback its word was typed for all of them, and each counts down ({@link RollingBack}); only where the step's hold point asks
 * other people, its undo asks them there too, at this gate.
 */
public final class UndoGates {
    /** An author may do without a countdown for going forward, not for this. */
    public static final Duration COUNTDOWN = Hold.COUNTDOWN;

    private UndoGates() {}

    /** What is typed to undo the step. */
    public static String phrase(Plan.Stop stop) {
        return "undo " + stop.id();
    }

    /** Whether the gate that stands open at the step is this one. */
    public static boolean open(Run run, Plan.Stop stop) {
        return run.status(stop).gate().back() != null;
    }

    /** An undo that may begin: behind its gate where it reaches the outside, else at once. */
    static Decision begin(Run run, Plan.Stop stop, String reason) {
        if (!stop.traits().undoReaches()) {
            return Decision.of(new StepUndoing(stop.id(), run.driver(), reason));
        }
        return ask(run, stop, reason);
    }

    /** @param first what happens before its gate opens */
    private static Decision ask(Run run, Plan.Stop stop, String reason, Event... first) {
        var obstacle = obstacle(run, stop);
        if (obstacle.isPresent()) {
            return Decision.refused(obstacle.get());
        }
        if (!(run.status(stop).gate() instanceof Gate.Locked)) {
            return Decision.refused("the gate of " + stop.id() + " stands open: go through it, or leave it first");
        }
        var events = new ArrayList<>(List.of(first));
        events.add(new UndoAsked(stop.id(), run.driver(), reason));
        return new Decision.Events(events);
    }

    /** Whether the undo goes through this gate also in a rollback, whose word one person has typed. */
    public static boolean asks(Plan.Stop stop) {
        return stop.traits().undoReaches() && stop.hold().approvals() > 0;
    }

    /** The same on the way back: its phrase is typed already. */
    static Decision again(Run run, Plan.Stop stop, String reason, Instant now) {
        if (asks(stop)) {
            return ask(run, stop, reason, new RollbackWentOn(run.driver()));
        }
        return stop.traits().undoReaches()
                ? Decision.of(
                        new Event.NoteAdded(stop.id(), run.driver(), "undone again: " + reason),
                        new RollbackWentOn(run.driver()),
                        new UndoAnnounced(stop.id(), now.plus(COUNTDOWN)))
                : Decision.of(new RollbackWentOn(run.driver()), new StepUndoing(stop.id(), run.driver(), reason));
    }

    static Decision look(Run run, Plan.Stop stop) {
        var obstacle = obstacle(run, stop);
        if (obstacle.isPresent()) {
            return Decision.refused(obstacle.get());
        }
        return switch (run.status(stop).gate()) {
            case Gate.Sensing ignored -> Decision.refused("it is being looked up what the undo would do");
            case Gate.Counting ignored -> Decision.refused("the countdown is running: any key stops it");
            default -> Decision.of(new HoldSensing(stop.id(), false));
        };
    }

    /** Why it cannot be undone now, whoever agrees. */
    static Optional<String> obstacle(Run run, Plan.Stop stop) {
        if (run.over()) {
            return Optional.of("the run is over");
        }
        if (run.left()) {
            return Optional.of("nobody drives the run: resume it");
        }
        if (run.rollback().looking()) {
            return Optional.of("the source is being looked at: wait for it");
        }
        if (run.rollback().stage() == Rollback.Stage.UNDOING && !(asks(stop) && RollingBack.next(run, stop))) {
            return Optional.of(
                    run.rollback().passed().containsKey(stop.id())
                            ? stop.id() + " was stepped over: undo it when the rollback has come to its end"
                            : "the run is rolled back: the rollback undoes it");
        }
        return Settling.undoObstacle(run, stop);
    }

    /** What follows from the release. */
    static List<Event> released(Plan.Stop stop, String by, Gate.Back back) {
        return List.of(new StepUndoing(stop.id(), by, back.reason()));
    }
}
