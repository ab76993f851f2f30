package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.run.Approvals.How;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Other people agree: who may, how often, to what, and when it counts no more. */
final class ApprovingTest {
    private static final String DOES = "DELETE FROM t";

    @Test
    void approvedBeforeThePhrase() {
        var walk = armed(1);
        walk.does(approval("bob"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
        walk.does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.names()).containsExactly("hold.approved", "hold.typed", "hold.countdown");
    }

    @Test
    void approvedAfterThePhrase() {
        var walk = armed(2);
        walk.does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
        walk.after(Duration.ofMinutes(1)).ticks().does(approval("bob"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
        walk.does(approval("carol"));
        assertThat(walk.names()).containsExactly("hold.typed", "hold.approved", "hold.approved", "hold.countdown");
        walk.after(Hold.COUNTDOWN).ticks();
        sees(walk, DOES);
        assertThat(walk.state("flip")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void noCountdownWithoutApprovals() {
        var walk = armed(1);
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        assertThat(walk.names()).containsExactly("hold.typed");
        assertThat(walk.refusal(new Intent.TypePhrase("flip", "go"))).contains("approvals are missing");
    }

    @Test
    void leavingAWaitingGateTakesThePhraseBack() {
        var walk = armed(1);
        walk.does(new Intent.TypePhrase("flip", "go")).does(new Intent.StopCountdown("flip"));
        walk.does(approval("bob"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void nobodyApprovesTheirOwn() {
        assertThat(armed(1).refusal(approval("alice"))).isEqualTo("alice drives this run: nobody approves their own");
    }

    @Test
    void whoHasTakenOverDoesNotApproveEither() {
        var walk = armed(1);
        walk.does(approval("bob")).hears(new Signal.Returned("bob", "bastion"));
        assertThat(walk.names()).contains("hold.approval-void");
        arm(walk, DOES);
        assertThat(walk.refusal(approval("bob"))).contains("nobody approves their own");
        walk.does(approval("alice"));
    }

    @Test
    void theSamePersonCountsOnce() {
        var walk = armed(2);
        walk.does(approval("bob"));
        assertThat(walk.refusal(new Intent.ApproveHold("flip", "bob", How.CODE, null)))
                .isEqualTo("bob has approved already, and counts once");
    }

    @Test
    void moreThanAreWantedAreRefused() {
        var walk = armed(1).does(approval("bob"));
        assertThat(walk.refusal(approval("carol"))).isEqualTo("flip has all its approvals");
    }

    @Test
    void onlyAnArmedGateIsApproved() {
        var walk = Walk.over(step("flip").hold(1).approvals(1), step("other").hold(0));
        assertThat(walk.refusal(approval("bob")))
                .isEqualTo("the gate of flip is locked: alice looks at its checks first");
        assertThat(walk.refusal(new Intent.ApproveHold("other", "bob", How.SESSION, "")))
                .isEqualTo("other asks for no approvals");
        walk.does(new Intent.ArmHold("flip"));
        assertThat(walk.refusal(approval("bob"))).contains("being looked at");
    }

    @Test
    void whatHasChangedSinceItWasSeenIsNotApproved() {
        var walk = armed(1);
        assertThat(walk.refusal(new Intent.ApproveHold("flip", "bob", How.SESSION, "another digest")))
                .contains("has changed since you looked");
    }

    @Test
    void staleEvidenceIsNotApproved() {
        var walk = armed(1).after(Hold.FRESH.plusSeconds(1));
        assertThat(walk.refusal(approval("bob"))).contains("older than 2m");
    }

    @Test
    void anApprovalOutlivesEvidenceThatGrowsOld() {
        var walk = armed(1).does(approval("bob"));
        walk.after(Hold.FRESH.plusSeconds(1)).ticks();
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        arm(walk, DOES);
        walk.does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
    }

    @Test
    void anotherCommandMakesItVoid() {
        var walk = armed(1).does(approval("bob"));
        walk.told();
        arm(walk, "DELETE FROM other");
        assertThat(voided(walk)).isEqualTo("“does DELETE FROM t” is “does DELETE FROM other” now");
        walk.does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
    }

    @Test
    void anotherCommandAtTheMomentOfReleaseLocks() {
        var walk = armed(1).does(approval("bob")).does(new Intent.TypePhrase("flip", "go"));
        walk.after(Hold.COUNTDOWN).ticks().told();
        sees(walk, "DELETE FROM other");
        assertThat(walk.state("flip")).isEqualTo(StepState.TO_DO);
        assertThat(walk.names()).containsExactly("hold.approval-void", "hold.locked");
    }

    @Test
    void aCheckThatTurnsRedMakesItVoid() {
        var walk = armed(1).does(approval("bob"));
        walk.told();
        walk.does(new Intent.ArmHold("flip"));
        walk.hears(new Signal.HoldSensed("flip", List.of(walk.red()), walk.now(), List.of(DOES), List.of("bob")));
        assertThat(voided(walk)).isEqualTo("“✔ check” is “✘ check” now");
    }

    @Test
    void whatChecksHaveMeasuredMayBeAnotherNumber() {
        var walk = armed(1).does(approval("bob"));
        walk.does(new Intent.ArmHold("flip"));
        var other = Evidence.green("check", "200 in 47 ms", walk.now());
        walk.hears(new Signal.HoldSensed("flip", List.of(other), walk.now(), List.of(DOES), List.of("bob")));
        assertThat(walk.run().approvals(walk.run().plan().stop("flip")).given()).hasSize(1);
    }

    @Test
    void aValueThatAnotherStepFindsMakesItVoidAndLocks() {
        var walk = Walk.over(step("flip").hold(1).approvals(1), step("look").anytime());
        walk.starts("look");
        arm(walk, DOES);
        walk.does(approval("bob")).does(new Intent.TypePhrase("flip", "go")).told();
        walk.hears(new Signal.ActionEnded("look", 1, Outcome.done("fine"), Map.of("host", "new")));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(voided(walk)).isEqualTo("“value host = new” is new");
    }

    @Test
    void aStepThatFindsNothingChangesNothing() {
        var walk = Walk.over(step("flip").hold(1).approvals(1), step("look").anytime());
        walk.starts("look");
        arm(walk, DOES);
        walk.does(approval("bob")).does(new Intent.TypePhrase("flip", "go")).done("look");
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
    }

    @Test
    void valuesGivenAnewMakeItVoid() {
        var walk = Walk.over(step("flip").hold(1).approvals(1));
        walk.does(new Intent.SetVariables(Walk.open("host", "old")));
        arm(walk, DOES);
        walk.does(approval("bob")).told();
        walk.does(new Intent.SetVariables(Walk.open("host", "new")));
        assertThat(voided(walk)).isEqualTo("“value host = old” is “value host = new” now");
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
    }

    @Test
    void threeWrongCodesLock() {
        var walk = armed(1);
        walk.does(new Intent.RefuseCode("flip", "bob")).does(new Intent.RefuseCode("flip", "carol"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
        walk.does(new Intent.RefuseCode("flip", "bob"));
        assertThat(walk.gate("flip"))
                .isInstanceOfSatisfying(
                        Gate.Locked.class, it -> assertThat(it.reason()).isEqualTo("3 wrong codes"));
    }

    @Test
    void aCodeThatNobodyHasJudgedApprovesNothing() {
        assertThat(armed(1).refusal(new Intent.SpeakCode("flip", "bob", "123456")))
                .contains("nobody can judge");
        assertThat(new Intent.SpeakCode("flip", "bob", "123456").toString()).doesNotContain("123456");
    }

    @Test
    void anApprovalIsGoodForOneStart() {
        var walk = armed(1).does(approval("bob")).does(new Intent.TypePhrase("flip", "go"));
        walk.after(Hold.COUNTDOWN).ticks();
        sees(walk, DOES);
        walk.fails("flip");
        arm(walk, DOES);
        walk.does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
    }

    @Test
    void twoListsOfLinesNeverHaveTheSameDigest() {
        assertThat(Coverage.digest(List.of("a", "b"))).isNotEqualTo(Coverage.digest(List.of("a1:b")));
        assertThat(Coverage.digest(List.of("ab"))).isNotEqualTo(Coverage.digest(List.of("a", "b")));
    }

    private static Walk armed(int approvals) {
        var walk = Walk.over(step("flip").hold(1).approvals(approvals));
        arm(walk, DOES);
        walk.told();
        return walk;
    }

    private static void arm(Walk walk, String does) {
        walk.does(new Intent.ArmHold("flip"));
        sees(walk, does);
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
    }

    private static void sees(Walk walk, String does) {
        walk.hears(new Signal.HoldSensed(
                "flip", List.of(walk.green()), walk.now(), List.of(does), List.of("bob", "carol")));
    }

    /** In a session of their own, of what stands there now. */
    private static Intent approval(String by) {
        return new Intent.ApproveHold("flip", by, How.SESSION, null);
    }

    private static String voided(Walk walk) {
        return Objects.requireNonNull(walk.told().stream()
                .filter(Event.ApprovalVoided.class::isInstance)
                .map(it -> ((Event.ApprovalVoided) it).reason())
                .findFirst()
                .orElse(null));
    }
}
