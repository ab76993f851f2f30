package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.console.FakeRun;
import dev.holdpoint.console.Sample;
import dev.holdpoint.pair.Reviewers;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who could approve is counted when a run begins, before anybody waits at a gate. */
class UnapprovableTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    @TempDir
    Path folder;

    private static FakeRun run() {
        var plan = Sample.with()
                .phase(
                        "One",
                        Sample.step("copy", "Copy"),
                        Sample.step("flip", "Flip").hold("it matters", "go", 0).approvals(1),
                        Sample.step("cut", "Cut").hold("it matters", "go", 0).approvals(2))
                .plan();
        return new FakeRun(plan, InstantSource.fixed(NOW), false);
    }

    private static List<Plan.Stop> asking() {
        var plan = run().run().plan();
        return List.of(plan.stop("flip"), plan.stop("cut"));
    }

    @Test
    void whereNobodyMayTheFirstStepAndTheWayOutAreNamed() {
        var none = new Reviewers(folder.resolve("reviewers"));
        assertThat(Unapprovable.says(run().run(), none))
                .hasValue("nobody may approve flip (and 1 more) yet:" + " sudo holdpoint reviewer add NAME");
    }

    @Test
    void whereThereAreTooFewTheyAreNamed() {
        assertThat(Unapprovable.says(asking(), List.of("bob")))
                .hasValue("cut wants 2 approvals, and only bob may give one: sudo holdpoint reviewer add NAME");
        assertThat(Unapprovable.says(asking(), List.of("bob", "carol"))).isEmpty();
    }

    @Test
    void aStepThatIsSettledAsksNobodyAnyMore() {
        var run = run();
        run.take(new Intent.SetVariables(Values.NONE));
        for (var step : List.of("copy", "flip", "cut")) {
            run.take(new Intent.SkipStep(step, "done by hand"));
        }
        assertThat(Unapprovable.says(run.run(), new Reviewers(folder.resolve("reviewers"))))
                .isEmpty();
    }

    @Test
    void whyAFileCountsForNothingIsSaid() throws IOException {
        var file = Files.writeString(folder.resolve("reviewers"), "bob; carol\n");
        assertThat(Unapprovable.says(run().run(), new Reviewers(file)).orElseThrow())
                .startsWith("nobody may approve flip (and 1 more): ")
                .contains(folder.toString());
    }
}
