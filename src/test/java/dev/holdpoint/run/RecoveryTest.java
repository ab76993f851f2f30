package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
    private static final Signal BACK = new Signal.Returned("alice", "bastion");

    @Test
    void whatCanBeAttachedToGoesOn() {
        for (var afterlife : new Afterlife[] {Afterlife.REATTACH, Afterlife.REPEAT}) {
            var walk = Walk.over(step("a").afterlife(afterlife));
            walk.starts("a").told();
            walk.hears(BACK);
            assertThat(walk.names()).containsExactly("run.resumed");
            assertThat(walk.state("a")).isEqualTo(StepState.RUNNING);
            assertThat(walk.run().status("a").attempt()).isEqualTo(1);
        }
    }

    @Test
    void withoutItsTerminalWhatRunsGoesOnAndNothingIsStarted() {
        var walk = Walk.over(
                step("a").anytime(),
                step("b").retry(3, Duration.ofSeconds(10)).anytime(),
                step("c").needs("a"),
                step("flip").hold(0).anytime());
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "go"));
        walk.starts("a").starts("b").does(new Intent.RunOn()).told();
        walk.hears(new Signal.HungUp());
        assertThat(walk.names()).containsExactly("run-on.stopped", "run.terminal-lost", "hold.locked");
        assertThat(walk.run().unattended()).isTrue();
        walk.fails("b").after(Duration.ofDays(1)).ticks();
        assertThat(walk.state("b")).isEqualTo(StepState.FAILED);
        assertThat(walk.run().status("b").retryAt()).isNull();
        walk.done("a");
        assertThat(walk.state("c")).isEqualTo(StepState.TO_DO);
        walk.told();
        walk.hears(new Signal.HungUp());
        assertThat(walk.names()).isEmpty();
        walk.hears(BACK);
        assertThat(walk.run().unattended()).isFalse();
    }

    @Test
    void whatNobodyCanKnowIsUnknown() {
        var walk = Walk.over(step("a").afterlife(Afterlife.ASK));
        walk.starts("a").hears(BACK);
        assertThat(walk.state("a")).isEqualTo(StepState.UNKNOWN);
    }

    @Test
    void itsOwnVerifySettlesAnUnknownOutcomeWhereItIsGreen() {
        var walk = Walk.over(step("a").afterlife(Afterlife.ASK).verifiedBy(1));
        walk.starts("a").hears(BACK).verified("a", walk.red());
        assertThat(walk.state("a")).isEqualTo(StepState.UNKNOWN);
        walk.verified("a", walk.green());
        assertThat(walk.state("a")).isEqualTo(StepState.DONE);
    }

    @Test
    void aRetryThatWasDueIsNotTakenByLeavingOrComingBack() {
        for (var signals : List.of(List.of(BACK), List.of(BACK, BACK))) {
            var walk = Walk.over(step("a").retry(3, Duration.ofSeconds(10)));
            walk.starts("a").fails("a");
            if (signals.size() == 1) {
                walk.does(new Intent.Leave());
            }
            signals.forEach(walk::hears);
            walk.after(Duration.ofDays(1)).ticks();
            assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
            assertThat(walk.run().status("a").says()).isEqualTo("broke");
        }
    }

    @Test
    void aStepDoneByHandStillWaitsForItsPerson() {
        var walk = Walk.over(step("a").byHand().afterlife(Afterlife.ASK));
        walk.starts("a").hears(BACK);
        assertThat(walk.state("a")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void anUndoThatWasUnderWayIsNotBelieved() {
        var walk = Walk.over(step("a").undoable());
        walk.starts("a").done("a").does(new Intent.UndoStep("a", "r")).hears(BACK);
        assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
    }

    @Test
    void anUndoWhoseRunningPartCanBeFoundAgainGoesOn() {
        var walk = undoing(Afterlife.REATTACH, Afterlife.ASK);
        walk.does(new Intent.Leave()).hears(BACK);
        assertThat(walk.state("a")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void anUndoWhoseRunningPartCannotBeFoundIsNotLeftAndNotBelieved() {
        var walk = undoing(Afterlife.REATTACH, Afterlife.ASK);
        walk.hears(new Signal.Remembered("a", "parts undone of 1", "1"));
        assertThat(walk.refusal(new Intent.Leave())).contains("a cannot be left while it runs");
        walk.hears(BACK);
        assertThat(walk.state("a")).isEqualTo(StepState.FAILED);
    }

    @Test
    void whatCountsAsDoneAgainIsTakenBackFromItsFirstPart() {
        var walk = undoing(Afterlife.REATTACH, Afterlife.REATTACH);
        walk.hears(new Signal.Remembered("a", "parts undone of 1", "1"))
                .hears(new Signal.UndoEnded("a", Outcome.failed("broke", "mend it")));
        assertThat(walk.run().status("a").partsUndone()).isEqualTo(1);
        walk.does(new Intent.MarkFailed("a", "put back by hand"));
        assertThat(walk.state("a")).isEqualTo(StepState.DONE);
        assertThat(walk.run().status("a").partsUndone()).isZero();
    }

    private static Walk undoing(Afterlife... parts) {
        return Walk.over(step("a").undoable().undoneBy(parts))
                .starts("a")
                .done("a")
                .does(new Intent.UndoStep("a", "r"));
    }

    @Test
    void noGateStaysOpenInARunThatWasLeft() {
        var walk = Walk.over(step("flip").hold(0));
        walk.does(new Intent.ArmHold("flip"))
                .senses("flip")
                .does(new Intent.TypePhrase("flip", "go"))
                .told();
        walk.does(new Intent.Leave());
        assertThat(walk.names()).containsExactly("hold.locked", "run.left");
        walk.after(Duration.ofDays(1)).ticks();
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
    }

    @Test
    void whatWouldBeUnknownAfterwardsCannotBeLeft() {
        var walk = Walk.over(step("a").afterlife(Afterlife.ASK));
        walk.starts("a");
        assertThat(walk.refusal(new Intent.Leave())).contains("a cannot be left while it runs");
    }

    @Test
    void theReplayOfEveryEventIsTheSameRun() {
        var walk = Walk.over(step("a").opens("x"), step("b").hold(1).closes("x"));
        walk.starts("a").done("a").does(new Intent.ArmHold("b")).senses("b", walk.green());
        var run = walk.run();
        assertThat(RunFold.from(run).run()).isEqualTo(run);
    }

    @Test
    void aJournalOfAnotherChecklistIsRefused() {
        var fold = RunFold.of(Walk.over(step("a")).run().plan());
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.apply(new Event.StepStarted("zzz", 1), Walk.START))
                .withMessageContaining("zzz");
    }
}
