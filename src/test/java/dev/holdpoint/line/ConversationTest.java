package dev.holdpoint.line;

import static dev.holdpoint.console.Sample.step;
import static dev.holdpoint.console.Sample.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.console.Sample;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said, what is asked, and what comes of the answers. */
class ConversationTest {
    private static Plan two() {
        return Sample.with()
                .phase(
                        "Copy",
                        step("backup", "Back it up").why("The safety net."),
                        step("move", "Move it").undoable())
                .plan("A move");
    }

    private static Plan byHand() {
        return Sample.with()
                .phase(
                        "Cutover",
                        step("read-only", "Stop writing")
                                .byHand(variable("ticket", "Number of the ticket", VariableType.NUMBER, null, false))
                                .opens("maintenance mode"),
                        step("move", "Move it"))
                .plan("By hand");
    }

    @Test
    void valuesAreAskedForOneByOne() throws InterruptedException {
        var dialogue = Dialogue.of(Sample.with(
                        variable("port", "Port of the server", VariableType.PORT, null, false),
                        variable("password", "Its password", VariableType.TEXT, null, true),
                        variable("name", "Name of the database", VariableType.TEXT, "app", false))
                .phase("One", step("a", "A"))
                .plan());
        dialogue.script.says("seventy", "5432", "correct-horse", "");
        var said = dialogue.talk();
        assertThat(said)
                .contains("Port of the server (a port from 1 to 65535)")
                .contains("Refused: not a port from 1 to 65535, such as 5432.")
                .contains("not shown while you type")
                .contains("There: app")
                .doesNotContain("correct-horse");
        assertThat(dialogue.state().values().get("port")).contains("5432");
        assertThat(dialogue.state().values().get("name")).contains("app");
        assertThat(dialogue.state().secrets()).containsExactly("password");
    }

    @Test
    void itSaysWhereTheRunStands() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.run.previews("backup", "pg_dump -Fc app > app.dump");
        assertThat(dialogue.talk())
                .contains("A move. Driver: alice.")
                .contains("Phase 1 of 1, Copy. 2 steps, 0 settled.")
                .contains("Step backup, Back it up: to do.")
                .contains("Why: The safety net.")
                .contains("It runs:\n    pg_dump -Fc app > app.dump")
                .contains("Enter runs it")
                .contains("Nothing is open.")
                .contains("Window: 1 hour left of 1 hour.")
                .contains("backup, to do> ");
    }

    @Test
    void enterRunsTheCurrentStepAndItsOutputIsSaid() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun().works();
        dialogue.script.says("");
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "backup starts: Back it up",
                        "working on backup",
                        "backup is done: all of it",
                        "Step move, Move it: to do.",
                        "move, to do> ");
    }

    @Test
    void theEndOfTheInputLeavesAndTheRunIsKept() throws InterruptedException {
        var dialogue = Dialogue.fromPipe(two()).begun();
        dialogue.talk();
        assertThat(dialogue.gone()).isFalse();
        assertThat(dialogue.state().left()).isTrue();
        assertThat(dialogue.state().end()).isEqualTo(Run.End.NOT_YET);
    }

    @Test
    void aPipeTrustsNoKey() throws InterruptedException {
        var piped = Dialogue.fromPipe(two()).begun();
        piped.script.says("trust");
        assertThat(piped.talk()).contains("a person looks at the key of a host");
        assertThat(piped.run.intents()).noneMatch(Intent.TrustKey.class::isInstance);
        var typed = Dialogue.of(two()).begun();
        typed.script.says("trust", "quit");
        typed.talk();
        assertThat(typed.run.intents()).anyMatch(Intent.TrustKey.class::isInstance);
    }

    @Test
    void aTerminalThatIsGoneIsNotLeftByAnybody() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.talk();
        assertThat(dialogue.gone()).isTrue();
        assertThat(dialogue.state().left()).isFalse();
    }

    @Test
    void aRefusalNamesTheWordsOfTheConversation() {
        assertThat(Word.spoken("a has failed: say what is different now (r)"))
                .isEqualTo("a has failed: say what is different now (retry)");
    }

    @Test
    void aStepCanBeNamed() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun().works();
        dialogue.script.says("run move", "run mvoe", "lanch");
        assertThat(dialogue.talk())
                .contains("Refused: needs backup first.")
                .contains("Refused: there is no step mvoe.")
                .contains("There is no word lanch: help says them all.");
    }

    @Test
    void runningOnGoesToTheEndAndQuitFinishes() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun().works();
        dialogue.script.says("on", "", "quit");
        assertThat(dialogue.talk())
                .contains("Every step is settled and nothing is open: quit finishes the run.")
                .contains("all settled> ")
                .contains("The run is finished.");
        assertThat(dialogue.state().end()).isEqualTo(Run.End.FINISHED);
    }

    @Test
    void aKeyGivesTheWordAndWhatIsPrintedWaits() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.script.says("");
        dialogue.script.meanwhile(() -> dialogue.run.prints("backup", "one\n"));
        dialogue.script.presses('n');
        dialogue.script.saysAfter(() -> dialogue.run.prints("backup", "two\n"), "ote the disk is slow");
        dialogue.script.meanwhile(() -> dialogue.run.ends("backup", Outcome.done("all")));
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "one", "backup, running> note the disk is slow", "Noted.", "two", "backup is done");
        assertThat(dialogue.state().notes())
                .singleElement()
                .satisfies(it -> assertThat(it.text()).isEqualTo("the disk is slow"));
    }

    @Test
    void ctrlCAsksBeforeItInterrupts() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.script.says("");
        dialogue.script.presses(Ear.CTRL_C);
        dialogue.script.says("no");
        dialogue.script.presses(Ear.CTRL_C);
        dialogue.script.says("yes");
        dialogue.script.meanwhile(() -> dialogue.run.ends("backup", Outcome.failed("stopped", "run it again")));
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "Interrupt backup, Back it up?",
                        "It goes on.",
                        "Interrupt backup",
                        "backup is being stopped.",
                        "backup FAILED: stopped",
                        "To do: run it again");
        assertThat(dialogue.run.intents().stream().filter(Intent.CancelStep.class::isInstance))
                .hasSize(1);
    }

    @Test
    void ctrlDWhileAStepRunsSaysWhatBecomesOfIt() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.script.says("");
        dialogue.script.presses(Ear.CTRL_D);
        dialogue.script.says("yes");
        assertThat(dialogue.talk())
                .contains("backup goes on without the program, and is found again.")
                .contains("Leave?");
        assertThat(dialogue.state().left()).isTrue();
    }

    @Test
    void aReasonIsAskedForWhereItIsMissing() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun().works();
        dialogue.script.says("skip", "", "skip backup", "there is one from noon", "skip move nobody wants it");
        assertThat(dialogue.talk())
                .contains("Why is it skipped?")
                .contains("Nothing was done.")
                .contains("backup is skipped: there is one from noon")
                .contains("move is skipped: nobody wants it");
    }

    @Test
    void nothingIsFinishedWithAnOpenItemUntilSomebodyTakesItOver() throws InterruptedException {
        var dialogue = Dialogue.of(byHand()).begun();
        dialogue.script.says(
                "tick",
                "4711",
                "finish",
                "skip move not today",
                "finish",
                "hand maintenance mode bob 3d after the audit");
        dialogue.script.says("items", "finish");
        assertThat(dialogue.talk())
                .contains("Refused: move is not settled yet.")
                .contains(
                        "Refused: still open: maintenance mode (close maintenance mode and how it was closed); or hand over")
                .contains("Handed over: maintenance mode, bob closes it until ")
                .contains("Open: maintenance mode, opened by read-only")
                .contains("The run is finished.");
        assertThat(dialogue.state().end()).isEqualTo(Run.End.FINISHED);
    }

    @Test
    void anOpenItemIsClosedByHand() throws InterruptedException {
        var dialogue = Dialogue.of(byHand()).begun();
        dialogue.script.says("tick", "4711", "close door", "close maintenance mode", "the banner is gone");
        assertThat(dialogue.talk())
                .contains("Refused: nothing open is called so; open: maintenance mode.")
                .contains("How was it closed?")
                .contains("Closed: maintenance mode, said by alice, not verified: the banner is gone.");
    }

    @Test
    void whatIsRefusedIsRefusedBeforeAReasonIsAsked() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.script.says("undo");
        assertThat(dialogue.talk())
                .contains("Refused: backup has not been done.")
                .doesNotContain("Why is it taken back?");
    }

    @Test
    void aStepByHandIsBegunThenTickedOff() throws InterruptedException {
        var dialogue = Dialogue.of(byHand()).begun();
        dialogue.script.says("", "", "x", "4711");
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "It is done by hand: enter begins it, then enter ticks it off.",
                        "Open from here on: maintenance mode.",
                        "It waits for you: enter ticks it off.",
                        "Open: maintenance mode (by read-only).",
                        "Number of the ticket",
                        "Refused: not a number, such as 42.",
                        "read-only is ticked off.");
        assertThat(dialogue.state().status("read-only").state()).isEqualTo(StepState.DONE);
    }

    @Test
    void doneTicksOffWhatIsDoneByHandAndAsksWhyOtherwise() throws InterruptedException {
        var dialogue = Dialogue.of(byHand()).begun();
        dialogue.script.says("done", "4711", "done", "rsync was run by the night shift");
        assertThat(dialogue.talk())
                .contains("What did you see that makes it done?")
                .contains("move is done: marked done by hand: rsync was run by the night shift");
    }

    @Test
    void aFailureRingsAndEnterAsksWhatIsDifferent() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.script.says("");
        dialogue.script.meanwhile(() -> dialogue.run.ends("backup", Outcome.failed("disk full", "make room")));
        dialogue.script.says("", "there is room now");
        dialogue.script.meanwhile(() -> dialogue.run.ends("backup", Outcome.done("all")));
        assertThat(dialogue.talk())
                .contains("\u0007")
                .containsSubsequence(
                        "backup FAILED: disk full",
                        "backup, failed> ",
                        "What is different now?",
                        "backup starts, try 2",
                        "backup is done");
    }

    @Test
    void anEnterDoesNothingWhenTheRunHasMovedSinceItWasAskedFor() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun().works();
        dialogue.script.saysAfter(
                () -> dialogue.run.happen(dialogue.now(), new Event.StepSkipped("backup", "bob", "not needed")), "");
        assertThat(dialogue.talk()).contains("backup is skipped: not needed");
        assertThat(dialogue.state().status("move").state()).isEqualTo(StepState.TO_DO);
    }

    @Test
    void howFarItIsIsSaidNowAndThen() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.script.says("");
        for (int i = 1; i <= 4; i++) {
            double fraction = i / 5.0;
            dialogue.script.meanwhile(() -> {
                dialogue.after(Duration.ofSeconds(10));
                dialogue.run.progresses("backup", new dev.holdpoint.step.Progress(fraction, null, "", List.of()));
            });
        }
        dialogue.script.meanwhile(() -> dialogue.run.ends("backup", Outcome.done("all")));
        assertThat(dialogue.talk())
                .contains("backup, 20 seconds: 40 percent\n")
                .contains("backup, 40 seconds: 80 percent\n")
                .doesNotContain("20 percent")
                .contains("backup is done after 40 seconds");
    }

    @Test
    void aJournalThatCannotBeWrittenIsSaid() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.script.saysAfter(() -> dialogue.run.breaks("no space left"), "list");
        assertThat(dialogue.talk())
                .contains("THE JOURNAL CANNOT BE WRITTEN: no space left")
                .contains("Phase 1, Copy:\n    backup, Back it up: to do");
    }

    @Test
    void aTerminalThatIsGoneWhileSomethingRunsIsToldAtOnce() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun();
        dialogue.script.says("");
        dialogue.script.presses(Ear.END);
        dialogue.talk();
        assertThat(dialogue.gone()).isTrue();
        assertThat(dialogue.state().left()).isFalse();
    }

    @Test
    void whatIsSaidIsAsciiWhereTheLocaleHasNothingElse() throws InterruptedException {
        var dialogue = Dialogue.of(Sample.with()
                        .phase("Überfahrt", step("a", "Ändere es … „bald“"))
                        .plan("Größe → 2×"))
                .begun();
        assertThat(dialogue.talk(true))
                .contains("Uberfahrt")
                .contains("Andere es ... \"bald\"")
                .isASCII();
    }

    @Test
    void helpNamesEveryWordAndTheWordsOfTheScreenAreKnown() throws InterruptedException {
        var dialogue = Dialogue.of(two()).begun().works();
        dialogue.script.says("help", "run-on");
        assertThat(dialogue.talk())
                .contains("skip [STEP]: Leave a step out; asks why.")
                .contains("move is done");
    }
}
