package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The downtime on the way back, and the second one. */
final class DowntimesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Intent.RollBack BACK = new Intent.RollBack("rows differ", RollingBack.PHRASE);

    /** Down for two minutes, and an hour behind the switch. */
    private static Walk switched() {
        var walk = Walk.over(
                step("stop").undoable().downtime(Downtime.STARTS),
                step("flip").undoable().needs("stop").downtime(Downtime.ENDS));
        walk.starts("stop").done("stop").after(MINUTE.multipliedBy(2));
        walk.starts("flip").done("flip").after(MINUTE.multipliedBy(60)).told();
        return walk;
    }

    private static Walk undone(Walk walk, String step) {
        return walk.hears(new Signal.UndoEnded(step, Outcome.done("back")));
    }

    private static boolean down(Walk walk) {
        return Downtimes.running(walk.run());
    }

    private static Duration lasted(Walk walk) {
        return Downtimes.lasted(walk.run(), walk.now());
    }

    @Test
    void itGoesOnFromWhenTheSwitchIsTakenBackUntilTheServiceIsThereAgain() {
        var walk = switched().does(BACK);
        assertThat(walk.names()).endsWith("step.undoing", "downtime.started");
        undone(walk.after(MINUTE), "flip").after(MINUTE.multipliedBy(30));
        assertThat(lasted(walk)).isEqualTo(MINUTE.multipliedBy(33));
        undone(walk, "stop").after(MINUTE);
        assertThat(down(walk)).isFalse();
        assertThat(lasted(walk)).isEqualTo(MINUTE.multipliedBy(33));
    }

    @Test
    void anUndoThatFailsAndIsThenSaidToBeDoneBeginsItOnce() {
        assertThat(down(switched().does(new Intent.UndoStep("flip", "r")))).isTrue();
        var walk = switched().does(BACK);
        walk.hears(new Signal.UndoEnded("flip", Outcome.failed("broke", "mend it")))
                .does(new Intent.MarkDone("flip", "set back by hand"));
        assertThat(walk.names()).containsOnlyOnce("downtime.started");
        assertThat(down(walk)).isTrue();
    }

    @Test
    void whereNothingHasTakenTheServiceAwayNoneBegins() {
        var walk = Walk.over(
                step("stop").downtime(Downtime.STARTS), step("flip").undoable().downtime(Downtime.ENDS));
        walk.does(new Intent.SkipStep("stop", "hot")).starts("flip").done("flip");
        walk.does(new Intent.UndoStep("flip", "r"));
        assertThat(walk.names()).doesNotContain("downtime.started");
    }

    @Test
    void theSecondCountsWithTheFirst() {
        var walk = switched().does(BACK);
        undone(undone(walk, "flip"), "stop").hears(new Signal.SourceLooked(List.of(walk.green())));
        walk.does(new Intent.GoForward("again")).after(MINUTE.multipliedBy(60));
        walk.starts("stop").after(MINUTE);
        assertThat(lasted(walk)).isEqualTo(MINUTE.multipliedBy(3));
        assertThat(RunFold.from(walk.run()).run()).isEqualTo(walk.run());
    }

    @Test
    void itEndsWhenTheLastIsTakenBackThatHasTakenItAway() {
        var walk = Walk.over(
                step("app").undoable().downtime(Downtime.STARTS),
                step("fence").undoable().needs("app").downtime(Downtime.STARTS),
                step("end").needs("fence").downtime(Downtime.ENDS));
        walk.starts("app").done("app").starts("fence").done("fence").does(new Intent.UndoStep("fence", "r"));
        assertThat(down(undone(walk, "fence"))).isTrue();
        assertThat(down(undone(walk.does(new Intent.UndoStep("app", "r")), "app")))
                .isFalse();
    }

    @Test
    void whatWasGivenBackInBetweenIsNotAway() {
        var walk = Walk.over(
                step("first").downtime(Downtime.STARTS),
                step("back").downtime(Downtime.ENDS),
                step("second").undoable().downtime(Downtime.STARTS));
        walk.starts("first").done("first").after(MINUTE).starts("back").done("back");
        walk.after(MINUTE).starts("second").done("second").does(new Intent.UndoStep("second", "r"));
        assertThat(down(undone(walk, "second"))).isFalse();
    }

    /** The first example of the README. */
    @Test
    void onTheWayBackAPersonEndsWhatNoUndoEnds() {
        var walk = Walk.over(
                step("stop").byHand().downtime(Downtime.STARTS),
                step("copy").undoable().needs("stop"),
                step("switch").byHand().needs("copy").hold(0).downtime(Downtime.ENDS));
        walk.does(new Intent.TickStep("stop", Map.of())).starts("copy").done("copy");
        undone(walk.does(BACK), "copy").hears(new Signal.SourceLooked(List.of(walk.green())));
        assertThat(down(walk)).isTrue();
        assertThat(Downtimes.ending(walk.run())).isEmpty();
        assertThat(down(walk.does(new Intent.EndDowntime("the banner is gone"))))
                .isFalse();
    }

    @Test
    void onTheWayBackItEndsWithTheUndoThatIsStillToCome() {
        var walk = Walk.over(
                step("stop").undoable().downtime(Downtime.STARTS),
                step("copy").undoable().needs("stop"),
                step("switch").needs("copy").downtime(Downtime.ENDS));
        walk.starts("stop").done("stop").starts("copy").done("copy").does(BACK);
        assertThat(walk.refusal(new Intent.EndDowntime("it answers")))
                .isEqualTo("the downtime ends when stop is taken back: wait for it, or go on without it (s)");
        walk.does(new Intent.SkipStep("stop", "it is back already"));
        assertThat(down(walk.does(new Intent.EndDowntime("it answers")))).isFalse();
    }
}
