package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.console.FakeRun;
import dev.holdpoint.console.Sample;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.step.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a run ended, in the last lines on the operator's screen. */
class FarewellTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private FakeRun run;

    private static Plan plan() {
        return Sample.with()
                .phase(
                        "One",
                        Sample.step("copy", "Copy"),
                        Sample.step("other", "Other way"),
                        Sample.step("flip", "Flip"))
                .plan();
    }

    @BeforeEach
    void begins() {
        run = new FakeRun(plan(), InstantSource.fixed(NOW), false);
        run.take(new Intent.SetVariables(Values.NONE));
    }

    @Test
    void stepsThatDoNotApplyCountNowhere() {
        run.happen(NOW, new Event.StepNotApplicable("other", "way is short"));
        run.take(new Intent.StartStep("copy"));
        run.ends("copy", Outcome.done(""));
        assertThat(Farewell.ended(run.run())).isEqualTo("left at 1 of 2 steps");
    }

    @Test
    void aFailureIsNamed() {
        run.take(new Intent.StartStep("copy"));
        run.ends("copy", Outcome.failed("exit 1", "mend it"));
        assertThat(Farewell.ended(run.run())).isEqualTo("left at 0 of 3 steps; copy: failed");
    }

    @Test
    void aRollbackIsNamed() {
        run.take(new Intent.StartStep("copy"));
        run.ends("copy", Outcome.done(""));
        run.take(new Intent.RollBack("rows differ", "rollback"));
        run.happen(NOW, new Event.RollbackHalted("alice", "stopped by alice"));
        assertThat(Farewell.ended(run.run())).endsWith("steps; its rollback is not over");
        run.happen(NOW, new Event.RollbackEnded(List.of(), null, ""));
        assertThat(Farewell.ended(run.run())).endsWith("steps; it was rolled back");
    }

    /** No step can be started any more, and nobody hears a command: only the shell is there. */
    @Test
    void whatARunThatIsOverLeavesOpenIsClosedFromTheShell() {
        var paths = RunPaths.of(Path.of("/tmp/mine"), "move-1");
        run.happen(NOW, new Event.ItemOpened("copy", "the door", "step flip"));
        var item = run.run().openItems().get("the door");
        assertThat(Farewell.open(run.run(), paths, item)).endsWith("; close: :close the door and how it was closed");
        run.take(new Intent.Abort("why"));
        assertThat(Farewell.open(run.run(), paths, item))
                .isEqualTo(
                        "open: the door, by copy; close: holdpoint runs close --state /tmp/mine move-1 'the door' REASON");
        assertThat(Farewell.closing(paths, item, "step flip"))
                .isEqualTo("holdpoint runs close --state /tmp/mine move-1 'the door' REASON");
        assertThat(Farewell.closing(paths, item, "remove the rule"))
                .startsWith("remove the rule, then holdpoint runs close ");
    }
}
