package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Approvals.How;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An undo that reaches the outside, and that no rollback asks for: nothing of it begins before it is released. */
final class UndoGatesTest {
    private static final Intent UNDO = new Intent.UndoStep("flip", "the wrong zone");
    private static final Intent PHRASE = new Intent.TypePhrase("flip", "undo flip");

    private static Walk done() {
        var walk = Walk.over(step("flip").undoReaches(), step("after"))
                .starts("flip")
                .done("flip");
        walk.told();
        return walk;
    }

    private static Walk look(Walk walk) {
        return walk.hears(new Signal.HoldSensed("flip", List.of(), walk.now()));
    }

    private static Walk armed() {
        return look(done().does(UNDO));
    }

    private static Walk counting() {
        return armed().does(PHRASE);
    }

    private static Walk due(Walk walk) {
        return walk.after(Duration.ofSeconds(6)).ticks();
    }

    @Test
    void whatWantsItUndoneOpensItsGateAndBeginsNothing() {
        var walk = done().does(UNDO);
        assertThat(walk.names()).containsExactly("step.undo-asked");
        assertThat(look(walk).names()).containsExactly("hold.armed");
        assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
        assertThat(walk.gate("flip").back()).isEqualTo(new Gate.Back("alice", "the wrong zone"));
    }

    @Test
    void itsPhraseItsCountdownAndOneMoreLookRelease() {
        var walk = counting();
        assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
        walk.after(Duration.ofSeconds(4)).ticks();
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
        due(walk).told();
        assertThat(look(walk).names()).containsExactly("hold.released", "step.undoing");
        assertThat(walk.state("flip")).isEqualTo(StepState.UNDOING);
        assertThat(walk.gate("flip")).isEqualTo(Gate.Locked.INITIALLY);
    }

    @Test
    void thePhraseIsNotTheOneThatWentForward() {
        var walk = Walk.over(step("flip").hold(0).undoReaches());
        walk.does(new Intent.ArmHold("flip"));
        look(walk).does(new Intent.TypePhrase("flip", "go"));
        look(due(walk)).done("flip");
        look(walk.does(UNDO)).told();
        walk.does(new Intent.TypePhrase("flip", "go"));
        walk.does(new Intent.TypePhrase("flip", "flip"));
        walk.does(new Intent.TypePhrase("flip", "undo"));
        assertThat(walk.names()).containsExactly("hold.mistyped", "hold.mistyped", "hold.mistyped", "hold.locked");
        assertThat(walk.gate("flip").back()).isNull();
    }

    @Test
    void aKeyStopsTheCountdownAndWhoLeavesWantsItNoMore() {
        var walk = counting().does(new Intent.StopCountdown("flip"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
        walk.does(new Intent.StopCountdown("flip")).ticks();
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(walk.refusal(PHRASE)).contains("locked");
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).contains("no hold point");
    }

    @Test
    void whoeverLeavesOrComesBackFindsItLocked() {
        var walk = counting().does(new Intent.Leave());
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        walk = counting().hears(new Signal.HungUp());
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        walk = due(counting()).hears(new Signal.Returned("bob", "h"));
        assertThat(walk.gate("flip").back()).isNull();
        look(walk).ticks();
        assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
    }

    /** Somebody else began meanwhile what must not run beside it. */
    @Test
    void aStepThatRunsAtTheReleaseLocksIt() {
        var walk = counting().starts("after");
        look(due(walk));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
    }

    @Test
    void theStepsApprovalsAreWantedForThisToo() {
        var walk = Walk.over(step("flip").hold(0).approvals(1).undoReaches());
        walk.does(new Intent.ArmHold("flip")).hears(seen(walk, "flips"));
        var forward = walk.run().approvals().get("flip").digest();
        walk.does(new Intent.TypePhrase("flip", "go"))
                .does(new Intent.ApproveHold("flip", "bob", How.SESSION, forward));
        due(walk).hears(seen(walk, "flips")).done("flip");

        walk.does(UNDO).hears(seen(walk, "flips back")).told();
        assertThat(walk.refusal(new Intent.ApproveHold("flip", "bob", How.SESSION, forward)))
                .contains("has changed since");
        assertThat(walk.refusal(new Intent.ApproveHold("flip", "alice", How.SESSION, null)))
                .contains("nobody approves their own");
        walk.does(PHRASE);
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
        var covers = walk.run().approvals().get("flip").covers();
        assertThat(covers)
                .contains("undo    flip · Title of flip", "because the wrong zone", "does    flips back")
                .noneMatch(it -> it.contains("does    flips ") && !it.contains("back"));
        walk.does(new Intent.ApproveHold(
                "flip", "bob", How.SESSION, walk.run().approvals().get("flip").digest()));
        due(walk);
        // What it would do is another by now: nobody has agreed to that.
        walk.hears(seen(walk, "drops the zone"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
    }

    /** Found by a random history: bob's word for the undo was gone, and a word for nothing was taken. */
    @Test
    void whoMarksItDoneClosesIt() {
        for (int open = 0; open < 4; open++) {
            var walk = Walk.over(step("flip").hold(0).approvals(1).undoReaches());
            walk.does(new Intent.ArmHold("flip")).hears(seen(walk, "flips")).does(new Intent.TypePhrase("flip", "go"));
            walk.does(approval(walk));
            due(walk)
                    .hears(seen(walk, "flips"))
                    .hears(new Signal.ActionEnded("flip", 1, Outcome.failed("broke", ""), Map.of()));
            walk.does(UNDO);
            for (var step : List.<Runnable>of(
                            () -> walk.hears(seen(walk, "flips back")),
                            () -> walk.does(PHRASE),
                            () -> walk.does(approval(walk)))
                    .subList(0, open)) {
                step.run();
            }
            walk.does(new Intent.MarkDone("flip", "seen to have worked"));
            assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
            assertThat(walk.gate("flip")).isEqualTo(Gate.Locked.INITIALLY);
            assertThat(walk.refusal(new Intent.ApproveHold("flip", "carol", How.SESSION, "")))
                    .contains("is locked");
            due(walk).hears(seen(walk, "flips back"));
            assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
        }
    }

    private static Intent approval(Walk walk) {
        return new Intent.ApproveHold(
                "flip", "bob", How.SESSION, walk.run().approvals().get("flip").digest());
    }

    private static Signal seen(Walk walk, String does) {
        return new Signal.HoldSensed("flip", List.of(), walk.now(), List.of(does), List.of("bob"));
    }

    /** Going back is the way out: what is red is no reason to stay. */
    @Test
    void neitherTheWindowNorARedCheckKeepsAnybodyFromGoingBack() {
        var walk = Walk.within(
                Duration.ofMinutes(1),
                step("quiet").keep(Duration.ofSeconds(10)),
                step("flip").needs("quiet").hold(1).undoReaches());
        walk.starts("quiet").verified("quiet", walk.green());
        walk.does(new Intent.ArmHold("flip")).senses("flip", walk.green()).does(new Intent.TypePhrase("flip", "go"));
        due(walk).senses("flip", walk.green()).done("flip");
        walk.after(Duration.ofMinutes(5)).does(UNDO);
        look(walk).keeps("quiet", walk.red()).does(PHRASE);
        look(due(walk));
        assertThat(walk.state("flip")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void aRollbackThatIsBegunMeanwhileLocksIt() {
        var walk = counting().does(new Intent.RollBack("all of it", RollingBack.PHRASE));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(walk.run().rollback().counting()).isEqualTo("flip");
    }

    /** In a rollback an undo that has failed is tried again by a key: it counts down as the first time did. */
    @Test
    void onTheWayBackAnotherTryCountsDown() {
        var walk = done().does(new Intent.RollBack("all of it", RollingBack.PHRASE));
        walk.after(Duration.ofSeconds(6)).ticks().hears(new Signal.UndoEnded("flip", Outcome.failed("broke", "")));
        walk.told();
        walk.does(UNDO);
        assertThat(walk.names()).containsExactly("note.added", "rollback.went-on", "rollback.countdown");
        assertThat(walk.state("flip")).isEqualTo(StepState.FAILED);
        walk.does(new Intent.StopRunOn()).after(Duration.ofSeconds(6)).ticks();
        assertThat(walk.state("flip")).isEqualTo(StepState.FAILED);
        walk.does(UNDO).after(Duration.ofSeconds(6)).ticks();
        assertThat(walk.state("flip")).isEqualTo(StepState.UNDOING);
    }

    /** What was stepped over can be taken back after all when the way is behind; the same gate stands before it. */
    @Test
    void behindTheWayBackItsGateOpensToo() {
        var walk = done().does(new Intent.RollBack("all of it", RollingBack.PHRASE));
        walk.does(new Intent.StopRunOn()).does(new Intent.SkipStep("flip", "the zone is held"));
        walk.hears(new Signal.SourceLooked(List.of(walk.red())));
        walk.does(UNDO);
        assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
        look(walk).does(PHRASE);
        look(due(walk));
        assertThat(walk.state("flip")).isEqualTo(StepState.UNDOING);
    }

    /** A disk that is full, a machine that slept: nobody could stop it. */
    @Test
    void aCountdownThatNobodyCouldStopBeginsNothing() {
        var walk = counting().after(Duration.ofSeconds(6)).hears(new Signal.WrittenAgain());
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        look(due(walk));
        assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
        walk = counting().after(Duration.ofMinutes(10)).ticks();
        assertThat(walk.gate("flip"))
                .isInstanceOfSatisfying(
                        Gate.Locked.class, it -> assertThat(it.reason()).contains("ended 10 min ago, unseen"));
    }

    @Test
    void norDoesTheOneOfARollback() {
        for (boolean slept : new boolean[] {true, false}) {
            var walk = done().does(new Intent.RollBack("all of it", RollingBack.PHRASE));
            walk.after(slept ? Duration.ofMinutes(10) : Duration.ofSeconds(6));
            walk.hears(slept ? new Signal.Tick() : new Signal.WrittenAgain()).ticks();
            assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
            assertThat(walk.run().rollback().going()).isFalse();
            walk.does(new Intent.RunOn()).after(Duration.ofSeconds(6)).ticks();
            assertThat(walk.state("flip")).isEqualTo(StepState.UNDOING);
        }
    }

    @Test
    void whatOnlyThisMachineSeesIsUndoneAtOnce() {
        var walk = Walk.over(step("a").undoable()).starts("a").done("a");
        walk.told();
        walk.does(new Intent.UndoStep("a", "r"));
        assertThat(walk.names()).containsExactly("step.undoing");
    }
}
