package dev.holdpoint.console.keys;

import dev.holdpoint.checklist.Variable;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.operator.Command;
import dev.holdpoint.operator.Purpose;
import dev.holdpoint.run.Decide;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Items;
import dev.holdpoint.run.Ledger;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.UndoGates;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a command is refused now. For everything that changes the run this is the answer of {@link Decide} itself, so that footer and
 * help never promise what the rules refuse.
 */
public final class Permits {
    /** Stands for the words that will be asked for. */
    private static final String WORDS = "…";

    private static final String NO_STEP = "this is a phase: choose one of its steps";

    private static final String SECRETS = "give the secrets first, which are never kept: enter asks for them";

    /** What the rules are not even asked about while secrets are missing. */
    private static final Set<Command> WANT_SECRETS = EnumSet.of(
            Command.RETRY,
            Command.TRUST,
            Command.GATE,
            Command.TICK,
            Command.SKIP,
            Command.MARK_DONE,
            Command.MARK_FAILED,
            Command.UNDO,
            Command.INTERRUPT,
            Command.NOTE,
            Command.END_DOWNTIME,
            Command.CHECK,
            Command.CODE,
            Command.PAST_WINDOW,
            Command.ANYWAY,
            Command.RUN_ON,
            Command.STOP_RUN_ON,
            Command.FORWARD,
            Command.ACCEPT,
            Command.ABORT);

    private Permits() {}

    /** One sentence why not; empty when it works now. */
    public static Optional<String> refusal(Command command, Looking at) {
        if (at.watches() && drives(command, at)) {
            return Optional.of(readOnly(at.run()));
        }
        return at.secretsMissing() && WANT_SECRETS.contains(command) ? Optional.of(SECRETS) : rule(command, at);
    }

    private static Optional<String> rule(Command command, Looking at) {
        return switch (command) {
            case RUN -> run(at);
            case RETRY -> retry(at);
            case TRUST -> step(at, stop -> decided(at, new Intent.TrustKey(stop.id())));
            case GATE -> step(at, stop -> gate(at.run(), stop));
            case TICK -> step(at, stop -> tick(at, stop));
            case SKIP -> step(at, stop -> decided(at, new Intent.SkipStep(stop.id(), WORDS)));
            case MARK_DONE -> step(at, stop -> markDone(at, stop));
            case MARK_FAILED -> step(at, stop -> markFailed(at, stop));
            case UNDO -> step(at, stop -> decided(at, new Intent.UndoStep(stop.id(), WORDS)));
            case CLOSE_ITEM -> closeItem(at);
            case HAND_OVER -> anyItem(at, Purpose.HAND_OVER);
            case END_DOWNTIME -> decided(at, new Intent.EndDowntime(WORDS));
            case FINISH -> Items.unfinished(at.run());
            case ITEMS ->
                at.run().ledger().equals(Ledger.EMPTY) ? Optional.of("nothing has been opened yet") : Optional.empty();
            case INTERRUPT -> interrupt(at);
            case CHECK -> step(at, stop -> decided(at, new Intent.ArmHold(stop.id())));
            case CODE -> step(at, stop -> decided(at, new Intent.RefuseCode(stop.id(), WORDS)));
            case PAST_WINDOW -> step(at, stop -> decided(at, new Intent.PassWindow(stop.id())));
            case ANYWAY -> step(at, stop -> decided(at, new Intent.GoOnAnyway(stop.id(), WORDS)));
            case RUN_ON -> decided(at, new Intent.RunOn());
            case STOP_RUN_ON -> decided(at, new Intent.StopRunOn());
            case ROLLBACK -> at.run().rollback().bars() ? Optional.empty() : decided(at, new Intent.WeighRollback());
            case FORWARD -> decided(at, new Intent.GoForward(WORDS));
            case ACCEPT -> decided(at, new Intent.AcceptRollback(WORDS));
            case ABORT -> decided(at, new Intent.Abort(WORDS));
            case PAGER -> at.detail().output() == null ? Optional.of("there is no output here yet") : Optional.empty();
            case EARLIER -> at.attempt() > 1 ? Optional.empty() : Optional.of("there is no attempt before this one");
            case LATER -> at.attempt() < at.attempts() ? Optional.empty() : Optional.of("this is the last attempt");
            case TYPE -> step(at, stop -> type(at.run(), stop));
            case FOLLOW -> at.follows() ? Optional.of("the cursor is with the run already") : Optional.empty();
            case NOTES -> at.run().notes().isEmpty() ? Optional.of("nobody has written a note yet") : Optional.empty();
            case NEXT, PREVIOUS, END_FIND ->
                at.search().active() ? Optional.empty() : Optional.of("nothing is looked for: / finds");
            default -> Optional.empty();
        };
    }

    /** What is said to somebody who only watches. */
    public static String readOnly(Run run) {
        return "read-only: " + (run.driver().isEmpty() ? "nobody" : run.driver()) + " drives";
    }

    /** Whether it would change the run, or needs what only its driver's machine has. */
    private static boolean drives(Command command, Looking at) {
        return switch (command) {
            case RUN -> {
                var stop = at.selected();
                yield stop != null && gate(at.run(), stop).isPresent();
            }
            case RETRY, TRUST, TICK, SKIP, MARK_DONE, MARK_FAILED, UNDO, CLOSE_ITEM, INTERRUPT, NOTE -> true;
            case HAND_OVER, END_DOWNTIME, FINISH -> true;
            case FORWARD, ACCEPT -> true;
            case RUN_ON, STOP_RUN_ON, ABORT, CHECK, CODE, PAGER, TYPE, PAST_WINDOW, ANYWAY -> true;
            default -> false;
        };
    }

    private interface OfStep {
        Optional<String> ask(Plan.Stop stop);
    }

    private static Optional<String> step(Looking at, OfStep question) {
        var stop = at.selected();
        return stop == null ? Optional.of(NO_STEP) : question.ask(stop);
    }

    private static Optional<String> decided(Looking at, Intent intent) {
        return switch (Decide.on(at.run(), intent, at.now())) {
            case Decision.Refusal(String reason) -> Optional.of(reason);
            case Decision.Events ignored -> Optional.empty();
        };
    }

    private static Optional<String> run(Looking at) {
        var stop = at.selected();
        if (stop == null || at.valuesMissing()) {
            return Optional.empty();
        }
        var failed = at.run().status(stop).state() == StepState.FAILED;
        return gate(at.run(), stop).isEmpty()
                ? Optional.empty()
                : decided(at, failed ? new Intent.RetryStep(stop.id(), WORDS) : new Intent.StartStep(stop.id()));
    }

    private static Optional<String> retry(Looking at) {
        return step(
                at,
                stop -> at.run().status(stop).state() == StepState.FAILED
                        ? run(at)
                        : Optional.of(stop.id() + " has not failed"));
    }

    /** A gate can be looked at whenever its step is still to be released, also when it cannot be armed yet. */
    private static Optional<String> gate(Run run, Plan.Stop stop) {
        if (UndoGates.open(run, stop)) {
            return Optional.empty();
        }
        if (!stop.isHold()) {
            return Optional.of(stop.id() + " is no hold point: enter runs it");
        }
        return switch (run.status(stop).state()) {
            case TO_DO, FAILED, UNDONE -> run.over() ? Optional.of("the run is over") : Optional.empty();
            case UNKNOWN -> Optional.of("nobody knows how " + stop.id() + " ended: look, then say whether it happened");
            default -> Optional.of(stop.id() + " has been released");
        };
    }

    private static Optional<String> markFailed(Looking at, Plan.Stop stop) {
        return at.run().status(stop).unsettled()
                ? decided(at, new Intent.MarkFailed(stop.id(), WORDS))
                : Optional.of("it is known how " + stop.id() + " stands: only an unknown outcome has to be settled");
    }

    private static Optional<String> tick(Looking at, Plan.Stop stop) {
        var undoing = at.run().status(stop).state() == StepState.UNDOING;
        if (!undoing && !stop.traits().byHand() && stop.isHold()) {
            return Optional.of(stop.id() + " is done by the program: g opens its gate");
        }
        return decided(at, new Intent.TickStep(stop.id(), answers(stop.traits().asks())));
    }

    private static Optional<String> markDone(Looking at, Plan.Stop stop) {
        return decided(at, new Intent.MarkDone(stop.id(), WORDS, answers(Readiness.unset(at.run(), stop))));
    }

    private static Map<String, String> answers(List<Variable> asked) {
        var answers = new HashMap<String, String>();
        asked.forEach(it -> answers.put(it.name(), WORDS));
        return answers;
    }

    private static Optional<String> closeItem(Looking at) {
        return anyItem(at, Purpose.CLOSE_ITEM);
    }

    private static Optional<String> anyItem(Looking at, Purpose purpose) {
        var some = at.run().openItems().keySet().stream().findFirst().orElse("");
        return decided(at, purpose.intent(some, purpose.sample(), at.now()));
    }

    private static Optional<String> interrupt(Looking at) {
        return Running.of(at)
                .map(stop -> decided(at, new Intent.CancelStep(stop.id())))
                .orElse(Optional.of("nothing is running"));
    }

    private static Optional<String> type(Run run, Plan.Stop stop) {
        if (!stop.step().tty()) {
            return Optional.of(stop.id() + " has no terminal");
        }
        return run.status(stop).state() == StepState.RUNNING
                ? Optional.empty()
                : Optional.of(stop.id() + " is not running");
    }
}
