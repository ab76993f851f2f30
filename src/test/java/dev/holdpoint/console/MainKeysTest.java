package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.model.Looking.Page;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Frame;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Outcome;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Keys of the main screen, against the real rules. */
class MainKeysTest {
    @Test
    void enterRunsTheStepUnderTheCursor() {
        var scene = Scenes.ready().keys("enter");
        assertThat(scene.state().status("connect-replit").state()).isEqualTo(StepState.RUNNING);
    }

    @Test
    void aRefusalIsShownWithItsReasonAndNothingIsAsked() {
        var scene = Scenes.ready();
        int before = scene.run().intents().size();
        scene.keys("down", "enter");
        assertThat(scene.run().intents()).hasSize(before);
        assertThat(notice(scene)).isEqualTo("needs connect-replit first");
    }

    @Test
    void wordsTypedAfterARefusedKeyGoNowhere() {
        var scene = Scenes.ready();
        int before = scene.run().intents().size();
        for (var key : new String[] {"u", "x", "r"}) {
            scene.keys(key).types("Rmsxq take back").keys("enter");
            assertThat(scene.frame(80, 24).text()).contains("connect-replit", "esc");
            scene.keys("esc");
            assertThat(scene.at().panel()).isNull();
        }
        assertThat(scene.run().intents()).hasSize(before);
        assertThat(scene.left()).isFalse();
    }

    @Test
    void enterBringsTheFormOfForgottenSecretsBack() {
        var scene = Scenes.resumedLeft();
        assertThat(scene.at().panel()).isNull();
        assertThat(scene.frame(80, 24).text())
                .contains("Waits for you: the secrets of this run", "enter give the secrets")
                .doesNotContain("opens its gate");
        scene.keys("g");
        assertThat(notice(scene)).contains("give the secrets first");
        scene.keys("enter");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Filling.class);
        scene.types("postgres://u:p@db.example.org/app").keys("enter");
        assertThat(scene.at().panel()).isNull();
        scene.keys("enter");
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
    }

    @Test
    void leavingWithEverythingSettledAndSomethingOpenAsksFirst() {
        var scene = ItemScenes.forgotten().keys("q");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Confirming.class);
        assertThat(scene.frame(120, 36).text()).contains("Leave without finishing?", "still open: door 5432");
        scene.keys("n", ":").types("finish").keys("enter");
        assertThat(problem(scene)).contains("still open: door 5432").contains(":hand ITEM NAME DUE");
        assertThat(scene.left()).isFalse();
    }

    @Test
    void anItemIsHandedOverByNameAndThenTheRunCanFinish() {
        var scene = ItemScenes.forgotten().keys(":").types("hand door 5432 bob").keys("enter");
        assertThat(problem(scene)).startsWith("say until when bob closes door 5432");
        scene.keys("ctrl-u").types("hand door 5432 bob 3d the audit wants it").keys("enter");
        assertThat(Objects.requireNonNull(scene.state().openItems().get("door 5432"))
                        .handed())
                .isNotNull();
        scene.keys(":").types("finish").keys("enter");
        assertThat(scene.state().end()).isEqualTo(dev.holdpoint.run.Run.End.FINISHED);
    }

    @Test
    void aFailureBesideARunningStepIsNotHidden() {
        for (int cols : new int[] {60, 80, 120}) {
            assertThat(Scenes.sideBySide().frame(cols, 24).text())
                    .contains("✘ pb failed: exit 1", "▶ pa running", "✘ 1");
        }
        assertThat(Scenes.sideBySideRunning().frame(60, 20).text()).contains("2 running: pa 0:06, pb 0:06");
    }

    /** Wherever the screen stood before, and whatever its size. */
    @Test
    void typingGivesTheWholeScreenToTheStepAndTakesItBack() {
        var scene = Scenes.terminal();
        assertThat(scene.frame(60, 20).cursor()).isNull();
        scene.keys("i");
        assertThat(scene.frame(60, 20).text()).contains("max_connections = 100").doesNotContain("Comes after");
        assertThat(scene.frame(60, 20).cursor()).isEqualTo(new Frame.Cursor(20, 3));
        scene.keys("x", "up", "ctrl-]");
        assertThat(scene.run().typed()).isEqualTo("x\u001b[A");
        assertThat(scene.frame(60, 20).text()).contains("Comes after");
        assertThat(scene.frame(60, 20).cursor()).isNull();
        scene.keys("i");
        scene.run().ends("edit", Outcome.done(""));
        scene.look();
        assertThat(scene.at().panel()).isNull();
        assertThat(scene.frame(60, 20).text()).contains("Waits for you: after");
        assertThat(Objects.requireNonNull(scene.at().selected()).id()).isEqualTo("after");
    }

    @Test
    void spaceTicksAStepThatIsDoneByHand() {
        var scene = Scenes.prepared().keys("space");
        assertThat(scene.state().status("read-only").state()).isEqualTo(StepState.DONE);
    }

    @Test
    void spaceOnAnotherStepSaysWhoDoesIt() {
        var scene = Scenes.ready().keys("space");
        assertThat(notice(scene)).contains("done by the program: enter runs it");
    }

    @Test
    void aManualStepThatAsksOpensItsForm() {
        var scene = Scenes.released().keys("space");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Filling.class);
        scene.types("x").keys("enter");
        assertThat(scene.state().status("switch").state()).isEqualTo(StepState.RUNNING);
        scene.keys("ctrl-u").types("4812").keys("enter");
        assertThat(scene.at().panel()).isNull();
        assertThat(scene.state().status("switch").state()).isEqualTo(StepState.DONE);
        assertThat(scene.state().values().get("ticket")).contains("4812");
    }

    @Test
    void theCursorGoesWithTheRunUntilAHandMovesIt() {
        var scene = Scenes.prepared();
        assertThat(selected(scene)).isEqualTo("read-only");
        scene.keys("down", "up", "up");
        scene.keys("f");
        assertThat(selected(scene)).isEqualTo("read-only");
        scene.keys("down").look();
        scene.run().take(new Intent.TickStep("read-only", java.util.Map.of()));
        scene.run().take(new Intent.StartStep("move"));
        scene.look();
        assertThat(selected(scene)).isEqualTo("move");
        scene.keys("down");
        scene.run().hear(new dev.holdpoint.run.Signal.Tick());
        scene.look();
        assertThat(scene.at().follows()).isFalse();
    }

    @Test
    void ctrlCAsksBeforeItInterruptsAndNeverEndsTheProgram() {
        var scene = Scenes.running().keys("ctrl-c");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Confirming.class);
        assertThat(scene.state().status("move").cancelling()).isFalse();
        scene.keys("n");
        assertThat(scene.state().status("move").cancelling()).isFalse();
        scene.keys("ctrl-c", "y");
        assertThat(scene.state().status("move").cancelling()).isTrue();
        assertThat(scene.left()).isFalse();
    }

    @Test
    void leavingARunningStepSaysWhatBecomesOfIt() {
        var scene = Scenes.running().keys("q");
        assertThat(scene.left()).isFalse();
        assertThat(((Panel.Confirming) Objects.requireNonNull(scene.at().panel())).detail())
                .contains("move goes on without the program");
        scene.keys("y");
        assertThat(scene.left()).isTrue();
    }

    @Test
    void leavingAtRestLeavesAtOnce() {
        assertThat(Scenes.prepared().keys("q").left()).isTrue();
    }

    @Test
    void skippingWantsAReason() {
        var scene = Scenes.failed().keys("s", "enter");
        assertThat(notice(scene)).isEqualTo("say why move is skipped");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Asking.class);
        scene.types("not needed").keys("enter");
        assertThat(scene.at().panel()).isNull();
        assertThat(scene.state().status("move").state()).isEqualTo(StepState.SKIPPED);
        assertThat(scene.state().status("move").says()).isEqualTo("not needed");
    }

    @Test
    void enterOnAFailedStepAsksWhatIsDifferentAsRetryDoes() {
        for (var key : new String[] {"enter", "r"}) {
            var scene = Scenes.failed().keys(key, "enter");
            assertThat(notice(scene)).isEqualTo("say what is different now");
            scene.types("made room").keys("enter");
            assertThat(scene.state().status("move").attempt()).isEqualTo(2);
        }
    }

    @Test
    void anOpenItemIsClosedByHandWithAReason() {
        var scene = Scenes.failed().keys(":").types("close door 5433 x").keys("enter");
        assertThat(problem(scene)).isEqualTo("nothing open is called so; open: door 5432, maintenance mode");
        scene.keys("ctrl-u").types("close door 5432").keys("enter", "enter");
        assertThat(notice(scene)).isEqualTo("say how door 5432 was closed");
        scene.types("Bob removed the rule").keys("enter");
        assertThat(scene.state().openItems()).containsOnlyKeys("maintenance mode");
        scene.keys(":").types("close maintenance mode the banner is gone").keys("enter");
        assertThat(scene.state().openItems()).isEmpty();
        scene.keys(":").types("close").keys("enter");
        assertThat(problem(scene)).isEqualTo("nothing is open");
    }

    @Test
    void anUnknownOutcomeIsSettledByAPerson() {
        var scene = Scenes.unknown().keys("x").types("nothing of it is there").keys("enter");
        assertThat(scene.state().status("move").state()).isEqualTo(StepState.FAILED);
        scene = Scenes.unknown().keys("m").types("all rows are there").keys("enter");
        assertThat(scene.state().status("move").state()).isEqualTo(StepState.DONE);
    }

    @Test
    void aFailureComesToTheFrontWhereTheCursorIsWithTheRun() {
        assertThat(Scenes.failed().at().page()).isEqualTo(Page.STEP);
        var elsewhere = Scenes.running().keys("down");
        elsewhere.run().ends("move", dev.holdpoint.step.Outcome.failed("broke", "mend it"));
        elsewhere.look();
        assertThat(elsewhere.at().page()).isEqualTo(Page.CHECKLIST);
    }

    @Test
    void thePageTurnsBackWhenTheFailureIsSettled() {
        var scene = Scenes.failed();
        assertThat(scene.frame(80, 24).text()).contains("step 7 of 10");
        scene.keys("s").types("not needed").keys("enter");
        assertThat(scene.at().page()).isEqualTo(Page.CHECKLIST);
    }

    @Test
    void aRetryThatFailsAtOnceRingsAgainAndTheFirstOutputCanBeRead() {
        var scene = Scenes.failed();
        int bells = scene.bells();
        scene = Scenes.failedAgain();
        assertThat(scene.bells()).isEqualTo(bells + 1);
        assertThat(scene.frame(120, 36).text())
                .contains("✘ failed · attempt 2 · 02:04:47", "attempt 2 of 2")
                .doesNotContain("creating INDEX");
        scene.keys("[");
        assertThat(scene.frame(120, 36).text()).contains("attempt 1 of 2", "creating INDEX");
        scene.keys("[");
        assertThat(notice(scene)).isEqualTo("there is no attempt before this one");
        scene.keys("]");
        assertThat(scene.frame(120, 36).text()).contains("attempt 2 of 2");
    }

    @Test
    void whatFailedIsShownAndAnUndoThatFailedSaysWhichWayEachKeyGoes() {
        assertThat(Scenes.failed().frame(120, 36).text()).contains("Runs    pg_dump -Fc -Z0");
        assertThat(Scenes.undoFailed().frame(120, 36).text())
                .contains("✘ undo failed", "after 0:04", "Undo    drops the copied tables")
                .contains("r run forward again", "u undo again");
    }

    @Test
    void timeThatAPersonTookIsNoDuration() {
        var status = Scenes.doneByHand().state().status("move");
        assertThat(status.took(Scene.START.plusSeconds(9999))).hasSeconds(74);
        assertThat(Scenes.doneByHand().frame(120, 36).text()).containsPattern("✔ move .* by hand");
    }

    @Test
    void zoomShowsReasonsWhereThereIsNoOutput() {
        assertThat(Scenes.zoomedBefore().frame(80, 24).text()).contains("Whatever is written after the copy");
        assertThat(Scenes.zoomedFailed().frame(80, 24).text()).contains("Failed  pg_restore on rds", "creating INDEX");
    }

    @Test
    void theFootSaysHowToLeaveOnSmallScreensToo() {
        for (var scene :
                new Scene[] {Scenes.ready(), Scenes.prepared(), Scenes.running(), Scenes.failed(), Scenes.hold()}) {
            assertThat(scene.frame(80, 24).text()).contains("? keys   q leave", ": command");
            assertThat(scene.frame(60, 20).text()).contains("? keys   q leave");
        }
        assertThat(Scenes.unknown().frame(60, 20).text()).contains("x did not happen   m mark done");
        assertThat(Scenes.ready().frame(60, 20).text()).contains("R runs on\n");
    }

    @Test
    void keysAreOfferedWhereTheyMeanSomething() {
        var undoing = Scenes.failed().keys("u").types("not tonight").keys("enter");
        assertThat(undoing.frame(120, 36).text()).doesNotContain("space tick");
        undoing.keys("space");
        assertThat(notice(undoing)).isEqualTo("move is being undone by the program");
        assertThat(Scenes.failed().keys("x").frame(80, 24).text()).contains("it is known how move stands");
    }

    @Test
    void phasesFoldAndUnfold() {
        var scene = Scenes.prepared();
        scene.keys("home");
        assertThat(scene.at().rows().folded(0)).isTrue();
        scene.keys("enter");
        assertThat(scene.at().rows().folded(0)).isFalse();
        scene.keys("down", "left");
        assertThat(scene.at().rows().folded(0)).isTrue();
        assertThat(scene.at().selected()).isNull();
        scene.keys("l");
        assertThat(scene.at().rows().folded(0)).isFalse();
    }

    @Test
    void searchFindsStepsByIdAndTitle() {
        var scene = Scenes.ready().keys("/").types("public").keys("enter");
        assertThat(selected(scene)).isEqualTo("private");
        scene.keys("esc");
        assertThat(scene.at().search().active()).isFalse();
        scene.keys("/").types("rds").keys("enter");
        assertThat(selected(scene)).isEqualTo("connect-rds");
        var first = selected(scene);
        scene.keys("n");
        assertThat(selected(scene)).isNotEqualTo(first);
        scene.keys("N");
        assertThat(selected(scene)).isEqualTo(first);
    }

    @Test
    void whatIsNotFoundIsSaidToBeMissingOnlyWhereItWasLookedFor() {
        var scene = Scenes.flooded().keys("/").types("row 17").keys("enter");
        assertThat(scene.frame(120, 36).text()).contains("the last 16,3", " of 40,061 lines");
        scene.keys("/").types("events_2024_00").keys("enter");
        assertThat(notice(scene)).contains("“events_2024_00” is not in the last 16,3", "o opens all of them");
        assertThat(notice(Scenes.ready().keys("/").types("nowhere").keys("enter")))
                .isEqualTo("“nowhere” is not in any step");
    }

    @Test
    void searchInOutputStopsTheTail() {
        var scene = Scenes.searching();
        var output = Objects.requireNonNull(scene.at().detail().output());
        assertThat(output.following()).isFalse();
        scene.keys("end");
        assertThat(output.following()).isTrue();
    }

    @Test
    void aKeyThatIsHeldRunsOneStep() {
        var scene = Scenes.prepared();
        scene.keys("space");
        int before = scene.run().intents().size();
        long at = scene.nanos() + 1_000_000_000L;
        for (int i = 0; i < 10; i++) {
            scene.at(Key.of(Key.Name.ENTER), at + i * 30_000_000L);
        }
        assertThat(scene.run().intents()).hasSize(before + 1);
    }

    @Test
    void aPasteOnTheMainScreenDoesNothing() {
        var scene = Scenes.ready();
        int before = scene.run().intents().size();
        scene.key(new Key.Paste("R\ny\n"));
        assertThat(scene.run().intents()).hasSize(before);
        assertThat(notice(scene)).contains("pasted");
    }

    @Test
    void aKeyWithoutMeaningSaysSo() {
        assertThat(notice(Scenes.ready().keys("w"))).isEqualTo("w has no meaning here; ? shows the keys");
    }

    /** Why the command line stays. */
    private static String problem(Scene scene) {
        var panel = (Panel.Commanding) Objects.requireNonNull(scene.at().panel());
        return Objects.requireNonNull(panel.line().problem());
    }

    static String notice(Scene scene) {
        return Objects.requireNonNull(scene.at().notice()).text();
    }

    static String selected(Scene scene) {
        return Objects.requireNonNull(scene.at().selected()).id();
    }
}
