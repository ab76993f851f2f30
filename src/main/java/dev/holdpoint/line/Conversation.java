package dev.holdpoint.line;

import dev.holdpoint.operator.Leaving;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.operator.TerminalGone;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;

/**
 * Takes turns: while something goes on it is told, and nothing is asked; where nothing does, the person has the word. A key while
 * something goes on gives the word to the person, and what is printed meanwhile waits, so that nothing ever comes between the letters of a
 * line.
 */
final class Conversation {
    private final Talk talk;
    private final Questions questions;
    private final Orders orders;
    private String stood = "";
    private boolean hinted;
    private boolean wantsOut;
    private boolean left;

    Conversation(Talk talk) {
        this.talk = talk;
        this.questions = new Questions(talk);
        this.orders = new Orders(talk, questions, () -> wantsOut = true);
    }

    /** Returns when the driver has left, or the run is over. */
    Run.End run() throws InterruptedException {
        greet();
        if (!questions.variables()) {
            leave(!talk.ear.hand());
        }
        while (!left && !talk.run().over()) {
            var begun = listen();
            if (!left && !talk.run().over()) {
                if (orders.atUndo()) {
                    continue;
                }
                stand();
                answer(talk.ear.ask(Whereabouts.prompt(talk.run()), Ear.Kind.COMMAND, begun));
            }
        }
        talk.tell();
        return talk.run().end();
    }

    private void greet() {
        var run = talk.run();
        if (run.rehearsal()) {
            talk.say("REHEARSAL: every server here is a lab on this machine; nothing real is touched.");
        }
        talk.say(run.plan().checklist().title() + ". Driver: " + run.driver() + ". help says what may be said.");
        talk.feed.found().forEach(it -> talk.say("Mind: " + it + "."));
        if (!talk.ear.hand()) {
            talk.say("Standard input is no terminal: hold points stay locked.");
        }
    }

    /** Tells what goes on for as long as something does. @return a letter that was pressed, which begins a line */
    private String listen() throws InterruptedException {
        while (!left && talk.goesOn()) {
            hint();
            var more = talk.tell();
            talk.tellHeadway();
            int key = talk.ear.press();
            if (key != Ear.NONE && key != Ear.END && talk.run().rollback().counting() != null) {
                // As at a gate: any key stops what is about to begin.
                talk.want(new Intent.StopRunOn());
                talk.ear.forget();
                continue;
            }
            switch (key) {
                case Ear.NONE -> {
                    if (!more) {
                        talk.rest();
                    }
                }
                case Ear.CTRL_C -> interrupt();
                case Ear.CTRL_D -> leave(false);
                case Ear.END -> leave(true);
                default -> {
                    return key >= ' ' && key != 0x7f ? Character.toString(key) : "";
                }
            }
        }
        while (talk.tell()) {
            // until all of it is said
        }
        return "";
    }

    private void hint() {
        if (!hinted && talk.ear.hand()) {
            talk.say("Enter lets you say something while it goes on; ctrl-C asks whether to interrupt it.");
            hinted = true;
        }
    }

    /** Where the run stands, when that is not what was said last. */
    private void stand() {
        var run = talk.run();
        var stop = Whereabouts.current(run);
        var now = stop == null
                ? ""
                : stop.id() + " " + Standing.word(run, stop) + " "
                        + run.status(stop).attempt();
        if (!now.equals(stood) && !talk.goesOn()) {
            stood = now;
            orders.where(false);
        }
    }

    private void answer(Heard heard) throws InterruptedException {
        switch (heard) {
            case Heard.Line(String text) when text.isBlank() -> enter();
            case Heard.Line(String text) -> orders.say(text);
            case Heard.Interrupted ignored -> interrupt();
            case Heard.Ended(boolean gone) -> leave(gone);
            case Heard.Pasted ignored -> {}
        }
        if (wantsOut) {
            wantsOut = false;
            leave(false);
        }
    }

    /** While something goes on it only goes back to it. What has changed since the question was asked is told first. */
    private void enter() throws InterruptedException {
        if (talk.anyNews() && talk.ear.hand()) {
            talk.tell();
            stood = "";
        } else if (!talk.goesOn()) {
            orders.enter();
        }
    }

    private void interrupt() throws InterruptedException {
        var running = orders.running();
        if (running.isPresent()) {
            orders.cancel(running.get());
        } else {
            talk.say("Nothing is running. quit or ctrl-D leaves; the run is kept.");
        }
    }

    /** @param gone nobody will say anything any more */
    private void leave(boolean gone) throws InterruptedException {
        if (gone && talk.ear.hand()) {
            throw new TerminalGone();
        }
        var busy = talk.busy();
        if (!gone && !busy.isEmpty() && talk.ear.hand() && !talk.yes(Leaving.consequences(busy) + " Leave?", true)) {
            return;
        }
        left = talk.want(new Intent.Leave());
        if (!left && gone) {
            lastWords();
        }
    }

    /** What cannot be left while it runs is waited for, and nothing new is started. */
    private void lastWords() throws InterruptedException {
        if (talk.run().runningOn()) {
            talk.want(new Intent.StopRunOn());
        }
        while (talk.goesOn()) {
            talk.tell();
            talk.rest();
        }
        talk.want(new Intent.Leave());
        left = true;
    }
}
