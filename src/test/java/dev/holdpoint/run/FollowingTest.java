package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FollowingTest {
    @Test
    void itRunsOnToTheNextHoldPoint() {
        var walk = Walk.over(
                step("a"), step("b").needs("a"), step("flip").needs("b").hold(1));
        walk.does(new Intent.RunOn());
        assertThat(walk.names()).containsExactly("run-on.started", "step.started");
        walk.done("a");
        assertThat(walk.names()).containsExactly("step.done", "step.started");
        walk.done("b");
        assertThat(walk.names()).containsExactly("step.done", "run-on.stopped");
        assertThat(walk.run().runOnStopped()).isEqualTo("flip is a hold point");
        assertThat(walk.state("flip")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void itNeverPassesAHoldPointToAStepBehindIt() {
        var walk = Walk.over(step("flip").hold(1), step("free"));
        assertThat(walk.refusal(new Intent.RunOn())).isEqualTo("flip is a hold point");
    }

    @Test
    void itStopsAtAFailure() {
        var walk = Walk.over(step("a"), step("b"));
        walk.does(new Intent.RunOn()).fails("a");
        assertThat(walk.run().runningOn()).isFalse();
        assertThat(walk.run().runOnStopped()).isEqualTo("a failed");
        assertThat(walk.state("b")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void itWaitsForARetryInsteadOfTakingIt() {
        var walk =
                Walk.over(step("a").retry(1, Duration.ofSeconds(10)), step("b").needs("a"));
        walk.does(new Intent.RunOn()).fails("a");
        assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
        assertThat(walk.run().runningOn()).isTrue();
        walk.after(Duration.ofSeconds(10)).ticks().done("a");
        assertThat(walk.state("b")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void itCanBeAskedForWhileARetryIsDue() {
        var walk =
                Walk.over(step("a").retry(1, Duration.ofSeconds(10)), step("b").needs("a"));
        walk.starts("a").fails("a").does(new Intent.RunOn());
        walk.after(Duration.ofSeconds(10)).ticks().done("a");
        assertThat(walk.state("b")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void itStopsAtAStepDoneByHandAndGoesOnWhenAskedAgain() {
        var walk = Walk.over(step("a"), step("b").byHand(), step("c"));
        walk.does(new Intent.RunOn()).done("a");
        assertThat(walk.run().runOnStopped()).isEqualTo("b waits for you: do it, then tick it off");
        walk.does(new Intent.TickStep("b", Map.of()));
        assertThat(walk.state("c")).isEqualTo(StepState.TO_DO);
        walk.does(new Intent.RunOn());
        assertThat(walk.state("c")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void itFillsABlockAsFarAsItMay() {
        var walk = Walk.over(
                step("a").in("g", 2),
                step("b").in("g", 2),
                step("c").in("g", 2),
                step("d").needs("a", "b", "c"));
        walk.does(new Intent.RunOn());
        assertThat(List.of(walk.state("a"), walk.state("b"), walk.state("c")))
                .containsExactly(StepState.RUNNING, StepState.RUNNING, StepState.TO_DO);
        walk.done("b");
        assertThat(walk.state("c")).isEqualTo(StepState.RUNNING);
        walk.done("a").done("c");
        assertThat(walk.state("d")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void itStartsWhatAStepAboveWaitsFor() {
        var walk = Walk.over(
                step("a").in("g", 1).needs("b"), step("b").in("g", 1), step("c").needs("a", "b"));
        walk.does(new Intent.RunOn());
        assertThat(walk.state("b")).isEqualTo(StepState.RUNNING);
        walk.done("b");
        assertThat(walk.state("a")).isEqualTo(StepState.RUNNING);
        walk.done("a").done("c");
        assertThat(walk.run().runOnStopped()).isEqualTo("nothing is left to run");
    }

    @Test
    void itSaysWhatItWaitsForInVain() {
        var walk = Walk.over(step("a"), step("b").needs("a").when("kind", "hot"));
        walk.does(new Intent.RunOn()).done("a");
        assertThat(walk.run().runningOn()).isFalse();
        assertThat(walk.run().runOnStopped()).isEqualTo("b: nobody knows yet whether it applies: kind has no value");
        assertThat(walk.refusal(new Intent.RunOn())).startsWith("b: nobody knows");
    }

    @Test
    void itNamesWhatIsBlockedAndNotThePersonWhoWaitsForIt() {
        for (var behind :
                List.of(step("b").needs("a").byHand(), step("b").needs("a").hold(1))) {
            var walk = Walk.over(step("a").when("kind", "hot"), behind);
            assertThat(walk.refusal(new Intent.RunOn()))
                    .isEqualTo("a: nobody knows yet whether it applies: kind has no value");
        }
    }

    @Test
    void aStepThatOnlyWaitsDoesNotLetItPassAPerson() {
        var walk = Walk.over(
                step("a").needs("b"), step("b").needs("flip"), step("flip").hold(1), step("free"));
        assertThat(walk.refusal(new Intent.RunOn())).isEqualTo("flip is a hold point");
    }

    @Test
    void itCanBeStopped() {
        var walk = Walk.over(step("a"), step("b"));
        walk.does(new Intent.RunOn()).does(new Intent.StopRunOn()).done("a");
        assertThat(walk.state("b")).isEqualTo(StepState.TO_DO);
        assertThat(walk.refusal(new Intent.StopRunOn())).isEqualTo("it is not running on");
    }

    @Test
    void comingBackStartsNothing() {
        var walk = Walk.over(step("a"), step("b"));
        walk.does(new Intent.RunOn())
                .hears(new Signal.Returned("bob", "bastion"))
                .done("a");
        assertThat(walk.state("b")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void whatMayBeDoneAtAnyTimeKeepsItFromNothing() {
        var walk =
                Walk.over(step("tell").byHand().anytime(), step("flip").hold(0).anytime(), step("a"), step("b"));
        walk.does(new Intent.RunOn()).done("a");
        assertThat(walk.state("b")).isEqualTo(StepState.RUNNING);
        assertThat(walk.done("b").run().runOnStopped()).isEqualTo("tell waits for you: do it, then tick it off");
    }
}
