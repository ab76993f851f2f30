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

final class EndingsTest {
    @Test
    void anActionThatEndsWellIsDone() {
        var walk = Walk.over(step("a"));
        walk.starts("a").after(Duration.ofSeconds(41)).done("a");
        assertThat(walk.state("a")).isEqualTo(StepState.DONE);
        assertThat(walk.run().status("a").took(walk.now())).isEqualTo(Duration.ofSeconds(41));
    }

    @Test
    void doneIsNotBelievedBeforeItsVerifyIsGreen() {
        var walk = Walk.over(step("a").verifiedBy(1), step("b").needs("a"));
        walk.starts("a").done("a");
        assertThat(walk.state("a")).isEqualTo(StepState.VERIFYING);
        assertThat(walk.refusal(new Intent.StartStep("b"))).isEqualTo("needs a first");
        walk.verified("a", walk.green());
        assertThat(walk.state("a")).isEqualTo(StepState.DONE);
        assertThat(walk.run().status("a").says()).isEqualTo("fine");
    }

    @Test
    void aRedVerifyFailsTheStepAndSaysWhy() {
        var walk = Walk.over(step("a").verifiedBy(2));
        walk.starts("a").done("a").verified("a", walk.green(), walk.red());
        assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
        assertThat(walk.run().status("a").says()).isEqualTo("check: broken");
    }

    @Test
    void aVerifyThatSawNothingIsNotGreen() {
        var walk = Walk.over(step("a").verifiedBy(1));
        walk.starts("a").done("a").verified("a");
        assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
    }

    @Test
    void aCheckStepIsItsEvidence() {
        var walk = Walk.over(step("a").looks());
        walk.starts("a").verified("a", walk.green());
        assertThat(walk.run().status("a").says()).isEqualTo("fine");
        assertThat(walk.run().status("a").evidence()).hasSize(1);
    }

    @Test
    void aSignalOfAnEarlierAttemptChangesNothing() {
        var walk = Walk.over(step("a"));
        walk.starts("a").fails("a").does(new Intent.RetryStep("a", "mended")).told();
        walk.hears(new Signal.ActionEnded("a", 1, Outcome.done("late"), Map.of()));
        assertThat(walk.told()).isEmpty();
        assertThat(walk.state("a")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void anEndThatIsToldTwiceCountsOnce() {
        var walk = Walk.over(step("a"));
        walk.starts("a").done("a").told();
        assertThat(walk.done("a").told()).isEmpty();
    }

    @Test
    void nobodyKnowsIsNeitherDoneNorFailed() {
        var walk = Walk.over(step("a"), step("b").needs("a"));
        walk.starts("a").ends("a", Outcome.unknown("the machine went down"));
        assertThat(walk.state("a")).isEqualTo(StepState.UNKNOWN);
        assertThat(walk.refusal(new Intent.StartStep("a"))).contains("nobody knows how a ended");
        assertThat(walk.refusal(new Intent.SkipStep("a", "why not"))).contains("nobody knows how a ended");
    }

    @Test
    void itIsTriedAgainAsOftenAsItsAuthorSays() {
        var walk = Walk.over(step("a").retry(2, Duration.ofSeconds(10)));
        walk.starts("a").fails("a").after(Duration.ofSeconds(9)).ticks();
        assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
        walk.after(Duration.ofSeconds(1)).ticks();
        assertThat(walk.run().status("a").attempt()).isEqualTo(2);
        walk.fails("a").after(Duration.ofSeconds(10)).ticks().fails("a");
        assertThat(walk.run().status("a").retryAt()).isNull();
        walk.after(Duration.ofMinutes(1)).ticks();
        assertThat(walk.run().status("a").attempt()).isEqualTo(3);
        assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
    }

    @Test
    void aStepThatAPersonStoppedIsNotTriedAgain() {
        var walk = Walk.over(step("a").retry(2, Duration.ZERO));
        walk.starts("a").does(new Intent.CancelStep("a")).fails("a");
        assertThat(walk.run().status("a").retryAt()).isNull();
        assertThat(walk.refusal(new Intent.CancelStep("a"))).isEqualTo("a is not running");
    }

    @Test
    void whatItClosesIsClosedWhenItHasVerified() {
        var walk = Walk.over(
                step("open").opens("door"), step("shut").closes("door").verifiedBy(1));
        walk.starts("open").done("open").starts("shut").done("shut");
        assertThat(walk.run().openItems()).containsOnlyKeys("door");
        walk.verified("shut", walk.green());
        assertThat(walk.run().openItems()).isEmpty();
    }

    @Test
    void capturedVariablesAreKeptAndSecretOnesAreNot() {
        var secret = new Variable("token", "Token", VariableType.TEXT, null, true, List.of(), null, HERE);
        var walk = Walk.blank(List.of(secret), step("a"));
        walk.does(new Intent.SetVariables(dev.holdpoint.checklist.Values.NONE.with("token", "x", true)));
        walk.starts("a").told();
        walk.hears(new Signal.ActionEnded("a", 1, Outcome.done("ok"), Map.of("ip", "10.0.0.7", "token", "s3cret")));
        assertThat(walk.run().values().get("ip")).contains("10.0.0.7");
        assertThat(walk.told().toString()).doesNotContain("s3cret");
    }

    @Test
    void anUndoTakesBackWhatWasOpenedAndEndsTheDowntimeItBegan() {
        var walk = Walk.over(step("a").undoable().opens("door").downtime(Downtime.STARTS));
        walk.starts("a").done("a").does(new Intent.UndoStep("a", "wrong host"));
        walk.hears(new Signal.UndoEnded("a", Outcome.done("taken back")));
        assertThat(walk.state("a")).isEqualTo(StepState.UNDONE);
        assertThat(walk.run().openItems()).isEmpty();
        assertThat(walk.run().downtimeEnded()).isEqualTo(walk.now());
    }

    @Test
    void anUndoThatFailsLeavesEverythingOpen() {
        var walk = Walk.over(step("a").undoable().opens("door"));
        walk.starts("a").done("a").does(new Intent.UndoStep("a", "wrong host"));
        walk.hears(new Signal.UndoEnded("a", Outcome.failed("refused", "look")));
        assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
        assertThat(walk.run().openItems()).containsOnlyKeys("door");
        walk.does(new Intent.UndoStep("a", "again"));
        assertThat(walk.state("a")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void whatWaitsForAnotherStepDoesNotAskTheClockAgainAndAgain() {
        var walk = Walk.over(step("a").retry(3, Duration.ofSeconds(5)), step("b"));
        walk.starts("a").fails("a").starts("b").after(Duration.ofSeconds(60)).ticks();
        assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
        assertThat(Clock.due(walk.run())).isEmpty();
        walk.done("b");
        assertThat(Clock.due(walk.run())).isPresent();
        assertThat(walk.ticks().state("a")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void twoThatAreDueAtOnceStartOneAfterTheOther() {
        var walk =
                Walk.over(step("a").retry(3, Duration.ofSeconds(5)), step("b").retry(3, Duration.ofSeconds(5)));
        walk.starts("a")
                .fails("a")
                .starts("b")
                .fails("b")
                .after(Duration.ofSeconds(60))
                .ticks();
        assertThat(List.of(walk.state("a"), walk.state("b"))).containsExactly(StepState.RUNNING, StepState.FAILED);
    }
}
