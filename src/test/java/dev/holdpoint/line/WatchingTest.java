package dev.holdpoint.line;

import static dev.holdpoint.console.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.FakeRun;
import dev.holdpoint.console.Sample;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.step.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who only watches is told what happens and who is waited for, and of no key or word that they have not. */
class WatchingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private final StringWriter heard = new StringWriter();
    private final PrintWriter out = new PrintWriter(heard);
    private final Script script = new Script(out, true);

    private String watch(FakeRun run) throws InterruptedException {
        var bell = new Bell();
        script.presses('q');
        try (var news = new News(run, bell)) {
            new Watching(new Talk(run, new Watching.NoSay(), news, bell, new Voice(out, false), script, () -> NOW))
                    .run();
        }
        return heard.toString();
    }

    private static FakeRun begun(Plan plan) {
        var run = new FakeRun(plan, () -> NOW, false);
        run.take(new Intent.SetVariables(dev.holdpoint.checklist.Values.NONE));
        return run;
    }

    private static void namesNoKeys(String said) {
        assertThat(said.substring(said.indexOf("leaves.")))
                .doesNotContainIgnoringCase("enter ", "any key", "where says", " stop ", "quit", "then say");
    }

    @Test
    void whereItStandsIsWhoIsWaitedFor() throws InterruptedException {
        var said = watch(begun(Sample.with().phase("One", step("a", "A")).plan()));
        assertThat(said).contains("Step a, A: to do.").contains("It waits for alice.");
        namesNoKeys(said);
    }

    @Test
    void aDriverThatStandsStillIsTold() throws InterruptedException {
        var run = begun(Sample.with().phase("One", step("a", "A")).plan());
        script.meanwhile(() -> run.unheard("nobody answers"));
        script.meanwhile(() -> run.unheard(null));
        assertThat(watch(run)).contains("NO NEWS: nobody answers", "The program that drives the run answers again.");
    }

    @Test
    void whatHappensIsToldWithoutTheWordsForIt() throws InterruptedException {
        var run =
                begun(Sample.with().phase("One", step("a", "A"), step("b", "B")).plan());
        script.meanwhile(() -> run.take(new Intent.RunOn()));
        script.meanwhile(() -> run.ends("a", Outcome.unknown("nobody saw it")));
        var said = watch(run);
        assertThat(said).contains("Running on until a person is needed.").contains("Nobody knows how a ended");
        namesNoKeys(said);
    }
}
