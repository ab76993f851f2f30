package dev.holdpoint.line;

import static dev.holdpoint.console.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.Sample;
import dev.holdpoint.run.Approvals.How;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Rollback.Stage;
import dev.holdpoint.run.Signal;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way back in words. */
class AtRollbackTest {
    private static Plan plan() {
        return Sample.with()
                .phase(
                        "Move",
                        step("stop", "Stop writing").undoable(),
                        step("move", "Copy it").undoable())
                .plan();
    }

    /** Every step and every undo is done as soon as it begins, and the source serves. */
    private static Dialogue dialogue(Dialogue dialogue) {
        dialogue.begun();
        dialogue.run.plays((run, event) -> {
            switch (event) {
                case Event.StepStarted it -> run.ends(it.step(), Outcome.done("done"));
                case Event.RollbackWeighing ignored ->
                    run.hear(new Signal.RollbackWeighed(Map.of("move", List.of("3 rows")), dialogue.now()));
                case Event.StepUndoing it -> run.hear(new Signal.UndoEnded(it.step(), Outcome.done("back")));
                case Event.SourceLooking ignored ->
                    run.hear(new Signal.SourceLooked(List.of(Evidence.green("old", "takes writes", dialogue.now()))));
                default -> {}
            }
        });
        return dialogue;
    }

    @Test
    void thePlanIsSaidAndTheWordBeginsIt() throws InterruptedException {
        var dialogue = dialogue(Dialogue.of(plan()));
        dialogue.script.says("run", "run", "rollback", "rows differ", "rollback", "quit");
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "What was done, the last first:",
                        "1. move, Copy it:",
                        "loses: 3 rows",
                        "2. stop, Stop writing:",
                        "not known of: stop",
                        "Type rollback to begin",
                        "ROLLING BACK 2 steps: rows differ",
                        "move is undone: back",
                        "stop is undone: back",
                        "Green: old: takes writes",
                        "Rolled back: old: takes writes");
        assertThat(dialogue.state().rollback().stage()).isEqualTo(Stage.OVER);
        assertThat(dialogue.state().status("stop").state()).isEqualTo(StepState.UNDONE);
    }

    @Test
    void anotherWordBeginsNothing() throws InterruptedException {
        var dialogue = dialogue(Dialogue.of(plan()));
        dialogue.script.says("run", "rollback rows differ", "yes", "quit");
        assertThat(dialogue.talk()).contains("Refused: that was not it: type rollback to begin.");
        assertThat(dialogue.state().rollback().bars()).isFalse();
    }

    @Test
    void itIsNeverAnsweredFromAPipe() throws InterruptedException {
        var dialogue = dialogue(Dialogue.fromPipe(plan()));
        dialogue.script.says("run", "rollback rows differ", "rollback", "forward because", "accept because");
        assertThat(dialogue.talk()).contains("What was done", "a rollback is not answered from a pipe");
        assertThat(dialogue.state().rollback()).isEqualTo(dev.holdpoint.run.Rollback.NONE);
    }

    /** A run that another program had begun to roll back. */
    @Test
    void norDoesItGoOnByAPipe() throws InterruptedException {
        var dialogue = dialogue(Dialogue.fromPipe(plan()));
        dialogue.run.take(new Intent.StartStep("stop"));
        dialogue.run.plays((run, event) -> {});
        dialogue.run.take(new Intent.RollBack("rows differ", "rollback"));
        dialogue.run.hear(new Signal.UndoEnded("stop", Outcome.failed("broke", "")));
        var before = dialogue.run.intents().size();
        dialogue.script.says("on", "undo stop it is mended", "skip stop never mind", "done stop by hand", "tick stop");
        assertThat(dialogue.talk()).contains("a rollback is not answered from a pipe");
        assertThat(dialogue.run.intents().subList(before, dialogue.run.intents().size()))
                .allMatch(Intent.Leave.class::isInstance);
        assertThat(dialogue.state().status("stop").state()).isEqualTo(StepState.FAILED);
    }

    @Test
    void theRunGoesForwardAgain() throws InterruptedException {
        var dialogue = dialogue(Dialogue.of(plan()));
        dialogue.script.says(
                "run", "run", "rollback rows differ", "rollback", "", "forward", "they do not", "run", "quit");
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "forward begins again", "Go forward again.", "The run goes forward again: they do not");
        assertThat(dialogue.state().rollback().bars()).isFalse();
        assertThat(dialogue.state().status("stop").state()).isEqualTo(StepState.DONE);
    }

    private static Sample.Draft asking(String id) {
        return step(id, "Flip " + id).hold("No way back.", id, 0).approvals(1).undoReaches();
    }

    /** {@code stop}, {@code flip} and {@code flap} are done, to the last two of which somebody else had to agree. */
    private static Dialogue agreed() {
        var dialogue = Dialogue.of(Sample.with()
                        .phase("Move", step("stop", "Stop writing").undoable(), asking("flap"), asking("flip"))
                        .plan())
                .begun();
        for (var id : List.of("stop", "flap", "flip")) {
            dialogue.run.undos(id, "puts " + id + " back");
            dialogue.run.happen(
                    dialogue.now(), new Event.StepStarted(id, 1), new Event.StepDone(id, 1, "done", List.of(), null));
        }
        dialogue.run.plays((run, event) -> {
            switch (event) {
                case Event.RollbackWeighing ignored -> run.hear(new Signal.RollbackWeighed(Map.of(), dialogue.now()));
                case Event.UndoAsked it -> run.senses(it.step());
                case Event.HoldSensing it -> run.senses(it.step());
                case Event.StepUndoing it -> run.hear(new Signal.UndoEnded(it.step(), Outcome.done("back")));
                case Event.SourceLooking ignored ->
                    run.hear(new Signal.SourceLooked(List.of(Evidence.green("old", "takes writes", dialogue.now()))));
                default -> {}
            }
        });
        return dialogue;
    }

    private static void agrees(Dialogue dialogue, String step) {
        dialogue.script.meanwhile(() -> dialogue.run.take(new Intent.ApproveHold(step, "bob", How.SESSION, null)));
        dialogue.script.meanwhile(() -> {
            dialogue.after(Duration.ofSeconds(6));
            dialogue.run.hear(new Signal.Tick());
        });
    }

    /** What other people had to agree to is taken back when they agree to that; an empty line halts the way. */
    @Test
    void anUndoThatAsksOtherPeopleWaitsForThemAtItsGate() throws InterruptedException {
        var dialogue = agreed();
        dialogue.script.says("rollback rows differ", "rollback", "", "on", "undo flip");
        dialogue.script.presses(' ');
        dialogue.script.says("gate flip", "undo flip");
        agrees(dialogue, "flip");
        dialogue.script.says("undo flap");
        agrees(dialogue, "flap");
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "1 other person agrees first, at a gate of its own",
                        "ROLLING BACK 3 steps: rows differ",
                        "Undoing flip does this:\n    puts flip back",
                        "Type what stands between the quotes, \"undo flip\" to undo:",
                        "Nothing is undone.",
                        "The rollback waits for you: the gate of flip's undo locked: left by alice",
                        "The rollback goes on.",
                        "Type what stands between the quotes, \"undo flip\" to undo:",
                        "approvals are missing: holdpoint approve",
                        "The phrase is taken back; code NAME CODE takes a reviewer's code.",
                        "rolling back, flip, undo armed>",
                        "Undoing flip does this:\n    puts flip back",
                        "Type what stands between the quotes, \"undo flip\" to undo:",
                        "approvals are missing: holdpoint approve",
                        "bob",
                        "flip is undone: back",
                        "Undoing flap does this:\n    puts flap back",
                        "Type what stands between the quotes, \"undo flap\" to undo:",
                        "flap is undone: back",
                        "stop is undone: back");
        assertThat(dialogue.state().rollback().stage()).isEqualTo(Stage.OVER);
    }
}
