package dev.holdpoint.line;

import dev.holdpoint.operator.SafeText;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Windows;
import java.time.Duration;

/** A hold point: what it is about, its checks, its phrase, its countdown. */
final class AtGate {
    private static final int ALOUD = 5;
    private static final int SELDOM = 10;

    private final Talk talk;
    private final Plan.Stop stop;

    AtGate(Talk talk, Plan.Stop stop) {
        this.talk = talk;
        this.stop = stop;
    }

    static String noPipeUndo(Plan.Stop stop) {
        return "Refused: the undo of " + stop.id()
                + " reaches the outside, or deletes what nothing brings back; that is not answered from a pipe: use a terminal.";
    }

    static String noPipe(Plan.Stop stop) {
        return "Refused: " + stop.id() + " is a hold point, and those are not answered from a pipe: use a terminal.";
    }

    /** Goes through it as far as it gets; what it was left at is said. */
    void open() throws InterruptedException {
        if (!talk.ear.hand()) {
            talk.say(noPipe(stop));
            return;
        }
        talk.say("HOLD POINT " + stop.id() + ": " + stop.step().title());
        talk.say("Because: " + Standing.because(stop, talk.run().values()));
        talk.say("Changes:");
        talk.feed.preview(stop.id()).forEach(it -> talk.say("    " + it));
        talk.say("Undo:");
        Standing.undo(stop, talk.feed.undoPreview(stop.id())).forEach(it -> talk.say("    " + it));
        if (stop.hold().checks().isEmpty() && stop.hold().approvals() == 0) {
            talk.say("It has no checks: the phrase alone releases it.");
        }
        if (talk.want(new Intent.ArmHold(stop.id()))) {
            sensed();
        }
    }

    /** The gate of an undo that was just asked for. */
    void undo() throws InterruptedException {
        if (gate().back() != null) {
            talk.say("It reaches the outside, or deletes what nothing brings back: it has a gate of its own.");
            sensed();
        }
    }

    private boolean back() {
        return gate().back() != null;
    }

    /** The gate of a hold point stays armed; an undo that nobody goes on with is wanted no more. */
    private void leave() throws InterruptedException {
        if (back()) {
            talk.want(new Intent.StopCountdown(stop.id()));
            talk.say("Nothing is undone.");
        } else {
            talk.say("The gate is left as it is.");
        }
    }

    private Gate gate() {
        return talk.run().status(stop).gate();
    }

    private void sensed() throws InterruptedException {
        while (gate() instanceof Gate.Sensing sensing && !sensing.release()) {
            if (talk.ear.press() == Ear.CTRL_C) {
                talk.want(new Intent.StopCountdown(stop.id()));
            } else {
                talk.rest();
                talk.tell();
            }
        }
        talk.tell();
        if (gate() instanceof Gate.Armed) {
            talk.say(
                    back()
                            ? "An empty line leaves it as it is."
                            : (stop.hold().checks().isEmpty() ? "" : "Every check is green. ")
                                    + "An empty line leaves the gate as it is.");
            phrase();
        }
    }

    private void phrase() throws InterruptedException {
        while (gate() instanceof Gate.Armed armed) {
            // Not as one line, and in quotes: blanks in it count.
            var phrase = SafeText.lines(armed.phrase());
            if (!talk.voice.shown(phrase).equals(phrase)) {
                talk.say("Its phrase has characters that this locale cannot show: use a UTF-8 locale.");
                return;
            }
            talk.say("Type what stands between the quotes, \"" + phrase + "\""
                    + (armed.back() == null ? " to release:" : " to undo:"));
            switch (talk.ear.ask("> ", Ear.Kind.PHRASE, "")) {
                case Heard.Line(String text)
                when text.isBlank() -> {
                    leave();
                    return;
                }
                case Heard.Line(String text) -> typed(text, armed);
                case Heard.Pasted ignored -> talk.say("Pasting is refused here: type it, letter by letter.");
                case Heard.Interrupted ignored -> {
                    leave();
                    return;
                }
                case Heard.Ended ignored -> {
                    leave();
                    return;
                }
            }
        }
        waiting();
        countdown();
    }

    /** Until the last approval has come. Any key takes the phrase back: no countdown begins while somebody types something else. */
    private void waiting() throws InterruptedException {
        if (!afterWindow()) {
            return;
        }
        if (gate() instanceof Gate.Waiting) {
            talk.say("The phrase is typed; approvals are missing: holdpoint approve "
                    + talk.run().id() + " " + stop.id() + ". Any key takes the phrase back.");
        }
        while (gate() instanceof Gate.Waiting && afterWindow()) {
            if (!(gate() instanceof Gate.Waiting)) {
                return;
            }
            if (talk.ear.press() != Ear.NONE) {
                talk.want(new Intent.StopCountdown(stop.id()));
                talk.ear.forget();
                talk.say("The phrase is taken back; code NAME CODE takes a reviewer's code.");
            } else {
                talk.rest();
                talk.tell();
            }
        }
    }

    /** After the end of the window it asks once more. @return false where the phrase was taken back */
    private boolean afterWindow() throws InterruptedException {
        while (gate() instanceof Gate.Waiting && Windows.asks(talk.run(), stop, talk.now())) {
            talk.say("T" + Windows.ended(talk.run(), talk.now()).substring(1) + ": release " + stop.id()
                    + " anyway? yes or no:");
            if (talk.ear.ask("> ", Ear.Kind.WORDS, "") instanceof Heard.Line(String text)) {
                if (text.strip().equals("yes")) {
                    talk.want(new Intent.PassWindow(stop.id()));
                    continue;
                }
                if (!text.strip().equals("no")) {
                    continue;
                }
            }
            talk.want(new Intent.StopCountdown(stop.id()));
            talk.say("The phrase is taken back.");
            return false;
        }
        return true;
    }

    private void typed(String text, Gate.Armed before) throws InterruptedException {
        if (talk.want(new Intent.TypePhrase(stop.id(), text))
                && gate() instanceof Gate.Armed now
                && now.mistyped() > before.mistyped()) {
            talk.say("That was not the phrase.");
        }
    }

    /** Until it starts, any key stops it. */
    private void countdown() throws InterruptedException {
        long said = Long.MAX_VALUE;
        while (starting(gate())) {
            if (gate() instanceof Gate.Counting counting) {
                said = aloud(counting, said);
            }
            if (talk.ear.press() != Ear.NONE) {
                talk.want(new Intent.StopCountdown(stop.id()));
                talk.ear.forget();
                return;
            }
            talk.rest();
            talk.tell();
        }
    }

    private static boolean starting(Gate gate) {
        return gate instanceof Gate.Counting || (gate instanceof Gate.Sensing sensing && sensing.release());
    }

    private long aloud(Gate.Counting counting, long said) {
        long left = Math.max(0, (Duration.between(talk.now(), counting.ends()).toMillis() + 999) / 1000);
        if (left == 0 || left >= said || (said != Long.MAX_VALUE && left > ALOUD && left % SELDOM != 0)) {
            return said;
        }
        talk.say(
                said == Long.MAX_VALUE
                        ? (counting.back() == null
                                        ? stop.id() + " starts in "
                                        : "The undo of " + stop.id() + " begins in ")
                                + Spoken.many(left, "second") + "; any key stops it."
                        : Spoken.many(left, "second"));
        return left;
    }
}
