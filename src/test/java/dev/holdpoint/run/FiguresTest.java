package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Figures.Figure;
import dev.holdpoint.run.Figures.OfRun;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    private static OfRun run(boolean rehearsal, int seconds) {
        return new OfRun(rehearsal, List.of(new Figure("a", "shell", Duration.ofSeconds(seconds), null)));
    }

    @Test
    void onlyWhatTheProgramHasDoneIsMeasuredAndWhatWasTakenBack() {
        var walk = Walk.over(step("a"), step("b").undoable(), step("c"), step("d"));
        walk.starts("a").after(Duration.ofSeconds(41)).done("a");
        walk.starts("b").after(Duration.ofSeconds(5)).done("b").does(new Intent.UndoStep("b", "r"));
        walk.after(Duration.ofSeconds(7)).hears(new Signal.UndoEnded("b", Outcome.done("back")));
        walk.starts("c").fails("c").does(new Intent.MarkDone("c", "did it"));
        assertThat(Figures.of(walk.run(), walk.now()).figures())
                .containsExactly(
                        new Figure("a", "shell", Duration.ofSeconds(41), null),
                        new Figure("b", "shell", null, Duration.ofSeconds(7)));
    }

    @Test
    void realRunsCountAndRehearsalsOnlyWhereThereAreNone() {
        var plan = Walk.over(step("a")).run().plan();
        assertThat(Figures.summed(plan, List.of(run(true, 10), run(true, 20))))
                .containsEntry("a", new Measured.Figure(Duration.ofSeconds(20), null, 0, 2));
        assertThat(Figures.summed(plan, List.of(run(true, 10), run(false, 60), run(false, 30), run(false, 40))))
                .containsEntry("a", new Measured.Figure(Duration.ofSeconds(40), null, 3, 0));
    }

    @Test
    void aStepThatHasBecomeAnotherOneIsNotCompared() {
        var plan = Walk.over(step("a").byHand()).run().plan();
        assertThat(Figures.summed(plan, List.of(run(false, 10)))).isEmpty();
    }
}
