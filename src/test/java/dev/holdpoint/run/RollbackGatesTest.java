package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Approvals.How;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rollback whose word one person has typed, and an undo in it that other people have to agree to. */
final class RollbackGatesTest {
    private static final Intent BACK = new Intent.RollBack("rows differ", RollingBack.PHRASE);
    private static final Intent PHRASE = new Intent.TypePhrase("flip", "undo flip");
    private static final Intent GATE = new Intent.ArmHold("flip");

    /** {@code stop} is done, and behind it {@code flip}, to which bob has agreed. */
    private static Walk flipped() {
        var walk = Walk.over(
                step("stop").undoable(),
                step("flip").needs("stop").hold(0).approvals(1).undoReaches());
        walk.starts("stop").done("stop").does(GATE);
        look(walk).does(new Intent.TypePhrase("flip", "go"));
        agree(walk);
        look(due(walk)).done("flip").told();
        return walk;
    }

    private static Walk look(Walk walk) {
        return walk.hears(new Signal.HoldSensed("flip", List.of(), walk.now(), List.of("flips"), List.of("bob")));
    }

    private static Walk agree(Walk walk) {
        return walk.does(new Intent.ApproveHold(
                "flip", "bob", How.SESSION, walk.run().approvals().get("flip").digest()));
    }

    private static Walk due(Walk walk) {
        return walk.after(Duration.ofSeconds(6)).ticks();
    }

    private static Walk armed() {
        return look(flipped().does(BACK));
    }

    private static Walk undone(Walk walk, String step) {
        return walk.hears(new Signal.UndoEnded(step, Outcome.done("back")));
    }

    @Test
    void itsGateOpensInsteadOfACountdownAndTheOtherPersonIsWaitedFor() {
        var walk = flipped().does(BACK);
        assertThat(walk.names()).containsExactly("rollback.started", "step.undo-asked");
        assertThat(walk.gate("flip").back()).isEqualTo(new Gate.Back("alice", "rollback: rows differ"));
        look(due(walk));
        due(walk.does(PHRASE));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
        assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
        agree(walk);
        look(due(walk));
        assertThat(walk.state("flip")).isEqualTo(StepState.UNDOING);
        undone(walk, "flip");
        assertThat(walk.state("stop")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void whoeverLeavesItHaltsTheRollbackAndGoingOnAsksAgain() {
        var walk = armed().does(new Intent.StopCountdown("flip"));
        assertThat(walk.run().rollback().going()).isFalse();
        assertThat(walk.run().rollback().waits()).isEqualTo("the gate of flip's undo locked: left by alice");
        due(walk).told();
        walk.does(new Intent.RunOn());
        assertThat(walk.names()).containsExactly("rollback.went-on", "step.undo-asked");
    }

    @Test
    void haltingGoingForwardAndLeavingLockIt() {
        var halted = armed().does(new Intent.StopRunOn());
        assertThat(halted.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(halted.run().rollback().waits()).isEqualTo("stopped by alice");
        var forward = armed().does(new Intent.GoForward("a false alarm"));
        assertThat(forward.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(forward.refusal(PHRASE)).contains("locked");
        var left = armed().does(new Intent.Leave());
        assertThat(left.gate("flip")).isInstanceOf(Gate.Locked.class);
        var back = armed().does(PHRASE).hears(new Signal.Returned("bob", "h"));
        look(back).ticks();
        assertThat(back.state("flip")).isEqualTo(StepState.DONE);
        assertThat(back.run().rollback().going()).isFalse();
    }

    /** Nobody else can be reached: what is left to do is said by name. */
    @Test
    void itIsSteppedOverOrTakenBackByHandWithAReason() {
        var over = armed().does(new Intent.SkipStep("flip", "nobody answers"));
        assertThat(over.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(over.state("stop")).isEqualTo(StepState.UNDOING);
        assertThat(over.run().rollback().passed()).containsEntry("flip", "nobody answers");
        var byHand = armed().does(new Intent.MarkDone("flip", "the zone was put back in its console", Map.of()));
        assertThat(byHand.state("flip")).isEqualTo(StepState.UNDONE);
        assertThat(byHand.state("stop")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void anotherTryOfItGoesThroughItsGateAgain() {
        var walk = armed().does(PHRASE);
        agree(walk);
        look(due(walk))
                .hears(new Signal.UndoEnded("flip", Outcome.failed("broke", "")))
                .told();
        assertThat(walk.refusal(new Intent.RunOn())).contains("failed: undo it again");
        walk.does(new Intent.UndoStep("flip", "the zone answers again"));
        assertThat(walk.names()).containsExactly("rollback.went-on", "step.undo-asked");
        assertThat(walk.refusal(new Intent.UndoStep("flip", "again"))).contains("stands open");
        look(walk).does(PHRASE);
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
    }

    /** Who takes the phrase back may type a code instead: the gate stays. */
    @Test
    void thePhraseIsTakenBackWithoutLeavingIt() {
        var walk = armed().does(PHRASE).does(new Intent.StopCountdown("flip"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
        agree(walk).does(PHRASE);
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
    }

    @Test
    void aLookThatBreaksIsItsOwnReason() {
        var walk = flipped().does(BACK);
        var red = Evidence.red("flip", "the host cannot be asked", walk.now());
        walk.hears(new Signal.HoldSensed("flip", List.of(red), walk.now()));
        assertThat(walk.run().rollback().waits()).endsWith("locked: the host cannot be asked");
    }

    @Test
    void whatWasSteppedOverWaitsForTheEnd() {
        var walk = armed().does(new Intent.SkipStep("flip", "nobody answers"));
        walk.hears(new Signal.UndoEnded("stop", Outcome.failed("broke", "")));
        assertThat(walk.refusal(new Intent.UndoStep("flip", "she is back"))).contains("was stepped over");
    }

    /** Its turn is later: what stands on it is taken back first. */
    @Test
    void noGateOpensBeforeItsTurn() {
        var walk = Walk.over(
                step("flip").hold(0).approvals(1).undoReaches(), step("tell").undoable());
        walk.does(GATE);
        look(walk).does(new Intent.TypePhrase("flip", "go"));
        agree(walk);
        look(due(walk)).done("flip").starts("tell").done("tell").does(BACK);
        walk.hears(new Signal.UndoEnded("tell", Outcome.failed("broke", "")));
        assertThat(walk.refusal(new Intent.UndoStep("flip", "first of all"))).contains("the rollback undoes it");
        assertThat(walk.refusal(GATE)).contains("the run goes back");
    }
}
