package dev.holdpoint.line;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.console.FakeRun;
import dev.holdpoint.operator.TerminalGone;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;

/** A conversation over the real rules, at a clock that stands still. */
final class Dialogue {
    private final StringWriter heard = new StringWriter();
    private boolean gone;
    private final PrintWriter out = new PrintWriter(heard);
    final FakeRun run;
    final Script script;
    private Instant now = Instant.parse("2026-03-01T02:00:00Z");

    private Dialogue(Plan plan, boolean hand) {
        run = new FakeRun(plan, () -> now, false);
        script = new Script(out, hand);
    }

    static Dialogue of(Plan plan) {
        return new Dialogue(plan, true);
    }

    static Dialogue fromPipe(Plan plan) {
        return new Dialogue(plan, false);
    }

    /** The run knows its variables, there are none. */
    Dialogue begun() {
        run.take(new Intent.SetVariables(Values.NONE));
        return this;
    }

    Dialogue after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    /** Every step that starts prints a line and is done. */
    Dialogue works() {
        run.plays((it, event) -> {
            if (event instanceof Event.StepStarted(String step, int ignored)
                    && !it.run().plan().stop(step).traits().byHand()) {
                it.prints(step, "working on " + step + "\n");
                it.ends(step, Outcome.done("all of it"));
            }
        });
        return this;
    }

    Evidence green(String label) {
        return Evidence.green(label, "as it should be", now);
    }

    Run state() {
        return run.run();
    }

    /** Whether the terminal was gone before the conversation was over. */
    boolean gone() {
        return gone;
    }

    /** Talks until the script has nothing more to say. @return all that was said */
    String talk() throws InterruptedException {
        return talk(false);
    }

    String talk(boolean ascii) throws InterruptedException {
        var bell = new Bell();
        try (var news = new News(run, bell)) {
            new Conversation(new Talk(run, run, news, bell, new Voice(out, ascii), script, () -> now)).run();
        } catch (TerminalGone over) {
            gone = true;
        }
        return heard.toString();
    }
}
