package dev.holdpoint.line;

import static dev.holdpoint.console.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.Sample;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Signal;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hold point in words. */
class AtGateTest {
    private static final String PHRASE = "the  red database";

    private static Plan plan() {
        return Sample.with()
                .phase("Go live", step("switch", "Point the application at it").hold("No way back.", PHRASE, 1))
                .plan();
    }

    /** Its check is green at once, and its step done as soon as it starts. */
    private static Dialogue green() {
        var dialogue = Dialogue.of(plan()).begun();
        dialogue.run.previews("switch", "dns flip app.example.org");
        dialogue.run.undos("switch", "dns flip back");
        dialogue.run.plays((run, event) -> {
            if (event instanceof Event.HoldSensing) {
                run.senses("switch", dialogue.green("replica"));
            } else if (event instanceof Event.StepStarted) {
                run.ends("switch", Outcome.done("flipped"));
            }
        });
        return dialogue;
    }

    @Test
    void itSaysWhatItIsAboutAndIsReleasedByItsPhrase() throws InterruptedException {
        var dialogue = green();
        dialogue.script.says("", PHRASE);
        dialogue.script.meanwhile(() -> dialogue.after(Duration.ofSeconds(4)));
        dialogue.script.meanwhile(() -> {
            dialogue.after(Duration.ofSeconds(2));
            dialogue.run.hear(new Signal.Tick());
        });
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "HOLD POINT switch: Point the application at it",
                        "Because: No way back.",
                        "Changes:\n    dns flip app.example.org",
                        "Undo:\n    dns flip back",
                        "Green: replica: as it should be (just now)",
                        "Type what stands between the quotes, \"" + PHRASE + "\" to release:",
                        "switch starts in 5 seconds; any key stops it.",
                        "1 second\n",
                        "Looking at the checks of switch once more",
                        "switch is released by alice.",
                        "switch is done");
        assertThat(dialogue.state().status("switch").state()).isEqualTo(StepState.DONE);
    }

    @Test
    void everyKeyStopsTheCountdown() throws InterruptedException {
        for (int key : new int[] {' ', '\r', 'x', Ear.CTRL_C, Ear.CTRL_D, 27}) {
            var dialogue = green();
            dialogue.script.says("", PHRASE);
            dialogue.script.presses(key);
            assertThat(dialogue.talk()).contains("Stopped by alice: switch was not started.");
            assertThat(dialogue.state().status("switch").gate())
                    .as("after key %d", key)
                    .isInstanceOf(Gate.Armed.class);
        }
    }

    @Test
    void aPasteIsRefusedAndAskedForAgain() throws InterruptedException {
        var dialogue = green();
        dialogue.script.says("");
        dialogue.script.hears(new Heard.Pasted());
        assertThat(dialogue.talk()).contains("Pasting is refused here: type it, letter by letter.");
        assertThat(dialogue.run.intents()).noneMatch(Intent.TypePhrase.class::isInstance);
    }

    @Test
    void aWrongPhraseLocksTheThirdTime() throws InterruptedException {
        var dialogue = green();
        dialogue.script.says("", "the red database", "x", "y");
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "That was not the phrase.",
                        "Type what stands between the quotes, \"the  red database\" to release:",
                        "That was not the phrase.",
                        "mistyped 3 times");
    }

    @Test
    void anEmptyLineLeavesTheGate() throws InterruptedException {
        var dialogue = green();
        dialogue.script.says("", "");
        assertThat(dialogue.talk()).contains("The gate is left as it is.");
    }

    @Test
    void redStaysLockedAndSaysWhy() throws InterruptedException {
        var dialogue = green();
        dialogue.run.plays((run, event) -> {
            if (event instanceof Event.HoldSensing) {
                var red =
                        Evidence.red("replica", "3 rows differ", dialogue.now()).with(List.of("accounts 17"));
                run.senses("switch", red);
            }
        });
        dialogue.script.says("");
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "RED: replica: 3 rows differ",
                        "    accounts 17",
                        "The gate of switch is locked: 1 check is red.")
                .doesNotContain("to release:");
    }

    @Test
    void aCheckThatNeverAnswersIsStoppedByCtrlC() throws InterruptedException {
        var dialogue = green();
        dialogue.run.plays((run, event) -> {});
        dialogue.script.says("");
        dialogue.script.presses(Ear.CTRL_C);
        assertThat(dialogue.talk()).contains("The gate of switch is locked: stopped by alice.");
    }

    @Test
    void aPipeAnswersNoHoldPoint() throws InterruptedException {
        var dialogue = Dialogue.fromPipe(plan()).begun();
        dialogue.script.says("run", PHRASE, "gate", "retry", "skip switch it is late", "done switch it is late");
        assertThat(dialogue.talk())
                .contains("Refused: switch is a hold point, and those are not answered from a pipe: use a terminal.")
                .doesNotContain("to release:");
        assertThat(dialogue.run.intents()).noneMatch(it -> it instanceof Intent.OfStep);
        assertThat(dialogue.state().status("switch").state()).isEqualTo(StepState.TO_DO);
    }

    private static Dialogue undoes(Dialogue dialogue) {
        dialogue.begun();
        dialogue.run.undos("open", "dns flip back");
        dialogue.run.plays((run, event) -> {
            switch (event) {
                case Event.UndoAsked ignored -> run.senses("open");
                case Event.HoldSensing ignored -> run.senses("open");
                case Event.StepStarted ignored -> run.ends("open", Outcome.done("open"));
                case Event.StepUndoing ignored -> run.hear(new Signal.UndoEnded("open", Outcome.done("closed")));
                default -> {}
            }
        });
        return dialogue;
    }

    private static Plan opened() {
        return Sample.with()
                .phase("Go", step("open", "Open it").undoReaches(), step("more", "More"))
                .plan();
    }

    @Test
    void anUndoThatReachesTheOutsideHasAGateToo() throws InterruptedException {
        var dialogue = undoes(Dialogue.of(opened()));
        dialogue.script.says("run", "undo open the wrong one", "undo  open", "undo open");
        dialogue.script.meanwhile(() -> {
            dialogue.after(Duration.ofSeconds(6));
            dialogue.run.hear(new Signal.Tick());
        });
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "Undoing open does this:\n    dns flip back",
                        "alice wants open undone: the wrong one",
                        "An empty line leaves it as it is.",
                        "Type what stands between the quotes, \"undo open\" to undo:",
                        "That was not the phrase.",
                        "The undo of open begins in 5 seconds; any key stops it.",
                        "open is released by alice.",
                        "open is being undone: the wrong one",
                        "open is undone: closed");
    }

    @Test
    void anEmptyLineAndAKeyUndoNothing() throws InterruptedException {
        var dialogue = undoes(Dialogue.of(opened()));
        dialogue.script.says("run", "undo open the wrong one", "", "undo open again", "undo open");
        dialogue.script.presses(' ');
        assertThat(dialogue.talk()).containsSubsequence("Nothing is undone.", "Stopped by alice: open was not undone.");
        assertThat(dialogue.state().status("open").state()).isEqualTo(StepState.DONE);
    }

    @Test
    void aPipeUndoesNothingThatReachesTheOutside() throws InterruptedException {
        var dialogue = undoes(Dialogue.fromPipe(opened()));
        dialogue.script.says("run", "undo open the wrong one", "undo open", "undo open");
        assertThat(dialogue.talk()).contains("that is not answered from a pipe");
        assertThat(dialogue.run.intents()).noneMatch(Intent.UndoStep.class::isInstance);
    }

    @Test
    void aPhraseThatCannotBeShownIsNotAskedFor() throws InterruptedException {
        var dialogue = Dialogue.of(Sample.with()
                        .phase("Go live", step("switch", "Switch").hold("No way back.", "Zürich", 0))
                        .plan())
                .begun();
        dialogue.run.plays((run, event) -> {
            if (event instanceof Event.HoldSensing) {
                run.senses("switch");
            }
        });
        dialogue.script.says("");
        assertThat(dialogue.talk(true)).contains("use a UTF-8 locale").doesNotContain("to release:");
    }
}
