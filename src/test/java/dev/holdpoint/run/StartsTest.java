package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.HERE;
import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartsTest {
    @Test
    void aStepStarts() {
        var walk = Walk.over(step("a"));
        assertThat(walk.starts("a").told()).containsExactly(new Event.StepStarted("a", 1));
        assertThat(walk.state("a")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void nothingStartsBeforeTheVariablesAreGiven() {
        var walk = Walk.blank(List.of(), step("a"));
        assertThat(walk.refusal(new Intent.StartStep("a"))).isEqualTo("the variables are not given yet");
    }

    @Test
    void aStepThatDoesNotExistIsNamed() {
        assertThat(Walk.over(step("a")).refusal(new Intent.StartStep("b"))).isEqualTo("there is no step b");
    }

    @Test
    void needsComeFirst() {
        var walk = Walk.over(step("a"), step("b"), step("c").needs("a", "b"));
        walk.starts("a").done("a");
        assertThat(walk.refusal(new Intent.StartStep("c"))).isEqualTo("needs b first");
        walk.starts("b").done("b").starts("c");
        assertThat(walk.state("c")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void aFailedNeedIsNoNeedMet() {
        var walk = Walk.over(step("a"), step("b").needs("a"));
        walk.starts("a").fails("a");
        assertThat(walk.refusal(new Intent.StartStep("b"))).isEqualTo("needs a first");
    }

    @Test
    void aSkippedNeedCountsAsMet() {
        var walk = Walk.over(step("a"), step("b").needs("a"));
        walk.does(new Intent.SkipStep("a", "not here")).starts("b");
        assertThat(walk.state("b")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void nothingStartsTwice() {
        var walk = Walk.over(step("a"));
        walk.starts("a");
        assertThat(walk.refusal(new Intent.StartStep("a"))).isEqualTo("a is running");
        walk.done("a");
        assertThat(walk.refusal(new Intent.StartStep("a"))).isEqualTo("a is done already");
    }

    @Test
    void aFailedStepIsTriedAgainAsItsNextAttempt() {
        var walk = Walk.over(step("a"));
        walk.starts("a").fails("a").told();
        assertThat(walk.refusal(new Intent.StartStep("a"))).isEqualTo("a has failed: say what is different now (r)");
        walk.does(new Intent.RetryStep("a", "mended"));
        assertThat(walk.told()).contains(new Event.StepStarted("a", 2));
    }

    @Test
    void oneStepRunsAtATime() {
        var walk = Walk.over(step("a"), step("b"));
        walk.starts("a");
        assertThat(walk.refusal(new Intent.StartStep("b"))).isEqualTo("a is running");
    }

    @Test
    void aBlockRunsSoManySideBySide() {
        var walk =
                Walk.over(step("a").in("g", 2), step("b").in("g", 2), step("c").in("g", 2));
        walk.starts("a").starts("b");
        assertThat(walk.refusal(new Intent.StartStep("c"))).contains("2 steps of this block are running");
        walk.done("a").starts("c");
        assertThat(walk.state("c")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void anytimeStepsRunBesideOthers() {
        var walk = Walk.over(step("a"), step("b").anytime());
        walk.starts("a").starts("b");
        assertThat(walk.state("b")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void aHoldPointIsNotStarted() {
        var walk = Walk.over(
                step("written").hold(1), step("kind").dangerous(), step("final").irrevocable("gone"));
        for (var id : List.of("written", "kind", "final")) {
            assertThat(walk.refusal(new Intent.StartStep(id))).contains("is a hold point");
        }
    }

    @Test
    void whatItOpensIsOpenFromTheStart() {
        var walk = Walk.over(step("a").opens("door"));
        walk.starts("a").fails("a");
        assertThat(walk.run().openItems()).containsOnlyKeys("door");
    }

    @Test
    void aSecondAttemptOpensNothingTwice() {
        var walk = Walk.over(step("a").opens("door").downtime(Downtime.STARTS));
        walk.starts("a").fails("a").told();
        walk.does(new Intent.RetryStep("a", "mended"));
        assertThat(walk.names()).containsExactly("step.retried", "step.started");
    }

    @Test
    void downtimeRunsFromTheStartOfOneStepToTheVerifiedEndOfAnother() {
        var walk = Walk.over(
                step("down").downtime(Downtime.STARTS), step("up").verifiedBy(1).downtime(Downtime.ENDS));
        walk.starts("down").done("down").starts("up").done("up");
        assertThat(walk.run().downtimeStarted()).isEqualTo(walk.now());
        assertThat(walk.run().downtimeEnded()).isNull();
        walk.verified("up", walk.green());
        assertThat(walk.run().downtimeEnded()).isEqualTo(walk.now());
    }

    @Test
    void downtimeBeginsAgainWhenTheServiceIsTakenAwayAgain() {
        var walk = Walk.within(
                Duration.ofHours(1),
                step("down").undoable().downtime(Downtime.STARTS).expect(Duration.ofMinutes(30)),
                step("up").needs("down").downtime(Downtime.ENDS));
        walk.starts("down").done("down").after(Duration.ofMinutes(1));
        walk.does(new Intent.UndoStep("down", "r")).hears(new Signal.UndoEnded("down", Outcome.done("back")));
        assertThat(Downtimes.running(walk.run())).isFalse();
        assertThat(walk.after(Duration.ofMinutes(20)).refusal(new Intent.StartStep("down")))
                .startsWith("down: the window ends in");
        walk.does(new Intent.GoOnAnyway("down", "agreed")).starts("down");
        assertThat(Downtimes.running(walk.run())).isTrue();
        assertThat(walk.run().downtimeStarted()).isEqualTo(walk.now());
    }

    @Test
    void tickingStartsAndEndsAStepDoneByHand() {
        var walk = Walk.over(step("a").byHand());
        walk.does(new Intent.TickStep("a", Map.of()));
        assertThat(walk.names()).containsExactly("step.started", "step.ticked", "step.done");
        assertThat(walk.run().status("a").by()).isEqualTo("alice");
    }

    @Test
    void onlyStepsDoneByHandAreTicked() {
        assertThat(Walk.over(step("a")).refusal(new Intent.TickStep("a", Map.of())))
                .contains("is done by the program");
    }

    @Test
    void tickingDoesNotOpenAGate() {
        var walk = Walk.over(step("a").byHand().hold(1));
        assertThat(walk.refusal(new Intent.TickStep("a", Map.of()))).contains("is a hold point: release it first");
        assertThat(walk.state("a")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void aFailedStepDoneByHandIsTickedAfterAReason() {
        var walk = Walk.over(step("a").byHand());
        walk.starts("a").does(new Intent.CancelStep("a"));
        assertThat(walk.refusal(new Intent.TickStep("a", Map.of()))).contains("say what is different now");
        walk.does(new Intent.RetryStep("a", "found the key")).does(new Intent.TickStep("a", Map.of()));
        assertThat(walk.state("a")).isEqualTo(StepState.DONE);
    }

    @Test
    void answersBecomeVariablesAndSecretOnesAreNotKept() {
        var walk = Walk.over(step("a").byHand(asked("host", false), asked("pin", true)));
        assertThat(walk.refusal(new Intent.TickStep("a", Map.of("host", "db1"))))
                .contains("needs a value for pin");
        walk.does(new Intent.TickStep("a", Map.of("host", "db1", "pin", "4711")));
        assertThat(walk.run().values().get("host")).contains("db1");
        assertThat(walk.run().secrets()).containsExactly("pin");
        assertThat(walk.told().toString()).doesNotContain("4711");
    }

    private static Variable asked(String name, boolean secret) {
        return new Variable(name, "Which " + name, VariableType.TEXT, null, secret, List.of(), null, HERE);
    }
}
