package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dangerous kind never starts without its gate, whatever variables say; asked of the real kinds. */
class DangerTest {
    private static final String CHECKLIST = """
            checklist: Dangers
            variables:
              drop: { ask: Drop it, type: choice, options: ["true", "false"] }
              wipe: { ask: Wipe it, type: yes-no }
              token: { ask: Token, secret: true }
              where: { ask: Address, type: url }
              how: { ask: Method, type: choice, options: [GET, DELETE] }
            databases:
              d1: { host: localhost, name: a, user: me }
              d2: { host: localhost, name: b, user: me }
            phases:
              - phase: One
                steps:
                  - step: ask
                    title: Ask
                    shell: echo true
                    capture: { found: { regex: "(.*)" } }
                  - step: move
                    title: Move
                    anytime: true
                    postgres.move: { from: d1, to: d2, clean: "${drop}" }
                  - step: yes
                    title: Move by yes or no
                    anytime: true
                    postgres.move: { from: d1, to: d2, clean: "${wipe}" }
                  - step: later
                    title: Move as was found
                    needs: [ask]
                    postgres.move: { from: d1, to: d2, clean: "${found}" }
                  - step: part
                    use: part.yml
                    with: { clean: "${drop}" }
                  - step: call
                    title: Call
                    anytime: true
                    http: { url: "${where}", headers: { Authorization: "Bearer ${token}" } }
                  - step: put
                    title: Put
                    anytime: true
                    http: { url: "${where}", method: put }
                  - step: how
                    title: Call as was chosen
                    anytime: true
                    http: { url: "${where}", method: "${how}" }
            """;
    private static final String PART = """
            part: Load one
            variables:
              clean: { ask: Clean, type: yes-no }
            steps:
              - step: load
                title: Load
                anytime: true
                postgres.restore: { file: a.dump, to: d2, clean: "${clean}" }
            """;

    @TempDir
    Path folder;

    private Run run(Map<String, String> values) throws IOException {
        Files.writeString(folder.resolve("part.yml"), PART);
        var file = Files.writeString(folder.resolve("dangers.yml"), CHECKLIST);
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        var plan = new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of());
        var run = RunFold.of(plan).run();
        return values.isEmpty() ? run : after(run, new Intent.SetVariables(new Values(values, Set.of("token"))));
    }

    private Run given(String drop, String wipe) throws IOException {
        return given(drop, wipe, "GET");
    }

    private Run given(String drop, String wipe, String how) throws IOException {
        return run(
                Map.of("drop", drop, "wipe", wipe, "token", "t0k3n", "where", "http://db1.example:8080/x", "how", how));
    }

    private static Run after(Run run, Intent intent) {
        var decision = Decide.on(run, intent, Walk.START);
        assertThat(decision).isInstanceOf(Decision.Events.class);
        return Replay.with(run, ((Decision.Events) decision).events());
    }

    private static boolean held(Run run, String step) {
        return run.plan().stop(step).isHold();
    }

    @Test
    void aVariableThatSaysDropMakesAHoldPoint() throws IOException {
        var run = given("true", "yes");
        for (var step : new String[] {"move", "yes", "part.load"}) {
            assertThat(held(run, step)).as(step).isTrue();
            assertThat(run.plan().stop(step).traits().because()).contains("drops databases on d2");
            assertThat(Decide.on(run, new Intent.StartStep(step), Walk.START)).isInstanceOf(Decision.Refusal.class);
        }
    }

    @Test
    void aVariableThatSaysOtherwiseMakesNone() throws IOException {
        var run = given("false", "no");
        for (var step : new String[] {"move", "yes", "part.load"}) {
            assertThat(held(run, step)).as(step).isFalse();
        }
    }

    @Test
    void whatIsNotKnownYetCountsAsDangerous() throws IOException {
        var run = run(Map.of());
        for (var step : new String[] {"move", "yes", "later", "part.load"}) {
            assertThat(held(run, step)).as(step).isTrue();
            assertThat(run.plan().stop(step).traits().because()).isEqualTo("Its values are not known yet.");
        }
    }

    @Test
    void aRequestThatWritesIsAHoldPointWithTheHostAsItsPhrase() throws IOException {
        assertThat(held(run(Map.of()), "put")).isTrue();
        var run = given("false", "no");
        var put = run.plan().stop("put");
        assertThat(put.isHold()).isTrue();
        assertThat(put.traits().because()).startsWith("It sends PUT to db1.example");
        assertThat(run.plan().phrase(put, run.values())).isEqualTo("db1.example");
        assertThat(Decide.on(run, new Intent.StartStep("put"), Walk.START)).isInstanceOf(Decision.Refusal.class);
    }

    @Test
    void aMethodThatIsNotKnownYetCountsAsOneThatWrites() throws IOException {
        assertThat(held(run(Map.of()), "how")).isTrue();
        assertThat(held(given("false", "no"), "how")).isFalse();
        assertThat(held(given("false", "no", "DELETE"), "how")).isTrue();
    }

    @Test
    void aRequestThatOnlyLooksIsNoHoldPointForASecretsSake() throws IOException {
        assertThat(held(run(Map.of()), "call")).isFalse();
        assertThat(held(given("false", "no"), "call")).isFalse();
    }

    @Test
    void theSameEventsAreTheSameRun() throws IOException {
        assertThat(captured("true")).isEqualTo(captured("true")).isNotEqualTo(captured("false"));
    }

    @Test
    void runningOnStopsBeforeWhatACaptureMadeDangerous() throws IOException {
        assertThat(held(captured("true"), "later")).isTrue();
        assertThat(captured("true").status("later").state()).isEqualTo(StepState.TO_DO);
        assertThat(held(captured("false"), "later")).isFalse();
    }

    private Run captured(String value) throws IOException {
        var run = given("false", "no");
        for (var stop : run.plan().stops()) {
            if (!stop.id().equals("ask") && !stop.id().equals("later")) {
                run = after(run, new Intent.SkipStep(stop.id(), "not today"));
            }
        }
        run = after(run, new Intent.RunOn());
        var ended = new Signal.ActionEnded("ask", 1, Outcome.done("exit 0"), Map.of("found", value));
        run = Replay.with(run, Decide.on(run, ended, Walk.START).events());
        assertThat(run.values().get("found")).contains(value);
        return run;
    }
}
