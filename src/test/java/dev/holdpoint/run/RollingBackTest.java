package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.run.Rollback.Stage;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RollingBackTest {
    private static final Intent.RollBack BACK = new Intent.RollBack("rows differ", RollingBack.PHRASE);

    /** Three steps that can be taken back, each needing the one before; the first two are done. */
    private static Walk twoOfThree() {
        var walk = Walk.over(
                step("stop").undoable().downtime(Step.Downtime.STARTS).opens("applications stopped"),
                step("move").undoable().needs("stop"),
                step("flip").undoable().needs("move").hold(0));
        walk.starts("stop").done("stop").after(Duration.ofSeconds(90)).starts("move");
        walk.after(Duration.ofMinutes(5)).done("move").told();
        return walk;
    }

    private static Walk undone(Walk walk, String step) {
        return walk.hears(new Signal.UndoEnded(step, Outcome.done("back")));
    }

    private static List<String> plan(Walk walk) {
        return WayBack.of(walk.run()).parts().stream().map(it -> it.stop().id()).toList();
    }

    @Test
    void whatWasDoneIsTakenBackTheLastFirstAndTheSourceIsLookedAt() {
        var walk = twoOfThree().does(BACK);
        assertThat(walk.names()).containsExactly("rollback.started", "step.undoing");
        assertThat(walk.state("move")).isEqualTo(StepState.UNDOING);
        undone(walk, "move");
        assertThat(walk.names()).containsExactly("step.undone", "step.undoing");
        undone(walk, "stop");
        assertThat(walk.names()).containsExactly("step.undone", "item.closed", "downtime.ended", "rollback.proving");
        walk.hears(new Signal.SourceLooked(List.of(walk.green())));
        assertThat(walk.names()).containsExactly("rollback.over");
        assertThat(walk.run().rollback().stage()).isEqualTo(Stage.OVER);
        assertThat(walk.run().openItems()).isEmpty();
    }

    @Test
    void thePlanSaysHowLongEachTakesAndWhatCannotBeTakenBack() {
        var walk = Walk.over(
                step("tell").byHand(),
                step("move").undoable().needs("tell"),
                step("write").irrevocable("rows would be lost").needs("move"),
                step("look").looks().needs("write"));
        walk.starts("tell").does(new Intent.TickStep("tell", Map.of())).starts("move");
        walk.after(Duration.ofMinutes(5))
                .done("move")
                .does(new Intent.ArmHold("write"))
                .senses("write");
        walk.does(new Intent.TypePhrase("write", "write")).after(Hold.COUNTDOWN).ticks();
        walk.senses("write").done("write").starts("look").verified("look", walk.green());
        var way = WayBack.of(walk.run());
        assertThat(plan(walk)).containsExactly("write", "move", "tell");
        assertThat(way.parts().getFirst().why()).isEqualTo("cannot be taken back: rows would be lost");
        assertThat(way.parts().getLast().why()).startsWith("has no undo");
        assertThat(way.left(walk.run(), walk.now())).isEqualTo(Duration.ofMinutes(5));
        walk.told();
        walk.does(BACK);
        assertThat(walk.told())
                .contains(new Event.StepSteppedOver("write", null, "cannot be taken back: rows would be lost"))
                .last()
                .isInstanceOf(Event.StepUndoing.class);
        undone(walk, "move");
        assertThat(walk.names())
                .containsExactly("step.undone", "step.lapsed", "rollback.stepped-over", "rollback.proving");
        assertThat(walk.run().rollback().passed()).containsOnlyKeys("write", "tell");
    }

    @Test
    void theExpectationOfTheBeginningIsKept() {
        var walk = twoOfThree().does(BACK);
        var started = (Event.RollbackStarted) walk.told().getFirst();
        assertThat(started.steps())
                .containsExactly(
                        new Rollback.Planned("move", Duration.ofMinutes(5)),
                        new Rollback.Planned("stop", Duration.ZERO));
        walk.after(Duration.ofMinutes(2));
        assertThat(WayBack.of(walk.run()).left(walk.run(), walk.now())).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void itWantsAReasonAndThePhrase() {
        var walk = twoOfThree();
        assertThat(walk.refusal(new Intent.RollBack(" ", "rollback"))).isEqualTo("say why the run is rolled back");
        assertThat(walk.refusal(new Intent.RollBack("why", "yes")))
                .isEqualTo("that was not it: type rollback to begin");
        var fresh = Walk.over(step("a").undoable());
        assertThat(fresh.refusal(BACK)).isEqualTo("nothing has been done that could be taken back");
    }

    @Test
    void nothingGoesForwardMeanwhile() {
        var walk = twoOfThree();
        walk.does(new Intent.ArmHold("flip")).senses("flip").told();
        walk.does(BACK);
        assertThat(walk.told()).contains(new Event.HoldLocked("flip", "the run is rolled back", List.of()));
        for (var intent : List.of(
                new Intent.StartStep("flip"),
                new Intent.ArmHold("flip"),
                new Intent.TypePhrase("flip", "go"),
                new Intent.TickStep("flip", Map.of()),
                new Intent.RetryStep("flip", "r"),
                new Intent.MarkDone("flip", "r"),
                new Intent.SkipStep("flip", "r"),
                BACK)) {
            assertThat(walk.refusal(intent)).as("%s", intent).contains("the run goes back");
        }
        assertThat(walk.refusal(new Intent.RunOn())).isEqualTo("it goes back by itself already");
        undone(undone(walk, "move"), "stop").hears(new Signal.SourceLooked(List.of(walk.green())));
        assertThat(walk.refusal(new Intent.StartStep("stop"))).contains("the run is rolled back");
        assertThat(walk.refusal(new Intent.RunOn())).contains("the run is rolled back");
    }

    @Test
    void whatRunsIsStoppedFirstAndTakenBackWithTheRest() {
        var walk =
                Walk.over(step("a").undoable(), step("b").undoable().needs("a").retry(3, Duration.ofSeconds(1)));
        walk.starts("a").done("a").starts("b").told();
        walk.does(BACK);
        assertThat(walk.names()).containsExactly("rollback.started", "step.cancelling");
        walk.fails("b");
        assertThat(walk.names()).containsExactly("step.failed", "step.undoing");
        assertThat(walk.state("b")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void aRetryThatWaitsIsNotMade() {
        var walk = Walk.over(
                step("a").undoable().retry(3, Duration.ofSeconds(1)), step("b").undoable());
        walk.starts("b").done("b").starts("a").fails("a").does(BACK).told();
        walk.after(Duration.ofMinutes(1)).ticks();
        assertThat(walk.names()).isEmpty();
    }

    @Test
    void whatRunsByHandIsGivenUp() {
        var walk = Walk.over(step("tell").byHand().undoneBy(Afterlife.REATTACH));
        walk.starts("tell").told();
        walk.does(BACK);
        assertThat(walk.names()).containsExactly("rollback.started", "step.cancelling", "step.failed", "step.undoing");
    }

    @Test
    void aFailedUndoStopsItUntilAPersonSaysHow() {
        var again = failed();
        assertThat(again.refusal(new Intent.RunOn())).startsWith("the undo of move failed: undo it again (u)");
        assertThat(again.state("stop")).isEqualTo(StepState.DONE);
        again.does(new Intent.UndoStep("move", "its sessions are ended")).told();
        undone(again, "move");
        assertThat(again.names()).containsExactly("step.undone", "step.undoing");

        var byHand = failed();
        assertThat(byHand.refusal(new Intent.MarkDone("move", " "))).startsWith("say what was seen");
        byHand.does(new Intent.MarkDone("move", "dropped it"));
        assertThat(byHand.names()).containsExactly("step.undone", "rollback.went-on", "step.undoing");
        assertThat(byHand.state("move")).isEqualTo(StepState.UNDONE);

        var without = failed();
        assertThat(without.refusal(new Intent.SkipStep("move", ""))).isEqualTo("say why move is not taken back");
        without.does(new Intent.SkipStep("move", "it may stay"));
        assertThat(without.names()).containsExactly("rollback.stepped-over", "rollback.went-on", "step.undoing");
        assertThat(without.state("move")).isEqualTo(StepState.FAILED);
        assertThat(without.run().rollback().passed()).containsEntry("move", "it may stay");
    }

    private static Walk failed() {
        var walk = twoOfThree().does(BACK);
        walk.hears(new Signal.UndoEnded("move", Outcome.failed("in use", "end its sessions")));
        assertThat(walk.run().rollback().waits()).isEqualTo("the undo of move failed");
        walk.told();
        return walk;
    }

    @Test
    void anUnknownOutcomeIsSettledByAPersonFirst() {
        var walk = Walk.over(step("a").undoable());
        walk.starts("a").ends("a", Outcome.unknown("lost")).does(BACK);
        assertThat(walk.names()).endsWith("rollback.started", "rollback.halted");
        walk.does(new Intent.MarkFailed("a", "it is not there")).does(new Intent.RunOn());
        assertThat(walk.state("a")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void itIsStoppedAndGoesOn() {
        var walk = twoOfThree().does(BACK);
        walk.does(new Intent.StopRunOn()).told();
        undone(walk, "move");
        assertThat(walk.names()).containsExactly("step.undone");
        walk.does(new Intent.RunOn());
        assertThat(walk.names()).containsExactly("rollback.went-on", "step.undoing");
    }

    @Test
    void whoComesBackFindsItWaitingAndNothingIsUndoneTwice() {
        var walk = twoOfThree().does(BACK).does(new Intent.StopRunOn());
        undone(walk, "move").told();
        walk.hears(new Signal.Returned("bob", "bastion"));
        assertThat(walk.names()).containsExactly("run.resumed");
        assertThat(walk.run().rollback().going()).isFalse();
        walk.does(new Intent.RunOn());
        assertThat(walk.told())
                .contains(new Event.StepUndoing("stop", "bob", "rollback: rows differ"))
                .hasSize(2);
    }

    @Test
    void anUndoThatIsDangerousCountsDownAndAnyKeyStopsIt() {
        var walk = Walk.over(step("a").undoReaches());
        walk.starts("a").done("a").told();
        walk.does(BACK);
        assertThat(walk.told())
                .last()
                .isEqualTo(new Event.UndoAnnounced("a", walk.now().plus(Hold.COUNTDOWN)));
        assertThat(Clock.due(walk.run())).contains(walk.now().plus(Hold.COUNTDOWN));
        walk.ticks();
        assertThat(walk.state("a")).isEqualTo(StepState.DONE);
        walk.does(new Intent.StopRunOn()).after(Hold.COUNTDOWN).ticks();
        assertThat(walk.state("a")).isEqualTo(StepState.DONE);
        walk.does(new Intent.RunOn()).after(Hold.COUNTDOWN).ticks();
        assertThat(walk.state("a")).isEqualTo(StepState.UNDOING);
        assertThat(Clock.due(walk.run())).isEmpty();
    }

    @Test
    void itIsNotOverBeforeTheSourceIsProvenOrAPersonSaysWhyNot() {
        var walk = Walk.over(step("a").undoable());
        walk.starts("a").done("a").does(BACK);
        undone(walk, "a").told();
        walk.hears(new Signal.SourceLooked(List.of(walk.green(), walk.red())));
        assertThat(walk.names()).containsExactly("rollback.unproven");
        assertThat(walk.run().rollback().stage()).isEqualTo(Stage.PROVING);
        walk.does(new Intent.RunOn());
        assertThat(walk.names()).containsExactly("rollback.proving");
        walk.hears(new Signal.SourceLooked(List.of()));
        assertThat(walk.names()).as("nothing seen proves nothing").containsExactly("rollback.unproven");
        assertThat(walk.refusal(new Intent.AcceptRollback(" "))).startsWith("say why");
        walk.does(new Intent.AcceptRollback("asked the team, it serves"));
        assertThat(walk.run().rollback().stage()).isEqualTo(Stage.OVER);
    }

    @Test
    void whatWasPassedOverCanStillBeTakenBackBeforeTheEnd() {
        var walk = failed().does(new Intent.SkipStep("move", "it may stay"));
        undone(walk, "stop").hears(new Signal.SourceLooked(List.of(walk.red())));
        walk.does(new Intent.UndoStep("move", "its sessions are ended"));
        assertThat(walk.run().rollback().looking()).isFalse();
        undone(walk, "move");
        assertThat(walk.run().rollback().passed()).isEmpty();
        walk.does(new Intent.RunOn());
        assertThat(walk.run().rollback().looking()).isTrue();
    }

    @Test
    void aLateProofChangesNothing() {
        var walk = twoOfThree();
        walk.hears(new Signal.SourceLooked(List.of(walk.green())));
        assertThat(walk.names()).isEmpty();
    }

    @Test
    void aPersonGoesForwardAgainAndHoldPointsAreLocked() {
        var walk =
                Walk.over(step("a").undoable(), step("flip").undoable().hold(0).needs("a"));
        walk.starts("a").done("a").does(new Intent.ArmHold("flip")).senses("flip");
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        walk.senses("flip").done("flip");
        assertThat(walk.refusal(new Intent.GoForward("r"))).isEqualTo("the run goes forward");
        walk.does(BACK);
        assertThat(walk.refusal(new Intent.GoForward("r"))).contains("a step is being undone");
        walk.does(new Intent.StopRunOn());
        undone(walk, "flip");
        assertThat(walk.refusal(new Intent.GoForward(""))).startsWith("say why");
        walk.does(new Intent.GoForward("it was the monitoring")).told();
        assertThat(walk.run().rollback()).isEqualTo(Rollback.NONE);
        assertThat(walk.state("flip")).isEqualTo(StepState.UNDONE);
        assertThat(walk.gate("flip")).isEqualTo(Gate.Locked.INITIALLY);
        walk.does(new Intent.ArmHold("flip"));
        assertThat(walk.refusal(new Intent.StartStep("flip"))).contains("hold point");
    }

    @Test
    void whatIsBeingWeighedIsNotWeighedASecondTimeBesideIt() {
        var walk = twoOfThree().does(new Intent.WeighRollback());
        walk.told();
        walk.does(new Intent.WeighRollback());
        assertThat(walk.told()).isEmpty();
        walk.hears(new Signal.RollbackWeighed(Map.of(), walk.now())).does(new Intent.WeighRollback());
        assertThat(walk.names()).containsExactly("rollback.weighed", "rollback.weighing");
    }

    @Test
    void whatWouldBeLostIsLookedUpAndKept() {
        var walk = twoOfThree().does(new Intent.WeighRollback());
        assertThat(walk.run().rollback().weighed().looking()).isTrue();
        walk.hears(new Signal.RollbackWeighed(Map.of("move", List.of("3 rows")), walk.now()));
        assertThat(walk.run().rollback().bars()).isFalse();
        walk.does(BACK);
        assertThat(walk.run().rollback().weighed().losses()).containsEntry("move", List.of("3 rows"));
    }

    @Test
    void aRunOnItsWayBackIsNotFinishedByLeavingIt() {
        var counting = Walk.over(step("a").undoReaches());
        counting.starts("a").done("a").does(BACK).told();
        counting.hears(new Signal.HungUp()).does(new Intent.Leave());
        assertThat(counting.names()).containsExactly("run.terminal-lost", "run.left");
        counting.hears(new Signal.Returned("bob", "bastion"));
        assertThat(counting.run().rollback().underWay()).isTrue();
        assertThat(Items.unfinished(counting.run()).orElse("")).contains("its rollback is not over");

        var passed = failed().does(new Intent.SkipStep("move", "it may stay"));
        passed.does(new Intent.CancelStep("stop"))
                .hears(new Signal.UndoEnded("stop", Outcome.failed("stopped", "")))
                .does(new Intent.SkipStep("stop", "it may stay"))
                .hears(new Signal.SourceLooked(List.of(passed.red())))
                .does(new Intent.AcceptRollback("it serves"));
        assertThat(passed.does(new Intent.Leave()).names()).endsWith("run.left");

        var over = Walk.over(step("a"));
        over.starts("a").done("a").does(BACK).hears(new Signal.SourceLooked(List.of(over.green())));
        assertThat(over.run().rollback().stage()).isEqualTo(Stage.OVER);
        assertThat(over.run().complete()).isFalse();
        assertThat(Items.unfinished(over.run()).orElse("")).contains("it was rolled back");
        assertThat(over.does(new Intent.Leave()).names()).endsWith("run.left");
    }

    /** Each is taken back before the rollback, and a person was to look first. */
    @Test
    void anUndoThatFailedIsNeverTriedAgainByTheProgram() {
        var walk = Walk.over(
                step("a").undoable(),
                step("b").undoable().needs("a"),
                step("c").undoable().needs("a").anytime());
        walk.starts("a").done("a").after(Duration.ofSeconds(1)).starts("b").done("b");
        walk.after(Duration.ofSeconds(1)).starts("c").done("c");
        walk.does(new Intent.UndoStep("b", "wrong")).hears(new Signal.UndoEnded("b", Outcome.unknown("lost")));
        walk.does(BACK).told();
        assertThat(plan(walk)).containsExactly("c", "b", "a");
        undone(walk, "c");
        assertThat(walk.names()).containsExactly("step.undone", "rollback.halted");
        assertThat(walk.run().rollback().waits()).startsWith("the undo of b failed: undo it again (u)");
        walk.does(new Intent.UndoStep("b", "looked: it is there"));
        assertThat(walk.state("b")).isEqualTo(StepState.UNDOING);
        assertThat(undone(walk, "b").state("a")).isEqualTo(StepState.UNDOING);
    }

    @Test
    void theProofAndAnUndoDoNotGoOnTogether() {
        var walk = failed().does(new Intent.SkipStep("move", "it may stay"));
        undone(walk, "stop");
        assertThat(walk.run().rollback().looking()).isTrue();
        assertThat(walk.refusal(new Intent.UndoStep("move", "after all"))).contains("the source is being looked at");
        walk.hears(new Signal.SourceLooked(List.of(walk.red()))).does(new Intent.UndoStep("move", "after all"));
        assertThat(walk.refusal(new Intent.RunOn())).contains("a step is being undone");
        assertThat(walk.refusal(new Intent.AcceptRollback("it serves"))).contains("a step is being undone");
        undone(walk, "move").does(new Intent.RunOn()).hears(new Signal.SourceLooked(List.of(walk.green())));
        assertThat(walk.run().rollback().stage()).isEqualTo(Stage.OVER);
    }

    @Test
    void aStepThatNothingNeedsIsTakenBackInTheOrderOfTime() {
        var walk = Walk.over(
                step("a").undoable(),
                step("b").undoable().anytime(),
                step("c").undoable().needs("a"));
        walk.starts("a").done("a").after(Duration.ofSeconds(1)).starts("c").done("c");
        walk.after(Duration.ofSeconds(1)).starts("b").done("b");
        assertThat(plan(walk)).containsExactly("b", "c", "a");
    }
}
