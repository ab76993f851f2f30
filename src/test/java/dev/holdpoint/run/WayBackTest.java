package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** In which order it goes back, and who has it go on. */
final class WayBackTest {
    private static final Intent.RollBack BACK = new Intent.RollBack("rows differ", RollingBack.PHRASE);

    private static Walk three() {
        var walk = Walk.over(
                step("a").undoable(),
                step("b").undoable().needs("a"),
                step("c").undoable().needs("b"));
        walk.starts("a").done("a").starts("b").done("b").starts("c").done("c");
        return walk.does(BACK);
    }

    private static Walk undone(Walk walk, String step) {
        return walk.hears(new Signal.UndoEnded(step, Outcome.done("back")));
    }

    @Test
    void whoHasStoppedItTakesAStepOutOfTheWayAndNothingBegins() {
        var walk = undone(three().does(new Intent.StopRunOn()), "c");
        walk.told();
        walk.does(new Intent.SkipStep("a", "leave it"));
        assertThat(walk.names()).containsExactly("rollback.stepped-over");
        walk.does(new Intent.RunOn());
        assertThat(walk.names()).containsExactly("rollback.went-on", "step.undoing");
        assertThat(undone(walk, "b").names()).containsExactly("step.undone", "rollback.proving");
    }

    @Test
    void norDoesWhatIsSaidToBeTakenBackByHand() {
        var walk = undone(three().does(new Intent.StopRunOn()), "c").does(new Intent.MarkDone("a", "dropped it"));
        assertThat(walk.state("a")).isEqualTo(StepState.UNDONE);
        assertThat(walk.state("b")).isEqualTo(StepState.DONE);
        assertThat(walk.run().rollback().going()).isFalse();
    }

    @Test
    void whatItWaitsForIsSettledAndItGoesOn() {
        var walk = three().hears(new Signal.UndoEnded("c", Outcome.failed("broke", "mend it")));
        walk.does(new Intent.SkipStep("a", "leave it"));
        assertThat(walk.run().rollback().going()).isFalse();
        walk.told();
        walk.does(new Intent.SkipStep("c", "it may stay"));
        assertThat(walk.names()).containsExactly("rollback.stepped-over", "rollback.went-on", "step.undoing");
        assertThat(walk.state("b")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void whatStandsOnAStepThroughACheckIsTakenBackFirst() {
        var walk = Walk.over(
                step("copy").undoable(),
                step("same").looks().needs("copy"),
                step("serve").undoable().needs("same"));
        walk.starts("copy").done("copy").starts("same").verified("same", walk.green());
        walk.starts("serve").done("serve");
        assertThat(walk.refusal(new Intent.UndoStep("copy", "r")))
                .isEqualTo("undo serve first: it was done after copy");
        undone(walk.does(new Intent.UndoStep("serve", "r")), "serve").does(new Intent.UndoStep("copy", "r"));
        assertThat(walk.state("copy")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void whatStandsOnAStepThroughASkippedOneIsTakenBackFirst() {
        var walk = Walk.over(
                step("copy").undoable(),
                step("tune").needs("copy"),
                step("serve").undoable().needs("tune"),
                step("announce").undoable().needs("serve"));
        walk.starts("copy").done("copy").does(new Intent.SkipStep("tune", "r"));
        walk.starts("serve").done("serve").starts("announce").done("announce");
        assertThat(walk.refusal(new Intent.UndoStep("copy", "r")))
                .isEqualTo("undo announce first: it was done after copy");
    }

    /** Its clock was set back in between. */
    @Test
    void theOrderIsThatOfTheNeedsAlsoWhereAClockSaysOtherwise() {
        var walk = Walk.over(
                step("copy").undoable(),
                step("same").looks().needs("copy"),
                step("serve").undoable().needs("same"));
        walk.starts("copy").done("copy").after(Duration.ofMinutes(-10));
        walk.starts("same").verified("same", walk.green()).starts("serve").done("serve");
        assertThat(WayBack.of(walk.run()).parts())
                .extracting(it -> it.stop().id())
                .containsExactly("serve", "copy");
        assertThat(walk.does(BACK).state("serve")).isEqualTo(StepState.UNDOING);
    }
}
