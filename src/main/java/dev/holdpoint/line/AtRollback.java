package dev.holdpoint.line;

import dev.holdpoint.operator.GoingBack;
import dev.holdpoint.operator.Purpose;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RollingBack;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.WayBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The way back: its plan, why, and the word that begins it; then how it goes. */
final class AtRollback {
    static final String NO_PIPE = "Refused: a rollback is not answered from a pipe: use a terminal.";

    /** What lets the way back go on, or settles one of its steps. */
    private static final Set<Word> ANSWERS =
            EnumSet.of(Word.ON, Word.UNDO, Word.SKIP, Word.DONE, Word.TICK, Word.FAILED);

    private final Talk talk;

    AtRollback(Talk talk) {
        this.talk = talk;
    }

    static boolean answers(Word word) {
        return ANSWERS.contains(word);
    }

    /**
     * Says the plan and begins it, or says how it goes.
     *
     * @param words why, where that came with it
     */
    void open(String words) throws InterruptedException {
        if (talk.run().rollback().bars()) {
            talk.voice.say(plan(talk.run(), talk.now()));
            stands();
            return;
        }
        var refusal = talk.refusal(new Intent.WeighRollback());
        if (refusal.isPresent()) {
            talk.say("Refused: " + refusal.get() + ".");
            return;
        }
        if (!talk.ear.hand()) {
            talk.voice.say(plan(talk.run(), talk.now()));
            talk.say(NO_PIPE);
        } else if (talk.want(new Intent.WeighRollback())) {
            weighed();
            talk.voice.say(plan(talk.run(), talk.now()));
            begin(words);
        }
    }

    /** Nobody has to wait for what would be lost. */
    private void weighed() throws InterruptedException {
        while (talk.run().rollback().weighed().looking() && talk.ear.press() == Ear.NONE) {
            talk.rest();
            talk.tell();
        }
    }

    private void begin(String words) throws InterruptedException {
        var why = words.strip();
        if (why.isEmpty()) {
            talk.say("Why is the run rolled back? An empty line leaves it as it is.");
            why = talk.ear.ask("why> ", Ear.Kind.WORDS, "") instanceof Heard.Line(String text) ? text.strip() : "";
        }
        if (why.isEmpty()) {
            talk.say("Nothing was done.");
            return;
        }
        talk.say("Type " + RollingBack.PHRASE + " to begin; an empty line leaves it as it is.");
        switch (talk.ear.ask("> ", Ear.Kind.PHRASE, "")) {
            case Heard.Line(String text) when !text.isBlank() -> talk.want(new Intent.RollBack(why, text));
            case Heard.Pasted ignored -> talk.say("Pasting is refused here: nothing was done.");
            default -> talk.say("Nothing was done.");
        }
    }

    /** Where it stands, and what may be said. */
    void stands() {
        talk.voice.say(where(talk.run(), talk.now(), true));
    }

    private static List<String> where(Run run, Instant now, boolean drives) {
        var ways = drives ? GoingBack.ways(run) : "";
        return ways.isEmpty() ? List.of(GoingBack.stands(run, now)) : List.of(GoingBack.stands(run, now), ways);
    }

    /** An answer to the way back, as no other, does not come from a pipe. */
    void say(Purpose purpose, String words) throws InterruptedException {
        if (!talk.ear.hand()) {
            talk.say(NO_PIPE);
            return;
        }
        var refusal = talk.refusal(purpose.intent(null, "…"));
        if (refusal.isPresent()) {
            talk.say("Refused: " + refusal.get() + ".");
            return;
        }
        var why = words.strip();
        if (why.isEmpty()) {
            talk.say(purpose.title() + ". " + purpose.question());
            why = talk.ear.ask("why> ", Ear.Kind.WORDS, "") instanceof Heard.Line(String text) ? text.strip() : "";
        }
        if (why.isEmpty()) {
            talk.say("Nothing was done.");
        } else {
            talk.want(purpose.intent(null, why));
        }
    }

    private static List<String> plan(Run run, Instant now) {
        var plan = WayBack.of(run, now);
        var lines = new ArrayList<String>();
        lines.add("What was done, the last first:");
        int number = 1;
        for (var part : plan.parts()) {
            lines.add("    " + number++ + ". " + part.stop().id() + ", "
                    + part.stop().step().title() + ": " + GoingBack.word(run, part));
            GoingBack.details(run, part).forEach(it -> lines.add("        " + it));
        }
        lines.addAll(GoingBack.summary(run, plan, now));
        return lines;
    }

    /**
     * An event of the way back as sentences.
     *
     * @param drives whether whoever is told has a say in it
     */
    static List<String> sentences(Event.OfRollback event, Run run, Instant now, boolean drives) {
        return switch (event) {
            case Event.RollbackWeighing ignored ->
                List.of("Looking up what going back would lose" + (drives ? "; any key stops waiting for it." : "."));
            case Event.RollbackWeighed ignored -> List.of();
            case Event.RollbackStarted it ->
                List.of(
                        "ROLLING BACK " + Spoken.many(it.steps().size(), "step") + ": " + it.reason(),
                        "Nothing goes forward meanwhile" + (drives ? "; stop halts it." : "."));
            case Event.RollbackHalted ignored -> where(run, now, drives);
            case Event.RollbackWentOn ignored -> List.of("The rollback goes on.");
            case Event.UndoAnnounced ignored -> List.of(GoingBack.stands(run, now));
            case Event.StepSteppedOver it -> List.of(it.step() + " stays as it is: " + it.reason());
            case Event.SourceLooking ignored -> List.of(GoingBack.stands(run, now));
            case Event.SourceLooked it -> both(Telling.evidence(it.evidence(), now), where(run, now, drives));
            case Event.RollbackEnded it -> both(Telling.evidence(it.evidence(), now), where(run, now, drives));
            case Event.ForwardAgain it -> List.of("The run goes forward again: " + it.reason());
        };
    }

    private static List<String> both(List<String> first, List<String> then) {
        var lines = new ArrayList<>(first);
        lines.addAll(then);
        return lines;
    }
}
