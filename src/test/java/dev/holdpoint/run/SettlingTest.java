package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.step.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettlingTest {
    @Test
    void everyWordOfAPersonWantsAReason() {
        var walk = Walk.over(step("a").undoable());
        walk.starts("a").fails("a");
        for (var intent : List.of(
                new Intent.SkipStep("a", " "),
                new Intent.MarkDone("a", ""),
                new Intent.MarkFailed("a", ""),
                new Intent.UndoStep("a", ""),
                new Intent.Abort(""))) {
            assertThat(walk.refusal(intent)).startsWith("say ");
        }
        assertThat(walk.refusal(new Intent.AddNote("a", " "))).isEqualTo("a note needs words");
        assertThat(walk.refusal(new Intent.AddNote("a", "n".repeat(4097))))
                .isEqualTo("a note has 4096 characters at most: put the rest into a file and name that");
    }

    @Test
    void aRetrySaysWhatIsDifferentNow() {
        var walk = Walk.over(step("a"), step("flip").hold(1));
        assertThat(walk.refusal(new Intent.RetryStep("a", "r"))).isEqualTo("a has not failed");
        walk.starts("a").fails("a").told();
        assertThat(walk.refusal(new Intent.RetryStep("a", " "))).isEqualTo("say what is different now");
        walk.does(new Intent.RetryStep("a", "made room"));
        assertThat(walk.told())
                .containsExactly(new Event.StepRetried("a", "alice", "made room"), new Event.StepStarted("a", 2));
    }

    @Test
    void aRunningStepIsNotSkippedNorMarked() {
        var walk = Walk.over(step("a"));
        walk.starts("a");
        assertThat(walk.refusal(new Intent.SkipStep("a", "r"))).isEqualTo("a is running: stop it first");
        assertThat(walk.refusal(new Intent.MarkDone("a", "r"))).isEqualTo("a is running: stop it first");
    }

    @Test
    void aSettledStepStaysSettled() {
        var walk = Walk.over(step("a"), step("b"));
        walk.starts("a").done("a").does(new Intent.SkipStep("b", "r"));
        for (var id : List.of("a", "b")) {
            assertThat(walk.refusal(new Intent.SkipStep(id, "r"))).isEqualTo(id + " is settled already");
        }
        assertThat(walk.refusal(new Intent.MarkDone("a", "r"))).isEqualTo("a is settled already");
    }

    @Test
    void aSkippedStepIsMarkedDoneWhenItWasDoneAfterAll() {
        var walk = Walk.over(step("a").opens("door"), step("b").closes("door"));
        walk.starts("a").done("a").does(new Intent.SkipStep("b", "r")).does(new Intent.MarkDone("b", "Bob did it"));
        assertThat(walk.state("b")).isEqualTo(StepState.DONE);
        assertThat(walk.run().openItems()).isEmpty();
    }

    @Test
    void markingDoneWantsTheNeedsMet() {
        var walk =
                Walk.over(step("a"), step("b").needs("a").opens("x"), step("c").closes("x"));
        assertThat(walk.refusal(new Intent.MarkDone("b", "did it"))).isEqualTo("needs a first");
        walk.starts("a").fails("a").does(new Intent.MarkDone("a", "looked: it is there"));
        assertThat(walk.run().status("a").says()).isEqualTo("marked done by hand: looked: it is there");
        assertThat(walk.run().status("a").by()).isEqualTo("alice");
    }

    @Test
    void aHoldPointThatWasNotReleasedIsNotMarkedDone() {
        var walk = Walk.over(step("flip").hold(0).closes("door"));
        assertThat(walk.refusal(new Intent.MarkDone("flip", "did it outside")))
                .isEqualTo(
                        "flip is a hold point: release it at its gate (g), or skip it and say that it was done outside");
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "go"));
        walk.after(Hold.COUNTDOWN).ticks().senses("flip").fails("flip");
        walk.does(new Intent.MarkDone("flip", "finished it by hand"));
        assertThat(walk.state("flip")).isEqualTo(StepState.DONE);
    }

    @Test
    void whoSaysThatItIsDoneShutsTheGateOfTheNextTry() {
        var walk = Walk.over(step("flip").hold(0));
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "go"));
        walk.after(Hold.COUNTDOWN).ticks().senses("flip").fails("flip");
        walk.does(new Intent.ArmHold("flip")).senses("flip");
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
        walk.does(new Intent.MarkDone("flip", "finished it by hand"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(walk.refusal(new Intent.TypePhrase("flip", "go"))).contains("the gate is locked");
    }

    @Test
    void aPersonSettlesAnUnknownOutcomeEitherWay() {
        var yes = unknown();
        yes.does(new Intent.MarkDone("a", "the row is there"));
        assertThat(yes.state("a")).isEqualTo(StepState.DONE);
        var no = unknown();
        no.does(new Intent.MarkFailed("a", "no row"));
        assertThat(no.state("a")).isEqualTo(StepState.FAILED);
        assertThat(no.does(new Intent.RetryStep("a", "mended"))
                        .run()
                        .status("a")
                        .attempt())
                .isEqualTo(2);
    }

    @Test
    void onlyAnUnknownOutcomeIsMarkedFailed() {
        assertThat(Walk.over(step("a")).refusal(new Intent.MarkFailed("a", "r")))
                .isEqualTo("only an unknown outcome is settled so");
    }

    /** Whoever wanted it undone is asked whether it is, and not whether the step was done, which it was. */
    @Test
    void aFailedUndoIsSettledEitherWay() {
        var yes = undoFailed().does(new Intent.MarkDone("a", "dropped it by hand"));
        assertThat(yes.state("a")).isEqualTo(StepState.UNDONE);
        assertThat(yes.run().openItems()).isEmpty();
        var no = undoFailed().does(new Intent.MarkFailed("a", "it stays"));
        assertThat(no.state("a")).isEqualTo(StepState.DONE);
        assertThat(no.run().openItems()).hasSize(1);
        assertThat(no.run().status("a").says()).isEqualTo("not taken back, says alice: it stays");
    }

    @Test
    void theAdviceOfAFailedUndoDoesNotLeadForward() {
        assertThat(undoFailed().run().status("a").remedy())
                .isEqualTo("read its last lines, mend the cause, then undo it again");
    }

    private static Walk undoFailed() {
        return Walk.over(step("a").opens("door").undoable())
                .starts("a")
                .done("a")
                .does(new Intent.UndoStep("a", "not tonight"))
                .hears(new Signal.UndoEnded(
                        "a", Outcome.failed("exit 1", "read its last lines, mend the cause, then retry")));
    }

    @Test
    void onlyWhatWasDoneIsUndone() {
        assertThat(Walk.over(step("a").undoable()).refusal(new Intent.UndoStep("a", "r")))
                .isEqualTo("a has not been done");
    }

    @Test
    void whatCannotBeTakenBackSaysWhy() {
        var walk = Walk.over(step("a"), step("b").irrevocable("the rows are gone"));
        walk.starts("a").done("a").does(new Intent.ArmHold("b")).senses("b");
        walk.does(new Intent.TypePhrase("b", "b"))
                .after(Hold.COUNTDOWN)
                .ticks()
                .senses("b")
                .done("b");
        assertThat(walk.refusal(new Intent.UndoStep("a", "r"))).contains("a has no undo");
        assertThat(walk.refusal(new Intent.UndoStep("b", "r"))).contains("the rows are gone");
    }

    @Test
    void ofWhatOnlyLooksThereIsNothingToTakeBack() {
        var walk = Walk.over(step("a").looks()).starts("a").done("a");
        assertThat(walk.refusal(new Intent.UndoStep("a", "r")))
                .isEqualTo("a only looks and changes nothing: there is nothing to take back");
    }

    @Test
    void undoGoesBackwards() {
        var walk = Walk.over(step("a").undoable(), step("b").undoable().needs("a"));
        walk.starts("a").done("a").starts("b").done("b");
        assertThat(walk.refusal(new Intent.UndoStep("a", "r"))).isEqualTo("undo b first: it was done after a");
        walk.does(new Intent.UndoStep("b", "r")).hears(new Signal.UndoEnded("b", Outcome.done("back")));
        walk.does(new Intent.UndoStep("a", "r"));
        assertThat(walk.state("a")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void thePartOfAnUndoDoneByHandIsTicked() {
        var walk = Walk.over(step("a").undoneBy(Traits.UndoPart.BY_HAND));
        walk.starts("a").done("a").does(new Intent.UndoStep("a", "r")).told();
        walk.does(new Intent.TickStep("a", Map.of()));
        assertThat(walk.names()).containsExactly("step.undo-ticked");
    }

    @Test
    void anAbortedRunTakesNotesAndNothingElse() {
        var walk = Walk.over(step("a"));
        walk.does(new Intent.Abort("window closed"));
        assertThat(walk.refusal(new Intent.StartStep("a"))).contains("the run is over");
        walk.does(new Intent.AddNote(null, "told the team"));
        assertThat(walk.run().notes()).hasSize(1);
        assertThat(walk.run().end()).isEqualTo(Run.End.ABORTED);
    }

    @Test
    void nothingIsAbortedUnderARunningStep() {
        var walk = Walk.over(step("a"));
        walk.starts("a");
        assertThat(walk.refusal(new Intent.Abort("enough"))).contains("a step is running");
    }

    @Test
    void leavingFinishesARunInWhichNothingIsLeft() {
        var walk = Walk.over(step("a").opens("door"), step("b").closes("door"));
        walk.starts("a").done("a").does(new Intent.SkipStep("b", "forgot")).told();
        assertThat(walk.does(new Intent.Leave()).names()).containsExactly("run.left");

        var whole = Walk.over(step("a"));
        whole.starts("a").done("a").does(new Intent.Leave());
        assertThat(whole.run().end()).isEqualTo(Run.End.FINISHED);
    }

    @Test
    void whatASkippedStepWouldHaveClosedIsClosedByHandAndTheRunCanFinish() {
        var walk = Walk.over(step("a").opens("door"), step("b").closes("door"));
        assertThat(walk.refusal(new Intent.CloseItem("door", "r"))).isEqualTo("nothing is open");
        walk.starts("a");
        assertThat(walk.refusal(new Intent.CloseItem("door", "r"))).contains("a, which opens it, is running");
        walk.done("a").does(new Intent.SkipStep("b", "did it outside")).told();
        assertThat(walk.refusal(new Intent.CloseItem("gate", "r")))
                .isEqualTo("nothing open is called gate; open: door");
        assertThat(walk.refusal(new Intent.CloseItem("door", " "))).isEqualTo("say how door was closed");
        walk.does(new Intent.CloseItem("door", "took the rule away")).does(new Intent.Leave());
        assertThat(walk.told())
                .containsExactly(
                        new Event.ItemClosed("a", "door", "alice", "took the rule away", false),
                        new Event.RunFinished());
    }

    private static Walk unknown() {
        var walk = Walk.over(step("a"));
        walk.starts("a").ends("a", Outcome.unknown("lost"));
        return walk;
    }

    @Test
    void aStepByHandThatIsStoppedHasFailed() {
        var walk = Walk.over(step("tell").byHand().verifiedBy(1));
        walk.starts("tell").does(new Intent.CancelStep("tell"));
        assertThat(walk.state("tell")).isEqualTo(StepState.FAILED);
        walk.does(new Intent.RetryStep("tell", "found the number"));
        assertThat(walk.state("tell")).isEqualTo(StepState.RUNNING);
    }
}
