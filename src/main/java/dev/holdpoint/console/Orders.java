package dev.holdpoint.console;

import dev.holdpoint.console.keys.Permits;
import dev.holdpoint.console.keys.Running;
import dev.holdpoint.console.model.CommandLine;
import dev.holdpoint.console.model.LineInput;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Looking.Page;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.model.Scroll;
import dev.holdpoint.console.terminal.Theme;
import dev.holdpoint.operator.Command;
import dev.holdpoint.operator.CommandWords;
import dev.holdpoint.operator.Leaving;
import dev.holdpoint.operator.Purpose;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;
import dev.holdpoint.run.UndoGates;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out commands, whether a key or the command line gave them. What is refused is refused before anything is asked. */
final class Orders {
    private final Looking at;
    private final Hands hands;
    private final Forms forms;
    private final Moves moves;
    private final List<String> history = new ArrayList<>();

    /** Told why the rules refuse what a command came with words for. */
    private Consumer<String> refused;

    Orders(Looking at, Hands hands, Forms forms) {
        this.at = at;
        this.hands = hands;
        this.forms = forms;
        this.moves = new Moves(at);
        this.refused = at::refuse;
    }

    /** Does it to the step under the cursor, or says why not. */
    void give(Command command) {
        var refusal = Permits.refusal(command, at);
        if (refusal.isPresent()) {
            refuse(command, refusal.get());
        } else {
            carryOut(command, "");
        }
    }

    /** Hands that have pressed "skip" already type why: a question that is refused opens all the same and takes those keys. */
    private void refuse(Command command, String reason) {
        var asks = asks(command);
        if (asks.isPresent() && !at.watches()) {
            at.open(new Panel.Asking(asks.get(), about(asks.get()), reason));
        } else {
            at.refuse(reason);
        }
    }

    /** What the command wants words for. */
    private Optional<Purpose> asks(Command command) {
        var stop = at.selected();
        var status = stop == null ? StepStatus.INITIALLY : at.run().status(stop);
        boolean back = at.run().rollback().bars() && status.state() != StepState.UNKNOWN;
        return switch (command) {
            case FORWARD -> Optional.of(Purpose.FORWARD);
            case ACCEPT -> Optional.of(Purpose.ACCEPT);

            case RETRY -> Optional.of(Purpose.retrying(status));
            case SKIP -> Optional.of(back ? Purpose.PASS_OVER : Purpose.SKIP);
            case MARK_DONE -> Optional.of(back ? Purpose.TAKEN_BACK : Purpose.markingDone(status));
            case MARK_FAILED -> Optional.of(Purpose.markingFailed(status));
            case UNDO -> Optional.of(Purpose.UNDO);
            case NOTE -> Optional.of(Purpose.NOTE);
            case ANYWAY -> Optional.of(Purpose.ANYWAY);
            case CODE -> Optional.of(Purpose.CODE);
            case ABORT -> Optional.of(Purpose.ABORT);
            case END_DOWNTIME -> Optional.of(Purpose.END_DOWNTIME);
            default -> Optional.empty();
        };
    }

    void scroll(int lines) {
        moves.by(lines);
    }

    /** Finds the next (1) or the previous (-1) place. */
    void find(int direction) {
        moves.find(direction);
    }

    /** A line of the command line; one that is not understood stays, with the reason. */
    void line(CommandLine line) {
        var text = line.input().text().strip();
        var said = CommandWords.read(text);
        if (text.isEmpty()) {
            at.close();
        } else if (line.input().lost()) {
            line.refuse(line.input().problem());
        } else if (said.isEmpty()) {
            line.refuse("there is no such command; tab shows them");
        } else {
            var from = Cursor.of(at);
            refused = reason -> again(line, from, reason);
            var wrong = said(said.get());
            refused = at::refuse;
            if (wrong != null) {
                from.back(at);
                line.refuse(wrong);
            } else {
                history.add(text);
            }
        }
    }

    /** A line that the rules refuse stays too, unless something else has been opened meanwhile. */
    private void again(CommandLine line, Cursor from, String reason) {
        if (at.panel() == null) {
            from.back(at);
            line.refuse(reason);
            at.open(new Panel.Commanding(line));
        } else {
            at.refuse(reason);
        }
    }

    /** @return what is wrong, or null */
    private @Nullable String said(CommandWords.Said said) {
        var rest = said.rest();
        if (CommandWords.takesStep(said.command())) {
            if (rest.isEmpty() && said.command() == Command.GO_TO) {
                return "go to which step? tab shows them";
            }
            if (!rest.isEmpty()) {
                var words = rest.split("\\s+", 2);
                var stop = at.run().plan().find(words[0]);
                if (stop == null) {
                    return "there is no step " + words[0];
                }
                if (!CommandWords.stands(at.run(), stop)) {
                    return words[0] + " mends a trouble that has not come";
                }
                if (said.command() == Command.INTERRUPT && !Running.goesOn(at, stop)) {
                    // Never another one than was named.
                    return words[0] + " is not running";
                }
                at.goTo(stop);
                rest = words.length > 1 ? words[1] : "";
            }
        }
        var open = at.run().openItems();
        if (CommandWords.takesItem(said.command())
                && !open.isEmpty()
                && CommandWords.item(rest, at.run()).isEmpty()) {
            return "nothing open is called so; open: " + String.join(", ", open.keySet());
        }
        var theme = Theme.named(rest);
        if (said.command() == Command.THEME && theme.isEmpty()) {
            return "write " + String.join(", ", Theme.words());
        }
        var refusal = Permits.refusal(said.command(), at);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        at.close();
        if (theme.isPresent() && said.command() == Command.THEME) {
            hands.theme(theme.get());
        } else {
            carryOut(said.command(), rest);
        }
        return null;
    }

    /** @param words a reason that came with the command; empty where it has to be asked for */
    private void carryOut(Command command, String words) {
        switch (command) {
            case RUN -> run();
            case RETRY -> retry(words);
            case TRUST -> stop(stop -> hands.want(new Intent.TrustKey(stop.id())));
            case GATE -> openGate();
            case CHECK -> stop(stop -> hands.want(new Intent.ArmHold(stop.id())));
            case PAST_WINDOW -> stop(stop -> hands.want(new Intent.PassWindow(stop.id())));
            case RUN_ON -> hands.want(new Intent.RunOn());
            case STOP_RUN_ON -> hands.want(new Intent.StopRunOn());
            case TICK -> tick();
            case CLOSE_ITEM, HAND_OVER ->
                CommandWords.item(words, at.run()).ifPresent(it -> ofItem(command, it, words));
            case ITEMS -> at.open(new Panel.Items(new Scroll()));
            case FINISH -> hands.leave();
            case ROLLBACK -> rollBack(words);
            case SKIP, MARK_DONE, MARK_FAILED, UNDO, END_DOWNTIME, NOTE, ANYWAY, CODE, ABORT, FORWARD, ACCEPT ->
                asks(command).ifPresent(it -> ask(it, words));
            case INTERRUPT -> interrupt();
            case NOTES -> at.open(new Panel.Notes(new Scroll()));
            case HELP -> at.open(new Panel.Helping(new Scroll(), at.panel() instanceof Panel.AtGate));
            case COMMAND ->
                at.open(new Panel.Commanding(
                        new CommandLine(history, line -> CommandWords.complete(line, at.run(), Theme.words()))));
            case FIND -> at.open(new Panel.Finding(new LineInput()));
            case EARLIER -> at.turnToAttempt(at.attempt() - 1);
            case LATER -> at.turnToAttempt(at.attempt() + 1);
            case PAGER -> hands.openPager();
            case TYPE -> stop(stop -> at.typeAt(stop));
            case SUSPEND -> hands.suspend();
            case LEAVE -> leave();
            case CLOSE -> at.close();
            case GO_TO -> at.turnTo(Page.CHECKLIST);
            case NEXT -> find(1);
            case PREVIOUS -> find(-1);
            default -> moves.carryOut(command);
        }
    }

    private interface OfStop {
        void take(Plan.Stop stop);
    }

    private void stop(OfStop action) {
        var stop = at.selected();
        if (stop != null) {
            action.take(stop);
        }
    }

    /** A hold point is released anew instead; that is reason enough. */
    private void retry(String words) {
        stop(stop -> {
            if (stop.isHold()) {
                run();
            } else {
                ask(Purpose.retrying(at.run().status(stop)), words);
            }
        });
    }

    private void run() {
        var stop = at.selected();
        if (at.valuesMissing() && !at.watches()) {
            forms.askVariables();
        } else if (stop == null) {
            var phase = at.selectedPhase();
            at.fold(phase, !at.rows().folded(phase));
        } else if (stop.isHold() || UndoGates.open(at.run(), stop)) {
            openGate();
        } else if (at.run().status(stop).state() == StepState.FAILED) {
            ask(Purpose.retrying(at.run().status(stop)), "");
        } else {
            hands.want(new Intent.StartStep(stop.id()));
        }
    }

    /** Opening a locked gate has its checks looked at, where its step's needs are met. */
    private void openGate() {
        stop(stop -> {
            at.open(new Panel.AtGate(stop.id()));
            if (at.run().status(stop).gate() instanceof Gate.Locked
                    && Permits.refusal(Command.CHECK, at).isEmpty()) {
                hands.want(new Intent.ArmHold(stop.id()));
            }
        });
    }

    private void tick() {
        stop(stop -> {
            var asked = stop.traits().asks();
            var undoing = at.run().status(stop).state() == StepState.UNDOING;
            if (asked.isEmpty() || undoing) {
                hands.want(new Intent.TickStep(stop.id(), java.util.Map.of()));
            } else {
                forms.ask(stop);
            }
        });
    }

    private void ofItem(Command command, String item, String words) {
        var purpose = command == Command.CLOSE_ITEM ? Purpose.CLOSE_ITEM : Purpose.HAND_OVER;
        ask(purpose, item, words.substring(item.length()).strip());
    }

    private void ask(Purpose purpose, String words) {
        ask(purpose, about(purpose), words);
    }

    private void ask(Purpose purpose, @Nullable String about, String words) {
        if (words.isBlank()) {
            at.open(new Panel.Asking(purpose, about, ""));
        } else {
            say(purpose, about, words, settles(refused));
        }
    }

    private static Consumer<Decision> settles(Consumer<String> refused) {
        return answer -> {
            if (answer instanceof Decision.Refusal(String reason)) {
                refused.accept(reason);
            }
        };
    }

    /** The words are there. Who says that a step is done is asked for what it would have set. */
    void say(Purpose purpose, @Nullable String about, String words, Consumer<Decision> settle) {
        var stop = about == null ? null : at.run().plan().find(about);
        if (purpose == Purpose.MARK_DONE
                && stop != null
                && !words.isBlank()
                && !Readiness.unset(at.run(), stop).isEmpty()) {
            forms.ask(stop, words);
        } else {
            hands.want(purpose.intent(about, words, at.now()), settle);
        }
    }

    /** What going back would lose is looked up while the plan is read. */
    private void rollBack(String words) {
        at.open(new Panel.AtRollback(words));
        if (!at.watches() && !at.run().rollback().bars()) {
            hands.want(new Intent.WeighRollback());
        }
    }

    private @Nullable String about(Purpose purpose) {
        var stop = at.selected();
        return EnumSet.of(Purpose.ABORT, Purpose.END_DOWNTIME, Purpose.FORWARD, Purpose.ACCEPT)
                                .contains(purpose)
                        || stop == null
                ? null
                : stop.id();
    }

    private void interrupt() {
        Running.of(at)
                .ifPresent(stop -> at.open(new Panel.Confirming(
                        "Interrupt " + stop.id() + "?",
                        stop.step().title()
                                + ". What it has done so far stays done; it counts as failed and can be run again.",
                        new Intent.CancelStep(stop.id()))));
    }

    private void leave() {
        var running = at.run().plan().stops().stream()
                .filter(it -> at.run().status(it).state().active())
                .toList();
        if (at.watches() || running.isEmpty() || running.stream().allMatch(this::waitsForPerson)) {
            leaveFor(Leaving.unfinished(at.run()));
        } else {
            at.open(new Panel.Confirming(
                    "Leave while a step runs?", Leaving.consequences(running), new Intent.Leave()));
        }
    }

    /** @param unfinished what the run still has open though every step is settled; empty for nothing */
    private void leaveFor(String unfinished) {
        if (unfinished.isEmpty() || at.watches()) {
            hands.leave();
        } else {
            at.open(new Panel.Confirming("Leave without finishing?", unfinished, new Intent.Leave()));
        }
    }

    private boolean waitsForPerson(Plan.Stop stop) {
        return stop.traits().byHand() && at.run().status(stop).state() == StepState.RUNNING;
    }

    /** Makes the forms; it knows the values that are given already. */
    interface Forms {
        void askVariables();

        void ask(Plan.Stop stop);

        /** What the step would have set, for marking it done. */
        void ask(Plan.Stop stop, String reason);
    }
}
