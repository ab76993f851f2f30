package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void noPlanHasTheConnectionsTwice() throws IOException {
        var planned = run().plan().checklist();

        assertThatThrownBy(() -> new Planner(Registry.ofAll()).plan(planned, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two steps of the plan are called connect.known");
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

    private static final String THROUGH = """
            checklist: Through a host
            variables:
              via: { ask: Through which, type: choice, options: [local, old], default: local }
            hosts: { old: old.example.org, other: other.example.org }
            databases:
              source: { host: localhost, name: a, user: me, via: "${via}" }
              target: { host: localhost, name: b, user: me, via: other }
            phases:
              - phase: Move
                steps:
                  - step: follow
                    title: Follow
                    postgres.subscribe: { from: source, to: target, name: it, reach: "old:5432" }
                  - step: see
                    title: See
                    on: old
                    shell: "true"
            """;

    private Plan through(String checklist) throws IOException {
        var loaded = Loader.load(Files.writeString(folder.resolve("through.yml"), checklist), Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        return new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of());
    }

    @Test
    void theHostThatADatabaseMayBeReachedThroughIsReachedFirst() throws IOException {
        var plan = through(THROUGH);
        assertThat(plan.stop("connect.source").step().needs()).containsExactly("connect.old");
        assertThat(plan.stop("connect.target").step().needs()).containsExactly("connect.other");
    }

    @Test
    void aDatabaseThatAStepCreatesMayBeMissing() throws IOException {
        var plan = through(THROUGH);
        assertThat(looks(plan, "connect.target")).contains("missing");
        assertThat(looks(plan, "connect.source")).doesNotContain("missing");
        var present = through(THROUGH.replace("name: it,", "name: it, schema: present,"));
        assertThat(looks(present, "connect.target")).doesNotContain("missing");
    }

    private static String looks(Plan plan, String step) {
        return plan.stop(step).step().body().toString();
    }
}
