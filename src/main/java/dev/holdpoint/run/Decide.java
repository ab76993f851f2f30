package dev.holdpoint.run;

import dev.holdpoint.run.Event.NoteAdded;
import dev.holdpoint.run.Event.RunAborted;
import dev.holdpoint.run.Event.RunFinished;
import dev.holdpoint.run.Event.RunLeft;
import dev.holdpoint.run.Event.RunOnStarted;
import dev.holdpoint.run.Event.RunOnStopped;
import dev.holdpoint.run.Event.StepCancelling;
import java.time.Instant;
import java.util.List;

/**
 * The one place where rules live: what somebody wants, or what an action, a check or the clock tells, becomes events or a refusal with its
 * reason. Pure: no input, no output, no clock of its own.
 */
public final class Decide {
    /** As much as a line of the console takes. */
    private static final int LONGEST_NOTE = 4096;

    private Decide() {}

    /** @param now when it is asked; the events will carry this time */
    public static Decision on(Run run, Intent intent, Instant now) {
        var decision = judged(run, intent, now);
        var held = decision instanceof Decision.Events events ? Lifetimes.held(run, intent, events, now) : decision;
        return held instanceof Decision.Events events
                ? andWhatFollows(run, events, now)
                : Soaking.timed(run, held, now);
    }

    private static Decision judged(Run run, Intent intent, Instant now) {
        if (run.over() && !afterwards(intent)) {
            return Decision.refused("the run is over; notes can still be added, and open items closed or handed over");
        }
        var back = RollingBack.judged(run, intent, now);
        if (back.isPresent()) {
            return back.get();
        }
        return switch (intent) {
            case Intent.WeighRollback _, Intent.RollBack _, Intent.GoForward _, Intent.AcceptRollback _ ->
                throw new IllegalStateException("judged before: " + intent);
            case Intent.SetVariables it -> Variables.set(run, it.values());
            case Intent.AddNote it -> note(run, it);
            case Intent.CloseItem it -> Items.close(run, it.item(), it.reason());
            case Intent.HandOver it -> Items.handOver(run.ledger(), it, run.driver(), now);
            case Intent.EndDowntime it -> Downtimes.end(run, it.reason());
            case Intent.RunOn ignored -> runOn(run);
            case Intent.StopRunOn ignored ->
                run.runningOn()
                        ? Decision.of(new RunOnStopped("stopped by " + run.driver()))
                        : Decision.refused("it is not running on");
            case Intent.Leave ignored -> leave(run);
            case Intent.Abort it -> abort(run, it.reason());
            case Intent.OfStep it -> ofStep(run, it, now);
        };
    }

    private static Decision note(Run run, Intent.AddNote note) {
        if (note.text().isBlank()) {
            return Decision.refused("a note needs words");
        }
        return note.text().length() > LONGEST_NOTE
                ? Decision.refused(
                        "a note has " + LONGEST_NOTE + " characters at most: put the rest into a file and name that")
                : Decision.of(new NoteAdded(note.step(), run.driver(), note.text()));
    }

    /** A signal is never refused: one that comes too late makes no events. */
    public static Decision.Events on(Run run, Signal signal, Instant now) {
        return andWhatFollows(run, Lifetimes.held(run, signal, judged(run, signal, now), now), now);
    }

    private static Decision.Events andWhatFollows(Run run, Decision.Events decision, Instant now) {
        var all = Downtimes.andAgain(run, RollingBack.andNext(run, decision, now));
        return Gates.andLocked(run, Approving.andVoided(run, all));
    }

    private static Decision.Events judged(Run run, Signal signal, Instant now) {
        return switch (signal) {
            case Signal.ActionEnded it -> Endings.action(run, it, now);
            case Signal.Verified it -> Endings.verified(run, it, now);
            case Signal.SourceLooked it -> RollingBack.looked(run, it);
            case Signal.RollbackWeighed it -> RollingBack.weighed(run, it);
            case Signal.UndoEnded it -> Endings.undo(run, it);
            case Signal.HoldSensed it -> Gates.sensed(run, it, now);
            case Signal.ItemSensed it -> Items.sensed(run, it);
            case Signal.KeptSeen it -> Keeping.seen(run, it);
            case Signal.SoakSeen it -> Soaking.seen(run, it, now);
            case Signal.Remembered it ->
                new Decision.Events(List.of(new Event.StepRemembered(it.step(), it.key(), it.value())));
            case Signal.TroublesSeen it -> Mending.seen(run, it);
            case Signal.Tick ignored -> Clock.tick(run, now);
            case Signal.WrittenAgain ignored -> Recovery.unheard(run);
            case Signal.HungUp ignored -> Recovery.hungUp(run);
            case Signal.Returned it -> Recovery.returned(run, it);
        };
    }

    /** What a run that is over still takes. */
    private static boolean afterwards(Intent intent) {
        return intent instanceof Intent.AddNote
                || intent instanceof Intent.Leave
                || intent instanceof Intent.CloseItem
                || intent instanceof Intent.HandOver;
    }

    private static Decision ofStep(Run run, Intent.OfStep intent, Instant now) {
        var stop = run.plan().find(intent.step());
        if (stop == null) {
            return Decision.refused("there is no step " + intent.step());
        }
        return switch (intent) {
            case Intent.StartStep ignored -> Starts.start(run, stop);
            case Intent.RetryStep it -> Settling.retry(run, stop, it.reason());
            case Intent.TrustKey ignored -> Trusting.trust(run, stop);
            case Intent.ArmHold ignored -> Gates.arm(run, stop);
            case Intent.TypePhrase it -> Gates.type(run, stop, it.text(), now);
            case Intent.ApproveHold it -> Approving.approve(run, stop, it, now);
            case Intent.SpeakCode ignored -> Decision.refused("nobody can judge a reviewer's code here");
            case Intent.RefuseCode it -> Approving.refuseCode(run, stop, it.name(), now);
            case Intent.PassWindow ignored -> Windows.goOn(run, stop, now);
            case Intent.GoOnAnyway it -> Lifetimes.goOn(run, stop, it.reason(), now);
            case Intent.StopCountdown ignored -> Gates.stopCountdown(run, stop);
            case Intent.TickStep it -> Starts.tick(run, stop, it.answers());
            case Intent.SkipStep it -> Settling.skip(run, stop, it.reason());
            case Intent.MarkDone it -> Settling.markDone(run, stop, it.reason(), it.values());
            case Intent.MarkFailed it -> Settling.markFailed(run, stop, it.reason());
            case Intent.CancelStep ignored -> cancel(run, stop);
            case Intent.UndoStep it -> Settling.undo(run, stop, it.reason());
        };
    }

    private static Decision cancel(Run run, Plan.Stop stop) {
        var status = run.status(stop);
        if (status.gate() instanceof Gate.Sensing) {
            return Gates.stopCountdown(run, stop);
        }
        if (!status.state().active()) {
            return Decision.refused(stop.id() + " is not running");
        }
        if (stop.traits().byHand() && status.state() == StepState.RUNNING) {
            // Nothing of the program's is going on: there is no end to wait for.
            return Following.after(
                    run,
                    new Decision.Events(
                            List.of(new StepCancelling(stop.id(), run.driver()), Endings.givenUp(run, stop))));
        }
        // What was done before the stop reached it is looked at, and that look can be stopped too.
        return status.cancelling() && status.state() != StepState.VERIFYING
                ? Decision.refused(stop.id() + " is being stopped already")
                : Decision.of(new StepCancelling(stop.id(), run.driver()));
    }

    private static Decision runOn(Run run) {
        if (run.runningOn()) {
            return Decision.refused("it is running on already");
        }
        if (!run.variablesSet()) {
            return Decision.refused("the variables are not given yet");
        }
        var next = Following.next(run);
        return !next.reason().isEmpty() && !run.active()
                ? Decision.refused(next.reason())
                : Following.after(run, new Decision.Events(List.of(new RunOnStarted())));
    }

    private static Decision leave(Run run) {
        if (run.over()) {
            return Decision.of();
        }
        var lost = run.plan().stops().stream()
                .filter(it -> Recovery.unknowable(it, run.status(it)))
                .findFirst();
        if (lost.isPresent()) {
            return Decision.refused(lost.get().id()
                    + " cannot be left while it runs, its outcome would be unknown: wait for it, or stop it (ctrl-C)");
        }
        if (run.variablesSet() && run.complete()) {
            return Decision.of(new RunFinished());
        }
        var events = Recovery.locks(run, "the driver has left");
        events.add(new RunLeft(run.driver()));
        return new Decision.Events(events);
    }

    private static Decision abort(Run run, String reason) {
        if (reason.isBlank()) {
            return Decision.refused("say why the run is aborted");
        }
        return run.active()
                ? Decision.refused("a step is running: stop it or let it end, then abort")
                : Decision.of(new RunAborted(reason));
    }
}
