package dev.holdpoint.run;

import dev.holdpoint.checklist.Step.UndoRule;
import dev.holdpoint.run.Event.StepDone;
import dev.holdpoint.run.Event.StepFailed;
import dev.holdpoint.run.Event.StepRetried;
import dev.holdpoint.run.Event.StepSkipped;
import dev.holdpoint.run.Event.VariableCaptured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for what a person says about a step, and for taking one back. Each wants a reason. */
final class Settling {
    /** And who says so. */
    static final String TAKEN_BACK = "taken back by hand, says ";

    private Settling() {}

    static Decision retry(Run run, Plan.Stop stop, String reason) {
        if (run.status(stop).state() != StepState.FAILED) {
            return Decision.refused(stop.id() + " has not failed");
        }
        if (reason.isBlank()) {
            return Decision.refused("say what is different now");
        }
        return switch (Starts.again(run, stop)) {
            case Decision.Refusal refusal -> refusal;
            case Decision.Events start -> {
                var events = new ArrayList<Event>();
                events.add(new StepRetried(stop.id(), run.driver(), reason));
                events.addAll(start.events());
                yield new Decision.Events(events);
            }
        };
    }

    static Decision skip(Run run, Plan.Stop stop, String reason) {
        var state = run.status(stop).state();
        if (reason.isBlank()) {
            return Decision.refused("say why " + stop.id() + " is skipped");
        }
        if (state.active()) {
            return Decision.refused(stop.id() + " is running: stop it first");
        }
        return switch (state) {
            case TO_DO, FAILED, UNDONE ->
                Following.after(run, new Decision.Events(List.of(new StepSkipped(stop.id(), run.driver(), reason))));
            case UNKNOWN ->
                Decision.refused("nobody knows how " + stop.id() + " ended: look, then say whether it happened");
            default -> Decision.refused(stop.id() + " is settled already");
        };
    }

    static Decision markDone(Run run, Plan.Stop stop, String reason, Map<String, String> values) {
        if (reason.isBlank()) {
            return Decision.refused("say what was seen that makes " + stop.id() + " done");
        }
        if (run.status(stop).undoFailed()) {
            return Following.after(run, Endings.undone(run, stop, TAKEN_BACK + run.driver() + ": " + reason));
        }
        var state = run.status(stop).state();
        var outside = state == StepState.TO_DO || state == StepState.UNDONE || state == StepState.SKIPPED;
        if (outside) {
            if (stop.isHold()) {
                // What follows from it, downtime ended and items closed, follows from a released step only.
                return Decision.refused(stop.id()
                        + " is a hold point: release it at its gate (g), or skip it and say that it was done outside");
            }
            var missing = Readiness.missing(run, stop);
            if (!missing.isEmpty()) {
                return Decision.refused("needs " + String.join(", ", missing) + " first");
            }
        } else if (state != StepState.FAILED && state != StepState.UNKNOWN) {
            return Decision.refused(
                    state.active() ? stop.id() + " is running: stop it first" : stop.id() + " is settled already");
        }
        var events = new ArrayList<Event>();
        for (var wanted : Variables.unset(run, stop)) {
            var value = values.getOrDefault(wanted.name(), "");
            if (value.isBlank()) {
                return Decision.refused(
                        "needs a value for " + wanted.name() + ", which " + stop.id() + " would have set");
            }
            events.add(new VariableCaptured(stop.id(), wanted.name(), wanted.secret() ? null : value));
        }
        if (outside) {
            // What a start here has opened is open already, or somebody has closed it.
            events.addAll(Starts.opening(run, stop));
        }
        events.add(new StepDone(
                stop.id(), run.status(stop).attempt(), "marked done by hand: " + reason, List.of(), run.driver()));
        events.addAll(Endings.said(run, stop, reason));
        return Following.after(run, new Decision.Events(events));
    }

    static Decision markFailed(Run run, Plan.Stop stop, String reason) {
        if (reason.isBlank()) {
            return Decision.refused("say what was seen that makes " + stop.id() + " failed");
        }
        if (run.status(stop).undoFailed()) {
            return Decision.of(new StepDone(
                    stop.id(),
                    run.status(stop).attempt(),
                    "not taken back, says " + run.driver() + ": " + reason,
                    List.of(),
                    run.driver()));
        }
        return run.status(stop).state() == StepState.UNKNOWN
                ? Decision.of(new StepFailed(
                        stop.id(),
                        run.status(stop).attempt(),
                        "did not happen, says " + run.driver() + ": " + reason,
                        "run it again, or skip it",
                        List.of(),
                        null))
                : Decision.refused("only an unknown outcome is settled so");
    }

    static Decision undo(Run run, Plan.Stop stop, String reason) {
        if (reason.isBlank()) {
            return Decision.refused(whyUndone(stop));
        }
        return undoObstacle(run, stop).map(Decision::refused).orElseGet(() -> UndoGates.begin(run, stop, reason));
    }

    static String whyUndone(Plan.Stop stop) {
        return "say why " + stop.id() + " is undone";
    }

    /** Why the step can't be undone now; empty when it can. */
    static Optional<String> undoObstacle(Run run, Plan.Stop stop) {
        var state = run.status(stop).state();
        if (state != StepState.DONE
                && !(state == StepState.FAILED && run.status(stop).attempt() > 0)
                && !Mending.doneBefore(run, stop)) {
            return Optional.of(stop.id() + " has not been done");
        }
        if (stop.step().undo() instanceof UndoRule.None none) {
            return Optional.of(stop.id() + " cannot be taken back: " + none.because());
        }
        if (stop.step().undo() instanceof UndoRule.Automatic && !stop.traits().undoable()) {
            return Optional.of(stop.id()
                    + (stop.traits().looks()
                            ? " only looks and changes nothing: there is nothing to take back"
                            : " has no undo: take it back by hand, and note it"));
        }
        var later = run.plan().stops().stream()
                .filter(it -> !run.rollback().passed().containsKey(it.id()))
                .filter(it -> builtOn(run, stop, it))
                .findFirst();
        if (later.isPresent()) {
            return Optional.of("undo " + last(run, later.get()) + " first: it was done after " + stop.id());
        }
        return run.active()
                ? Optional.of("a step is running: wait for it or stop it")
                : Variables.lacking(run, stop.traits().undoReads());
    }

    /** Whether the other step stands on it, be it through a check or a skipped step. */
    private static boolean builtOn(Run run, Plan.Stop stop, Plan.Stop other) {
        var state = run.status(other).state();
        return !other.traits().looks()
                && (state == StepState.DONE || state.active())
                && run.plan().behind(other, stop.id());
    }

    /** The last done step that stands on {@code stop}, itself where none does: where an undo has to begin. */
    private static String last(Run run, Plan.Stop stop) {
        return run.plan().stops().stream()
                .filter(it -> builtOn(run, stop, it) && run.status(it).state() == StepState.DONE)
                .reduce((one, other) -> other)
                .map(it -> last(run, it))
                .orElse(stop.id());
    }
}
