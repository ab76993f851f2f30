package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.run.Event.StepDone;
import dev.holdpoint.run.Event.StepFailed;
import dev.holdpoint.run.Event.StepUndoFailed;
import dev.holdpoint.run.Event.StepUndone;
import dev.holdpoint.run.Event.StepUnknown;
import dev.holdpoint.run.Event.StepVerifying;
import dev.holdpoint.run.Event.VariableCaptured;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules for what follows when an action, a verify or an undo has ended. A signal of another attempt changes nothing. */
final class Endings {
    private static final Decision.Events NOTHING = new Decision.Events(List.of());

    private Endings() {}

    static Decision.Events action(Run run, Signal.ActionEnded signal, Instant now) {
        var stop = run.plan().stop(signal.step());
        var status = run.status(stop);
        if (status.state() != StepState.RUNNING || status.attempt() != signal.attempt()) {
            return NOTHING;
        }
        return Following.after(
                run,
                switch (signal.outcome()) {
                    case Outcome.Done done -> done(run, stop, signal, done.says());
                    case Outcome.Failed failed ->
                        new Decision.Events(
                                List.of(failure(run, stop, failed.reason(), failed.remedy(), List.of(), now)));
                    case Outcome.Unknown unknown ->
                        new Decision.Events(List.of(new StepUnknown(stop.id(), status.attempt(), unknown.reason())));
                });
    }

    private static Decision.Events done(Run run, Plan.Stop stop, Signal.ActionEnded signal, String says) {
        var events = new ArrayList<Event>();
        var checklist = run.plan().checklist();
        signal.captured().forEach((name, value) -> {
            var secret = checklist.variable(name).map(it -> it.secret()).orElse(false);
            events.add(new VariableCaptured(stop.id(), name, secret ? null : value));
        });
        if (stop.step().verify().isEmpty()) {
            events.add(new StepDone(stop.id(), signal.attempt(), says, List.of(), null));
            events.addAll(consequences(run, stop, false));
        } else {
            events.add(new StepVerifying(stop.id(), signal.attempt(), says));
        }
        return new Decision.Events(events);
    }

    static Decision.Events verified(Run run, Signal.Verified signal, Instant now) {
        var stop = run.plan().stop(signal.step());
        var status = run.status(stop);
        if (status.attempt() != signal.attempt()) {
            return NOTHING;
        }
        var seen = signal.evidence();
        var green = !seen.isEmpty() && seen.stream().allMatch(Evidence::green);
        return switch (status.state()) {
            case RUNNING, VERIFYING ->
                Following.after(
                        run,
                        green
                                ? new Decision.Events(looked(run, stop, says(stop, status, seen), seen))
                                : new Decision.Events(List.of(failure(run, stop, red(seen), remedy(stop), seen, now))));
            case UNKNOWN ->
                green
                        ? new Decision.Events(looked(
                                run, stop, "it happened: " + seen.getFirst().sentence(), seen))
                        : NOTHING;
            default -> NOTHING;
        };
    }

    /** What was done cannot be taken back, and trying again may do it twice. */
    private static String remedy(Plan.Stop stop) {
        return stop.step().undo() instanceof Step.UndoRule.None
                ? "it has happened all the same: look what it did before you release it again, or mark it done"
                : "mend it, then try again";
    }

    private static List<Event> looked(Run run, Plan.Stop stop, String says, List<Evidence> seen) {
        var events = new ArrayList<Event>();
        events.add(new StepDone(stop.id(), run.status(stop).attempt(), says, seen, null));
        events.addAll(consequences(run, stop, true));
        return events;
    }

    private static String says(Plan.Stop stop, StepStatus status, List<Evidence> seen) {
        return stop.traits().looks() ? seen.getFirst().sentence() : status.says();
    }

    private static String red(List<Evidence> seen) {
        var red = seen.stream().filter(it -> !it.green()).toList();
        if (red.isEmpty()) {
            return "nothing was seen";
        }
        var first = red.getFirst().label() + ": " + red.getFirst().sentence();
        return red.size() == 1 ? first : first + " (and " + (red.size() - 1) + " more)";
    }

    /** A hold point is never tried again by the program: its gate has to be released again. */
    private static StepFailed failure(
            Run run, Plan.Stop stop, String reason, String remedy, List<Evidence> seen, Instant now) {
        var status = run.status(stop);
        return new StepFailed(stop.id(), status.attempt(), reason, remedy, seen, retryAt(run, stop, now));
    }

    /** A step done by hand that its driver has stopped. */
    static StepFailed givenUp(Run run, Plan.Stop stop) {
        return new StepFailed(
                stop.id(),
                run.status(stop).attempt(),
                "stopped by " + run.driver(),
                "see what was done so far, then start again or undo it",
                List.of(),
                null);
    }

    private static @Nullable Instant retryAt(Run run, Plan.Stop stop, Instant now) {
        var status = run.status(stop);
        var retry = stop.step().retry();
        var again = !stop.isHold()
                && !stop.traits().byHand()
                && !status.cancelling()
                && !run.left()
                && status.attempt() <= retry.times();
        return again ? now.plus(retry.pause()) : null;
    }

    /** What a step that is done brings with it: open items closed, downtime ended. */
    private static List<Event> consequences(Run run, Plan.Stop stop, boolean verified) {
        var events = new ArrayList<>(Items.closedBy(run, stop, closed(stop), null, null, verified));
        events.addAll(Downtimes.ended(run, stop, null, null));
        return events;
    }

    /** The same where a person says that it is done. */
    static List<Event> said(Run run, Plan.Stop stop, String reason) {
        var events = new ArrayList<>(Items.closedBy(run, stop, closed(stop), run.driver(), reason, false));
        events.addAll(Downtimes.ended(run, stop, run.driver(), reason));
        return events;
    }

    static List<String> closed(Plan.Stop stop) {
        return Stream.concat(stop.step().closes().stream(), stop.traits().closes().stream())
                .distinct()
                .toList();
    }

    static Decision.Events undo(Run run, Signal.UndoEnded signal) {
        var stop = run.plan().stop(signal.step());
        if (run.status(stop).state() != StepState.UNDOING) {
            return NOTHING;
        }
        return switch (signal.outcome()) {
            case Outcome.Done done -> undone(run, stop, done.says());
            case Outcome.Failed failed ->
                new Decision.Events(List.of(new StepUndoFailed(stop.id(), failed.reason(), back(failed.remedy()))));
            case Outcome.Unknown unknown ->
                new Decision.Events(List.of(new StepUndoFailed(
                        stop.id(), unknown.reason(), "look whether it was taken back, then undo again or note it")));
        };
    }

    /** What a kind advises for the way forward, turned round. */
    private static String back(String remedy) {
        return remedy.replace("then retry", "then undo it again").replace("then try again", "then undo it again");
    }

    /**
     * What the step had opened is closed with it, what it had closed is open again, and downtime that it started ends; checks that stand on it
     * are to be done again.
     */
    static Decision.Events undone(Run run, Plan.Stop stop, String says) {
        var events = new ArrayList<Event>();
        events.add(new StepUndone(stop.id(), says));
        events.addAll(Items.takenBack(run, stop));
        events.addAll(Downtimes.takenBack(run, stop));
        return new Decision.Events(Lapsing.with(run, stop, events));
    }
}
