package dev.holdpoint.run;

import dev.holdpoint.run.Event.ForwardAgain;
import dev.holdpoint.run.Event.HoldLocked;
import dev.holdpoint.run.Event.RollbackEnded;
import dev.holdpoint.run.Event.RollbackHalted;
import dev.holdpoint.run.Event.RollbackStarted;
import dev.holdpoint.run.Event.RollbackWeighed;
import dev.holdpoint.run.Event.RollbackWeighing;
import dev.holdpoint.run.Event.RollbackWentOn;
import dev.holdpoint.run.Event.SourceLooked;
import dev.holdpoint.run.Event.SourceLooking;
import dev.holdpoint.run.Event.StepCancelling;
import dev.holdpoint.run.Event.StepSteppedOver;
import dev.holdpoint.run.Event.StepUndoing;
import dev.holdpoint.run.Event.UndoAnnounced;
import dev.holdpoint.run.Event.UndoAsked;
import dev.holdpoint.run.Rollback.Stage;
import dev.holdpoint.step.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of rolling back: while a run goes back nothing goes forward; undos follow each other by themselves until one fails, somebody
 * stops them or the program was away; it is over when the source is proven to serve, or a person says why not.
 */
public final class RollingBack {
    /** What is typed to begin: one means what one types. */
    public static final String PHRASE = "rollback";

    private static final String UNDOES = "a step is being undone: wait for it or stop it (ctrl-C)";

    private RollingBack() {}

    /** Why nothing goes forward; empty where it may. */
    static Optional<String> bar(Run run) {
        return run.rollback().bars() ? Optional.of(run.rollback().barred()) : Optional.empty();
    }

    /** Why a run that went back is not finished by leaving it; empty where it goes forward. */
    static Optional<String> unfinished(Run run) {
        return switch (run.rollback().stage()) {
            case NONE -> Optional.empty();
            case UNDOING, PROVING ->
                Optional.of("its rollback is not over: let it come to its end, or go forward again (:forward)");
            case OVER -> Optional.of("it was rolled back: :forward begins again, :abort gives it up for good");
        };
    }

    /** The answer where it is a question of going back; empty where the other rules have the word. */
    static Optional<Decision> judged(Run run, Intent intent, Instant now) {
        return switch (intent) {
            case Intent.WeighRollback ignored -> Optional.of(weigh(run));
            case Intent.RollBack it -> Optional.of(begin(run, it));
            case Intent.GoForward it -> Optional.of(forward(run, it.reason()));
            case Intent.AcceptRollback it -> Optional.of(accept(run, it.reason()));
            default -> run.rollback().bars() ? onTheWay(run, intent, now) : Optional.empty();
        };
    }

    private static Optional<Decision> onTheWay(Run run, Intent intent, Instant now) {
        return switch (intent) {
            case Intent.RunOn ignored -> Optional.of(goOn(run));
            case Intent.StopRunOn ignored -> Optional.of(halt(run));
            case Intent.SkipStep it -> Optional.of(passOver(run, it.step(), it.reason()));
            case Intent.MarkDone it
            when state(run, it.step()) != StepState.UNKNOWN -> Optional.of(byHand(run, it.step(), it.reason()));
            case Intent.UndoStep it
            when run.rollback().stage() == Stage.UNDOING -> Optional.of(undo(run, it.step(), it.reason(), now));
            case Intent.UndoStep ignored
            when run.rollback().looking() ->
                Optional.of(Decision.refused("the source is being looked at: wait for it"));
            // One more step may be taken back when the way is behind: its gate is no gate forward.
            case Intent.ArmHold it when atUndo(run, it.step()) -> Optional.empty();
            case Intent.TypePhrase it when atUndo(run, it.step()) -> Optional.empty();
            case Intent.StartStep _, Intent.RetryStep _, Intent.ArmHold _, Intent.TypePhrase _ ->
                Optional.of(Decision.refused(run.rollback().barred()));
            case Intent.TickStep it
            when state(run, it.step()) != StepState.UNDOING ->
                Optional.of(Decision.refused(run.rollback().barred()));
            default -> Optional.empty();
        };
    }

    private static StepState state(Run run, String step) {
        var stop = run.plan().find(step);
        return stop == null ? StepState.TO_DO : run.status(stop).state();
    }

    private static boolean atUndo(Run run, String step) {
        var stop = run.plan().find(step);
        return stop != null && UndoGates.open(run, stop);
    }

    private static Optional<String> nothingToTakeBack(Run run) {
        if (run.rollback().bars()) {
            return Optional.of(
                    run.rollback().underWay() ? "the run goes back already" : "the run was rolled back already");
        }
        return WayBack.of(run).parts().isEmpty()
                ? Optional.of("nothing has been done that could be taken back")
                : Optional.empty();
    }

    private static Decision weigh(Run run) {
        if (run.rollback().weighed().looking()) {
            // One look at a time; it ends by itself.
            return Decision.of();
        }
        return nothingToTakeBack(run)
                .map(Decision::refused)
                .orElseGet(() -> Decision.of(new RollbackWeighing(run.driver())));
    }

    /** What runs is stopped and taken back with the rest; every gate is locked. */
    private static Decision begin(Run run, Intent.RollBack wanted) {
        var not = nothingToTakeBack(run);
        if (not.isPresent()) {
            return Decision.refused(not.get());
        }
        if (wanted.reason().isBlank()) {
            return Decision.refused("say why the run is rolled back");
        }
        if (!wanted.typed().strip().equals(PHRASE)) {
            return Decision.refused("that was not it: type " + PHRASE + " to begin");
        }
        var events = new ArrayList<>(Recovery.locks(run, "the run is rolled back"));
        events.add(new RollbackStarted(
                run.driver(),
                wanted.reason().strip(),
                WayBack.of(run).parts().stream()
                        .map(it -> new Rollback.Planned(it.stop().id(), it.expected()))
                        .toList()));
        for (var stop : run.plan().stops()) {
            var status = run.status(stop);
            if (status.state() == StepState.RUNNING && stop.traits().byHand()) {
                events.add(new StepCancelling(stop.id(), run.driver()));
                events.add(Endings.givenUp(run, stop));
            } else if (status.state().active() && status.state() != StepState.UNDOING && !status.cancelling()) {
                events.add(new StepCancelling(stop.id(), run.driver()));
            }
        }
        events.addAll(Approving.allVoided(run));
        return new Decision.Events(events);
    }

    private static Decision forward(Run run, String reason) {
        if (!run.rollback().bars()) {
            return Decision.refused("the run goes forward");
        }
        if (reason.isBlank()) {
            return Decision.refused("say why the run goes forward again");
        }
        if (run.active()) {
            return Decision.refused(UNDOES);
        }
        var events = new ArrayList<>(Recovery.locks(run, "the run goes forward again"));
        events.add(new ForwardAgain(run.driver(), reason));
        return new Decision.Events(events);
    }

    private static Decision goOn(Run run) {
        var way = run.rollback();
        if (!way.underWay()) {
            return Decision.refused(run.rollback().barred());
        }
        if (way.going()) {
            return Decision.refused("it goes back by itself already");
        }
        if (way.stage() == Stage.PROVING) {
            return run.active() ? Decision.refused(UNDOES) : Decision.of(new SourceLooking());
        }
        return WayBack.of(run)
                .next()
                .flatMap(it -> undoFailed(run, it.stop()))
                .map(Decision::refused)
                .orElseGet(() -> Decision.of(new RollbackWentOn(run.driver())));
    }

    /** What failed half-way, or nobody knows the end of, is never tried again by the program. */
    private static Optional<String> undoFailed(Run run, Plan.Stop stop) {
        return run.status(stop).undoFailed()
                ? Optional.of("the undo of " + stop.id()
                        + " failed: undo it again (u), say that it was taken back by hand (m), or go on without it (s)")
                : Optional.empty();
    }

    private static Decision halt(Run run) {
        if (run.rollback().stage() != Stage.UNDOING || !run.rollback().going()) {
            return Decision.refused("no undo begins by itself");
        }
        var why = "stopped by " + run.driver();
        var events = new ArrayList<>(Recovery.locks(run, why));
        events.add(new RollbackHalted(run.driver(), why));
        return new Decision.Events(events);
    }

    /** Whether the rollback comes to the step now. */
    static boolean next(Run run, Plan.Stop stop) {
        return WayBack.of(run).next().filter(it -> it.stop().equals(stop)).isPresent();
    }

    /** Why a person cannot settle this step of the way; empty where one can. */
    private static Optional<String> unsettled(Run run, String step, String reason, String question) {
        var part = WayBack.of(run).parts().stream()
                .filter(it -> it.stop().id().equals(step))
                .findFirst();
        if (part.isEmpty() || part.get().behind() || run.rollback().stage() != Stage.UNDOING) {
            return Optional.of(run.rollback().barred());
        }
        if (state(run, step).active()) {
            return Optional.of(step + " is running: stop it first");
        }
        return reason.isBlank() ? Optional.of(question) : Optional.empty();
    }

    private static Decision passOver(Run run, String step, String reason) {
        var not = unsettled(run, step, reason, "say why " + step + " is not taken back");
        if (not.isPresent()) {
            return Decision.refused(not.get());
        }
        return settled(
                run, step, "stepped over by " + run.driver(), List.of(new StepSteppedOver(step, run.driver(), reason)));
    }

    private static Decision byHand(Run run, String step, String reason) {
        var not = unsettled(run, step, reason, "say what was seen that makes " + step + " undone");
        if (not.isPresent()) {
            return Decision.refused(not.get());
        }
        var how = Settling.TAKEN_BACK + run.driver();
        var undone = Endings.undone(run, run.plan().stop(step), how + ": " + reason);
        return settled(run, step, how, undone.events());
    }

    /** It goes on where it goes, or has come to this step; where another one comes first, whoever has stopped it says so (R). */
    private static Decision settled(Run run, String step, String how, List<Event> what) {
        var stop = run.plan().stop(step);
        var events = new ArrayList<Event>();
        if (UndoGates.open(run, stop)) {
            events.add(new HoldLocked(step, how, List.of()));
        }
        events.addAll(what);
        if (run.rollback().going() || next(run, stop)) {
            events.add(new RollbackWentOn(run.driver()));
        }
        return new Decision.Events(events);
    }

    private static Decision undo(Run run, String step, String reason, Instant now) {
        var stop = run.plan().find(step);
        if (stop == null) {
            return Decision.refused("there is no step " + step);
        }
        if (reason.isBlank()) {
            return Decision.refused(Settling.whyUndone(stop));
        }
        return Settling.undoObstacle(run, stop)
                .map(Decision::refused)
                .orElseGet(() -> UndoGates.again(run, stop, reason, now));
    }

    private static Decision accept(Run run, String reason) {
        if (run.rollback().stage() != Stage.PROVING || run.rollback().going()) {
            return Decision.refused(
                    run.rollback().looking() ? "the source is being looked at" : "there is no proof to do without");
        }
        if (run.active()) {
            return Decision.refused(UNDOES);
        }
        return reason.isBlank()
                ? Decision.refused("say why it is over though the source is not proven to serve")
                : Decision.of(new RollbackEnded(run.rollback().proof(), run.driver(), reason));
    }

    /** What the look at the source, and the one at what would be lost, have to say. */
    static Decision.Events looked(Run run, Signal.SourceLooked signal) {
        if (!run.rollback().looking()) {
            return new Decision.Events(List.of());
        }
        var seen = signal.evidence();
        // Under an undo nothing is proven: what was seen may be gone by now.
        var proven = !run.active() && !seen.isEmpty() && seen.stream().allMatch(Evidence::green);
        return new Decision.Events(List.of(proven ? new RollbackEnded(seen, null, "") : new SourceLooked(seen)));
    }

    static Decision.Events weighed(Run run, Signal.RollbackWeighed signal) {
        return new Decision.Events(
                run.rollback().weighed().looking()
                        ? List.of(new RollbackWeighed(signal.losses(), signal.seen()))
                        : List.of());
    }

    /** {@code decision}, and what begins by itself after it. */
    static Decision.Events andNext(Run run, Decision.Events decision, Instant now) {
        var begins = decision.events().stream().anyMatch(RollbackStarted.class::isInstance);
        if (!run.rollback().underWay() && !begins) {
            return decision;
        }
        var events = new ArrayList<>(decision.events());
        var then = Replay.with(run, events);
        var passed = passes(then);
        events.addAll(passed);
        next(passed.isEmpty() ? then : Replay.with(then, passed), now).ifPresent(events::add);
        return new Decision.Events(events);
    }

    private static boolean moves(Run run) {
        var way = run.rollback();
        return way.stage() == Stage.UNDOING
                && way.going()
                && !run.active()
                && !run.left()
                && !run.unattended()
                && !run.over();
    }

    /** What is stepped over before the next undo, all of it at once. */
    private static List<Event> passes(Run run) {
        return moves(run) && run.rollback().counting() == null
                ? WayBack.of(run).parts().stream()
                        .filter(it -> !it.behind())
                        .takeWhile(it -> it.fate() == WayBack.Fate.CANNOT)
                        .<Event>map(it -> new StepSteppedOver(it.stop().id(), null, it.why()))
                        .toList()
                : List.of();
    }

    private static Optional<Event> next(Run run, Instant now) {
        if (!moves(run)) {
            return Optional.empty();
        }
        if (run.rollback().counting() != null) {
            return due(run, now);
        }
        var next = WayBack.of(run).next();
        if (next.filter(it -> UndoGates.open(run, it.stop())).isPresent()) {
            // It waits for those who are there.
            return Optional.empty();
        }
        return Optional.of(next.map(it -> begins(run, it, now)).orElseGet(SourceLooking::new));
    }

    private static Event begins(Run run, WayBack.Part part, Instant now) {
        var stop = part.stop();
        return switch (part.fate()) {
            case CANNOT -> new StepSteppedOver(stop.id(), null, part.why());
            case UNKNOWN -> new RollbackHalted(null, part.why());
            case UNDO -> {
                var obstacle = undoFailed(run, stop).or(() -> Settling.undoObstacle(run, stop));
                if (obstacle.isPresent()) {
                    yield new RollbackHalted(null, obstacle.get());
                }
                if (UndoGates.asks(stop)) {
                    yield new UndoAsked(stop.id(), run.driver(), because(run));
                }
                yield stop.traits().undoReaches()
                        ? new UndoAnnounced(stop.id(), now.plus(UndoGates.COUNTDOWN))
                        : undoing(run, stop);
            }
        };
    }

    private static String because(Run run) {
        return "rollback: " + run.rollback().reason();
    }

    private static Event undoing(Run run, Plan.Stop stop) {
        return new StepUndoing(stop.id(), run.driver(), because(run));
    }

    /** The undo whose countdown is over. */
    private static Optional<Event> due(Run run, Instant now) {
        var ends = run.rollback().ends();
        var step = run.rollback().counting();
        if (step == null || ends == null || now.isBefore(ends)) {
            return Optional.empty();
        }
        return Optional.of(
                Gates.late(ends, now)
                        ? new RollbackHalted(null, "the countdown of " + step + " ended unseen: go on (R)")
                        : undoing(run, run.plan().stop(step)));
    }

    /** When the clock will next matter to it. */
    static Optional<Instant> dueAt(Run run) {
        return Optional.ofNullable(run.rollback().ends());
    }
}
