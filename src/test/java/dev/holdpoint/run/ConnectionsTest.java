package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
    private static final String CHECKLIST = """
            checklist: Made on the way
            variables:
              way: { ask: Which way, type: choice, options: [new, old] }
            databases:
              known: { host: localhost, name: a, user: me }
              made: { host: "${new_ip}", name: b, user: me }
              spare: { host: localhost, name: c, user: me }
            phases:
              - phase: Make
                steps:
                  - step: order
                    title: Order it
                    shell: "true"
                  - step: address
                    title: Its address
                    needs: [paid]
                    shell: ip addr
                    capture: { new_ip: { regex: "inet (\\\\S+)" } }
                  - step: paid
                    title: Pay it
                    needs: [order]
                    shell: "true"
                  - step: look
                    title: Look at it
                    check: [{ sql: { on: made, run: SELECT 1, equals: "1" } }]
              - phase: Use
                steps:
                  - step: move
                    title: Move
                    when: ${way} == new
                    postgres.move: { from: known, to: made }
                  - step: park
                    title: Park
                    when: ${way} == old
                    postgres.move: { from: known, to: spare }
            """;

    @TempDir
    Path folder;

    private Run run() throws IOException {
        var file = Files.writeString(folder.resolve("made.yml"), CHECKLIST);
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        return RunFold.of(new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of()))
                .run();
    }

    private static Run with(Run run, String way) {
        var decision = Decide.on(run, new Intent.SetVariables(new Values(Map.of("way", way), Set.of())), Walk.START);
        return Replay.with(run, ((Decision.Events) decision).events());
    }

    @Test
    void aDatabaseThatAStepMakesKnownIsReachedBehindThatStep() throws IOException {
        var plan = run().plan();
        assertThat(plan.stops())
                .extracting(Plan.Stop::id)
                .containsExactly(
                        "connect.known",
                        "connect.spare",
                        "order",
                        "address",
                        "connect.made",
                        "paid",
                        "look",
                        "move",
                        "park");
        assertThat(plan.stop("order").step().needs()).containsExactly("connect.known", "connect.spare");
        assertThat(plan.stop("connect.made").step().needs()).containsExactly("address");
        assertThat(plan.stop("paid").step().needs()).as("what it waits for").doesNotContain("connect.made");
        assertThat(plan.stop("look").step().needs()).contains("connect.made");
    }

    @Test
    void aDatabaseThatNoStepOfTheRunUsesIsNotReached() throws IOException {
        var run = with(run(), "new");
        assertThat(run.status("connect.spare").state()).isEqualTo(StepState.NOT_APPLICABLE);
        assertThat(run.status("connect.spare").says()).isEqualTo("no step of this run uses it");
        assertThat(run.status("connect.known").state()).isEqualTo(StepState.TO_DO);
        assertThat(with(run(), "old").status("connect.spare").state()).isEqualTo(StepState.TO_DO);
    }

    @Test
    void otherValuesBringBackWhatDidNotApply() throws IOException {
        var run = with(with(run(), "new"), "old");
        assertThat(run.status("connect.spare").state()).isEqualTo(StepState.TO_DO);
        assertThat(run.status("park").state()).isEqualTo(StepState.TO_DO);
        assertThat(run.status("move").state()).isEqualTo(StepState.NOT_APPLICABLE);
    }

    @Test
    void withoutItsVariableItIsNotReached() throws IOException {
        var run = with(run(), "new");
        for (var id : new String[] {"connect.known", "order", "paid", "address"}) {
            var skipped = Decide.on(run, new Intent.SkipStep(id, "not today"), Walk.START);
            run = Replay.with(run, ((Decision.Events) skipped).events());
        }
        assertThat(Readiness.obstacle(run, run.plan().stop("connect.made")))
                .hasValueSatisfying(it -> assertThat(it).startsWith("new_ip has no value, address did not set it"));
    }
}
