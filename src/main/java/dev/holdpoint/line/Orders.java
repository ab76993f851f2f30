package dev.holdpoint.line;

import dev.holdpoint.checklist.Variable;
import dev.holdpoint.operator.CommandWords;
import dev.holdpoint.operator.GoingBack;
import dev.holdpoint.operator.Purpose;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Items;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;
import dev.holdpoint.run.UndoGates;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out what was said. What is refused is refused before anything is asked. */
final class Orders {
    /** Stands for the words that will be asked for. */
    private static final String WORDS = "…";

    private final Talk talk;
    private final Questions questions;
    private final Runnable leave;
    /** The step whose undo's gate stands open and has been shown. */
    private @Nullable String shown;

    /** @param leave what {@code quit} does */
    Orders(Talk talk, Questions questions, Runnable leave) {
        this.talk = talk;
        this.questions = questions;
        this.leave = leave;
    }

    /** Enter alone: whatever comes next for the current step. */
    void enter() throws InterruptedException {
        var stop = Whereabouts.current(talk.run());
        if (talk.run().rollback().bars()) {
            new AtRollback(talk).stands();
        } else if (talk.run().complete() || stop == null) {
            where(false);
        } else if (stop.traits().byHand() && state(stop) == StepState.RUNNING) {
            tick(stop);
        } else {
            run(stop);
        }
    }

    /** A line that is not empty. */
    void say(String line) throws InterruptedException {
        var said = Word.read(line);
        if (said.isEmpty()) {
            talk.say("There is no word " + line.strip().split("\\s+", 2)[0] + ": help says them all.");
            return;
        }
        var word = said.get().word();
        var rest = said.get().rest();
        if (talk.run().rollback().bars() && AtRollback.answers(word) && !talk.ear.hand()) {
            talk.say(AtRollback.NO_PIPE);
            return;
        }
        var stop = Whereabouts.current(talk.run());
        if (word.takesStep() && !rest.isEmpty()) {
            var words = rest.split("\\s+", 2);
            var named = talk.run().plan().find(words[0]);
            if (named != null) {
                stop = named;
                rest = words.length > 1 ? words[1] : "";
            } else if (word != Word.NOTE) {
                talk.say("Refused: there is no step " + words[0] + ".");
                return;
            }
        } else if (word == Word.CANCEL) {
            stop = running().orElse(stop);
        }
        carryOut(word, stop, rest);
    }

    private void carryOut(Word word, Plan.@Nullable Stop stop, String rest) throws InterruptedException {
        switch (word) {
            case ON -> talk.want(new Intent.RunOn());
            case STOP -> talk.want(new Intent.StopRunOn());
            case NOTE -> ask(Purpose.NOTE, stop == null ? null : stop.id(), rest);
            case ABORT -> ask(Purpose.ABORT, null, rest);
            case ROLLBACK -> new AtRollback(talk).open(rest);
            case FORWARD -> new AtRollback(talk).say(Purpose.FORWARD, rest);
            case ACCEPT -> new AtRollback(talk).say(Purpose.ACCEPT, rest);
            case CLOSE -> ofItem(Purpose.CLOSE_ITEM, rest);
            case HAND -> ofItem(Purpose.HAND_OVER, rest);
            case ITEMS -> talk.voice.say(ItemLines.of(talk.run(), talk.now()));
            case END_DOWNTIME -> ask(Purpose.END_DOWNTIME, null, rest);
            case FINISH -> finish();
            case QUIT -> leave.run();
            case NOTES -> notes();
            case LIST -> talk.voice.say(Whereabouts.list(talk.run()));
            case WHERE -> where(true);
            case HELP -> help();
            default -> {
                if (stop == null) {
                    talk.say("Refused: there are no steps.");
                } else {
                    ofStep(word, stop, rest);
                }
            }
        }
    }

    private void ofStep(Word word, Plan.Stop stop, String rest) throws InterruptedException {
        switch (word) {
            case RUN -> run(stop);
            case GATE -> gate(stop);
            case RETRY -> retry(stop, rest);
            case TRUST -> trust(stop);
            case TICK -> tick(stop);
            case SKIP -> skip(stop, rest);
            case DONE -> done(stop, rest);
            case FAILED -> ask(Purpose.markingFailed(status(stop)), stop.id(), rest);
            case UNDO -> undo(stop, rest);
            case CODE -> code(stop, rest);
            case ANYWAY -> anyway(stop, rest);
            case CANCEL -> cancel(stop);
            case OUTPUT -> new LastLines(talk).say(stop);
            default -> throw new IllegalStateException(word + " is about no step");
        }
    }

    private StepState state(Plan.Stop stop) {
        return status(stop).state();
    }

    private StepStatus status(Plan.Stop stop) {
        return talk.run().status(stop);
    }

    private static boolean startable(StepState state) {
        return state == StepState.TO_DO || state == StepState.FAILED || state == StepState.UNDONE;
    }

    private void run(Plan.Stop stop) throws InterruptedException {
        if (!talk.feed.wanted().isEmpty()) {
            questions.variables();
        } else if (stop.isHold() && startable(state(stop))) {
            new AtGate(talk, stop).open();
        } else if (state(stop) == StepState.FAILED) {
            ask(Purpose.retrying(status(stop)), stop.id(), "");
        } else {
            talk.want(new Intent.StartStep(stop.id()));
        }
    }

    /** The gate of an undo that the rollback has come to, once by itself. @return whether it was shown */
    boolean atUndo() throws InterruptedException {
        var stop = talk.ear.hand() ? GoingBack.atGate(talk.run()) : Optional.<Plan.Stop>empty();
        var comes = stop.isPresent() && !stop.get().id().equals(shown);
        shown = stop.map(Plan.Stop::id).orElse(null);
        if (comes) {
            throughUndo(stop.get());
            if (!GoingBack.goesOn(talk.run())) {
                new AtRollback(talk).stands();
            }
        }
        return comes;
    }

    private void throughUndo(Plan.Stop stop) throws InterruptedException {
        undoes(stop);
        new AtGate(talk, stop).undo();
    }

    private void gate(Plan.Stop stop) throws InterruptedException {
        if (UndoGates.open(talk.run(), stop)) {
            throughUndo(stop);
        } else if (stop.isHold() && startable(state(stop))) {
            new AtGate(talk, stop).open();
        } else {
            talk.want(new Intent.ArmHold(stop.id()));
        }
    }

    /** As ssh does, the program takes a key from nobody who has not looked at it. */
    private void trust(Plan.Stop stop) throws InterruptedException {
        if (talk.ear.hand()) {
            talk.want(new Intent.TrustKey(stop.id()));
        } else {
            talk.say("Refused: a person looks at the key of a host, no pipe: use a terminal, or put it into known_hosts"
                    + " before the run.");
        }
    }

    /** A hold point is released anew instead; that is reason enough. */
    private void retry(Plan.Stop stop, String words) throws InterruptedException {
        if (stop.isHold() && state(stop) == StepState.FAILED) {
            run(stop);
        } else {
            ask(Purpose.retrying(status(stop)), stop.id(), words);
        }
    }

    private void tick(Plan.Stop stop) throws InterruptedException {
        if (refused(new Intent.TickStep(stop.id(), placeholders(stop.traits().asks())))) {
            return;
        }
        var asked = state(stop) == StepState.UNDOING
                ? Optional.of(Map.<String, String>of())
                : questions.answers(stop.traits().asks());
        if (asked.isPresent()) {
            talk.want(new Intent.TickStep(stop.id(), asked.get()));
        }
    }

    private static Map<String, String> placeholders(List<Variable> asked) {
        var answers = new HashMap<String, String>();
        asked.forEach(it -> answers.put(it.name(), WORDS));
        return answers;
    }

    /** Who has done it by hand says so; who says it of the program's work says why. */
    private void done(Plan.Stop stop, String words) throws InterruptedException {
        var mine = stop.traits().byHand()
                && (state(stop) == StepState.RUNNING || (!stop.isHold() && startable(state(stop))));
        if (state(stop) == StepState.UNDOING || (mine && words.isBlank())) {
            tick(stop);
        } else {
            markDone(stop, words);
        }
    }

    /** Who says that a step is done is asked for what it would have set. */
    private void markDone(Plan.Stop stop, String words) throws InterruptedException {
        var unset = Readiness.unset(talk.run(), stop);
        if (barred(stop) || refused(new Intent.MarkDone(stop.id(), WORDS, placeholders(unset)))) {
            return;
        }
        var why = why(Purpose.markingDone(status(stop)), stop.id(), words);
        var answers = why.isEmpty() ? Optional.<Map<String, String>>empty() : questions.answers(unset);
        if (answers.isPresent()) {
            talk.want(new Intent.MarkDone(stop.id(), why.get(), answers.get()));
        }
    }

    private void anyway(Plan.Stop stop, String words) throws InterruptedException {
        if (!barred(stop) && !refused(new Intent.GoOnAnyway(stop.id(), "…"))) {
            ask(Purpose.ANYWAY, stop.id(), words);
        }
    }

    private void skip(Plan.Stop stop, String words) throws InterruptedException {
        if (!barred(stop)) {
            ask(Purpose.SKIP, stop.id(), words);
        }
    }

    /** Leaving a hold point out, or calling it done, is an answer to it. */
    private boolean barred(Plan.Stop stop) {
        var barred = stop.isHold() && !talk.ear.hand();
        if (barred) {
            talk.say(AtGate.noPipe(stop));
        }
        return barred;
    }

    /** Nothing is finished with something open that nobody has taken over. */
    private void finish() {
        var refusal = Items.unfinished(talk.run());
        refusal.ifPresent(it -> talk.say("Refused: " + Word.spoken(it) + "."));
        if (refusal.isEmpty()) {
            leave.run();
        }
    }

    private void ofItem(Purpose purpose, String rest) throws InterruptedException {
        var open = talk.run().openItems().keySet();
        var item = CommandWords.item(rest, talk.run());
        if (item.isPresent()) {
            ask(purpose, item.get(), rest.substring(item.get().length()).strip());
        } else {
            talk.say(
                    open.isEmpty()
                            ? "Refused: nothing is open."
                            : "Refused: nothing open is called so; open: " + String.join(", ", open) + ".");
        }
    }

    /** A reviewer's answer to a hold point; as no other it comes from a pipe. */
    private void code(Plan.Stop stop, String words) throws InterruptedException {
        if (!barred(stop) && !refused(new Intent.RefuseCode(stop.id(), WORDS))) {
            var said = why(Purpose.CODE, stop.id(), words);
            if (said.isPresent()) {
                talk.want(Purpose.CODE.intent(stop.id(), said.get()));
            }
        }
    }

    private void undo(Plan.Stop stop, String words) throws InterruptedException {
        if (stop.traits().undoReaches() && !talk.ear.hand()) {
            talk.say(AtGate.noPipeUndo(stop));
            return;
        }
        if (talk.refusal(Purpose.UNDO.intent(stop.id(), WORDS)).isEmpty()) {
            undoes(stop);
        }
        ask(Purpose.UNDO, stop.id(), words);
        new AtGate(talk, stop).undo();
    }

    private void undoes(Plan.Stop stop) {
        talk.say("Undoing " + stop.id() + " does this:");
        talk.feed.undoPreview(stop.id()).forEach(it -> talk.say("    " + it));
    }

    private void ask(Purpose purpose, @Nullable String about, String words) throws InterruptedException {
        if (!refused(purpose.intent(about, purpose.sample(), talk.now()))) {
            var why = why(purpose, about, words);
            if (why.isPresent()) {
                talk.want(purpose.intent(about, why.get(), talk.now()));
            }
        }
    }

    /** The words that came with it, else those that it is asked for; empty where there are none. */
    private Optional<String> why(Purpose purpose, @Nullable String about, String words) throws InterruptedException {
        if (!words.isBlank()) {
            return Optional.of(words);
        }
        talk.say(purpose.title() + (about == null ? "" : ", " + about) + ". " + purpose.question());
        if (talk.ear.ask("why> ", Ear.Kind.WORDS, "") instanceof Heard.Line(String text) && !text.isBlank()) {
            return Optional.of(text.strip());
        }
        talk.say("Nothing was done.");
        return Optional.empty();
    }

    private boolean refused(Intent intent) {
        var refusal = talk.refusal(intent);
        refusal.ifPresent(it -> talk.say("Refused: " + Word.spoken(it) + "."));
        return refusal.isPresent();
    }

    /** What an interruption is about: what the program is busy with, else what a person has begun. */
    Optional<Plan.Stop> running() {
        var run = talk.run();
        return talk.busy().stream()
                .findFirst()
                .or(() -> run.plan().stops().stream()
                        .filter(it -> run.status(it).state().active())
                        .findFirst());
    }

    /** Asks before it interrupts. */
    void cancel(Plan.Stop stop) throws InterruptedException {
        var wanted = new Intent.CancelStep(stop.id());
        if (refused(wanted)) {
            return;
        }
        if (talk.yes(
                "Interrupt " + stop.id() + ", " + stop.step().title()
                        + "? What it has done so far stays done; it counts as failed and can be run again.",
                false)) {
            talk.want(wanted);
        } else {
            talk.say("It goes on.");
        }
    }

    void where(boolean all) {
        var run = talk.run();
        var stop = Whereabouts.current(run);
        var runs = stop == null ? List.<String>of() : talk.feed.preview(stop.id());
        talk.voice.say(Whereabouts.lines(run, runs, all, talk.now(), talk.feed::progress));
        var watchers = all ? talk.feed.watchers() : List.<String>of();
        if (!watchers.isEmpty()) {
            talk.say("Watching: " + String.join(", ", watchers) + ".");
        }
    }

    private void notes() {
        if (talk.run().notes().isEmpty()) {
            talk.say("Nobody has written a note yet.");
        }
        talk.run()
                .notes()
                .forEach(it -> talk.say(Spoken.ago(it.at(), talk.now()) + ", " + it.by()
                        + (it.step() == null ? "" : " about " + it.step()) + ": " + it.text()));
    }

    private void help() {
        talk.say("Enter alone does what comes next for the current step: it runs it, ticks it off or opens its gate.");
        Arrays.stream(Word.values()).forEach(it -> talk.say(it.word() + it.argument() + ": " + it.says() + "."));
        talk.say(
                "A reason may stand behind: skip STEP REASON. Tab completes words and steps, up and down go through what was said.");
        talk.say(
                "While something runs, enter lets you say something and ctrl-C asks whether to interrupt it. ctrl-D leaves.");
    }
}
