package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.step.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ForecastTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Forecast of(Walk walk) {
        return Forecast.of(walk.run(), step -> Optional.empty(), walk.now());
    }

    private static StepDraft takes(String id, int minutes) {
        return step(id).expect(MINUTE.multipliedBy(minutes));
    }

    @Test
    void stepsFollowOneAnotherAndWhatIsSettledCountsNoMore() {
        var walk = Walk.over(
                takes("a", 2),
                takes("b", 3).needs("a"),
                takes("c", 4).needs("b"),
                step("look").looks());
        assertThat(of(walk).left()).isEqualTo(Duration.ofMinutes(9));
        walk.starts("a").done("a").does(new Intent.SkipStep("c", "r"));
        assertThat(of(walk).left()).isEqualTo(Duration.ofMinutes(3));
        assertThat(of(walk).unknown()).isZero();
    }

    @Test
    void aBlockTakesAsLongAsItsLanesAllow() {
        var walk = Walk.over(
                takes("a", 6).in("g", 2),
                takes("b", 2).in("g", 2),
                takes("c", 3).in("g", 2),
                takes("d", 1));
        assertThat(of(walk).left()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aRunningStepCountsByWhatItSaysElseByTheClock() {
        var walk = Walk.over(takes("a", 10), step("b"));
        walk.starts("a").after(MINUTE.multipliedBy(4));
        assertThat(of(walk)).isEqualTo(new Forecast(Duration.ofMinutes(6), 1, null, 0));
        var half = new Progress(0.5, null, "", List.of());
        assertThat(Forecast.of(walk.run(), step -> Optional.of(half), walk.now())
                        .left())
                .isEqualTo(Duration.ofMinutes(4));
        var says = new Progress(0.5, MINUTE, "", List.of());
        assertThat(Forecast.of(walk.run(), step -> Optional.of(says), walk.now())
                        .left())
                .isEqualTo(MINUTE);
    }

    @Test
    void whatTakesLongerThanItShouldIsNotKnownAnyMore() {
        var walk = Walk.over(takes("a", 10));
        walk.starts("a").after(MINUTE.multipliedBy(12));
        assertThat(of(walk)).isEqualTo(new Forecast(Duration.ZERO, 1, null, 0));
    }

    @Test
    void theDowntimeIsWhatHasPassedAndWhatIsLeftUpToItsEnd() {
        var walk = Walk.over(
                takes("before", 5),
                takes("down", 1).needs("before").downtime(Downtime.STARTS),
                takes("move", 6).needs("down"),
                takes("up", 2).needs("move").downtime(Downtime.ENDS),
                step("after").needs("up"));
        assertThat(of(walk).downtime()).isEqualTo(Duration.ofMinutes(9));
        assertThat(of(walk).downtimeUnknown()).isZero();
        walk.starts("before")
                .done("before")
                .starts("down")
                .after(MINUTE.multipliedBy(3))
                .done("down");
        assertThat(of(walk).downtime()).isEqualTo(Duration.ofMinutes(11));
        walk.does(new Intent.SkipStep("up", "r"));
        assertThat(of(walk).downtime()).isNull();
    }

    @Test
    void theRollbackTakesAsLongAsWhatWasDoneAndEndsInsideTheWindow() {
        var walk = Walk.within(
                MINUTE.multipliedBy(60),
                step("look").looks(),
                takes("a", 3).undoable(),
                takes("b", 4).undoable());
        assertThat(SafeReturn.of(walk.run(), walk.now()).anything()).isFalse();
        walk.starts("look").verified("look", walk.green());
        assertThat(SafeReturn.of(walk.run(), walk.now()).anything()).isFalse();
        walk.starts("a").after(MINUTE.multipliedBy(2)).done("a");
        walk.starts("b").after(MINUTE.multipliedBy(5));
        var back = SafeReturn.of(walk.run(), walk.now());
        assertThat(back.takes()).isEqualTo(Duration.ofMinutes(7));
        assertThat(back.until()).isEqualTo(Walk.START.plus(MINUTE.multipliedBy(53)));
        assertThat(back.missed(walk.now())).isFalse();
        assertThat(back.missed(Walk.START.plus(MINUTE.multipliedBy(54)))).isTrue();
        assertThat(back.byHand()).isZero();
    }

    @Test
    void thereIsNoWayBackSinceWhatCannotBeTakenBackWasBegun() {
        var walk = Walk.within(MINUTE.multipliedBy(60), step("a"), step("flip").irrevocable("mail is out"));
        walk.starts("a").done("a");
        assertThat(SafeReturn.of(walk.run(), walk.now()).noneSince()).isNull();
        assertThat(SafeReturn.of(walk.run(), walk.now()).byHand()).isEqualTo(1);
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "flip"));
        walk.after(MINUTE).ticks().senses("flip");
        assertThat(walk.state("flip")).isEqualTo(StepState.RUNNING);
        var back = SafeReturn.of(walk.run(), walk.now());
        assertThat(back.noneSince()).isEqualTo("flip");
        assertThat(back.until()).isNull();
    }

    @Test
    void whatAPersonTakesBackIsCountedAsThePlanOfTheRollbackCountsIt() {
        var walk = Walk.within(MINUTE.multipliedBy(60), takes("a", 3).undoable(), takes("b", 20));
        walk.starts("a")
                .after(MINUTE)
                .done("a")
                .starts("b")
                .after(MINUTE.multipliedBy(20))
                .done("b");
        var back = SafeReturn.of(walk.run(), walk.now());
        assertThat(back.takes())
                .isEqualTo(MINUTE)
                .isEqualTo(WayBack.of(walk.run(), walk.now()).left(walk.run(), walk.now()));
        assertThat(back.byHand()).isEqualTo(1);
        assertThat(back.until()).isEqualTo(Walk.START.plus(MINUTE.multipliedBy(59)));
    }

    /** What its author says of the undo counts before how long doing it took; what was measured counts before both. */
    @Test
    void anUndoTakesAsLongAsItsAuthorExpects() {
        var walk = Walk.within(MINUTE.multipliedBy(60), takes("a", 3).undoable().undoTakes(MINUTE.multipliedBy(20)));
        walk.starts("a").after(MINUTE).done("a");
        var back = SafeReturn.of(walk.run(), walk.now());
        assertThat(back.takes()).isEqualTo(MINUTE.multipliedBy(20));
        assertThat(back.until()).isEqualTo(Walk.START.plus(MINUTE.multipliedBy(40)));
        assertThat(WayBack.of(walk.run(), walk.now()).parts().getFirst().expected())
                .isEqualTo(MINUTE.multipliedBy(20));
        walk.run()
                .plan()
                .measured()
                .learn(java.util.Map.of("a", new Measured.Figure(MINUTE, MINUTE.multipliedBy(2), 3, 0)));
        assertThat(SafeReturn.of(walk.run(), walk.now()).takes()).isEqualTo(MINUTE.multipliedBy(2));
    }

    @Test
    void whatWasTakenBackIsNotTakenBackAgain() {
        var walk = Walk.within(MINUTE.multipliedBy(60), takes("a", 3).undoable());
        walk.starts("a").after(MINUTE).done("a").does(new Intent.UndoStep("a", "r"));
        walk.hears(new Signal.UndoEnded("a", dev.holdpoint.step.Outcome.done("back")));
        assertThat(SafeReturn.of(walk.run(), walk.now()).anything()).isFalse();
    }

    @Test
    void measuredFiguresStandInWhereTheAuthorExpectsNothing() {
        var walk = Walk.within(MINUTE.multipliedBy(60), step("a").undoable(), takes("b", 1));
        var a = walk.run().plan().stop("a");
        assertThat(new Expectations(walk.run(), walk.now()).known(a)).isFalse();
        walk.run()
                .plan()
                .measured()
                .learn(java.util.Map.of(
                        "a", new Measured.Figure(MINUTE.multipliedBy(6), MINUTE.multipliedBy(2), 3, 0),
                        "b", new Measured.Figure(MINUTE.multipliedBy(9), null, 0, 1)));
        assertThat(of(walk).left()).isEqualTo(Duration.ofMinutes(7));
        walk.starts("a").after(MINUTE).done("a");
        assertThat(new Expectations(walk.run(), walk.now()).undo(a)).isEqualTo(Duration.ofMinutes(2));
        assertThat(walk.run().plan().measured(a).orElseThrow().says()).isEqualTo("measured in 3 runs");
        assertThat(walk.run()
                        .plan()
                        .measured(walk.run().plan().stop("b"))
                        .orElseThrow()
                        .says())
                .isEqualTo("measured in a rehearsal");
    }
}
