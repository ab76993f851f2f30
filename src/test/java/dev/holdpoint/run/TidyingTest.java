package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import org.junit.jupiter.api.Test;

/** Only what a step has begun itself is tidied with its end. */
final class TidyingTest {
    private final Workshop shop = new Workshop();

    @Test
    void theJobsOfAStepGoByTheirNames() {
        shop.act = reports -> {
            reports.begins("dump-1.first", "boot");
            reports.begins("dump-1.second", "boot");
            return Outcome.done("fine");
        };
        var walk = Walk.over(step("dump"), step("dump-1.one")).starts("dump-1.one");
        walk.hears(new Signal.Remembered("dump-1.one", "job dump-1.one-1.shell", "boot"))
                .done("dump-1.one");
        try (var conductor = shop.conductor(walk)) {
            conductor.want(new Intent.StartStep("dump")).join();
            Workshop.awaitState(conductor, "dump", StepState.DONE);
            // Comes behind what the end of the step brings with it.
            conductor.want(new Intent.AddNote(null, "seen")).join();
            assertThat(shop.tidied).containsExactlyInAnyOrder("dump-1.first", "dump-1.second");
        }
    }

    @Test
    void thoseOfAFailedUndoTooAndOfEarlierAttempts() {
        shop.act = reports -> {
            reports.begins("a-1.undo.1.1.job", "boot");
            return Outcome.failed("broke", "mend it");
        };
        var walk = Walk.over(step("a").undoable()).starts("a");
        walk.hears(new Signal.Remembered("a", "job a-1.job", "boot")).done("a");
        try (var conductor = shop.conductor(walk)) {
            conductor.want(new Intent.UndoStep("a", "wrong")).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            conductor.want(new Intent.AddNote(null, "seen")).join();
            assertThat(shop.tidied).containsExactlyInAnyOrder("a-1.job", "a-1.undo.1.1.job");
        }
    }
}
