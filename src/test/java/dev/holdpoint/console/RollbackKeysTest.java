package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.keys.Footer;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Rollback.Stage;
import dev.holdpoint.run.StepState;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The way back by keys: its plan, its reason, its word, and what stops it. */
class RollbackKeysTest {
    @Test
    void thePlanOpensAndWhatWouldBeLostIsLookedUp() {
        var scene = RollbackScenes.asked();
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtRollback.class);
        assertThat(scene.state().rollback().weighed().looking()).isTrue();
        assertThat(scene.state().rollback().bars()).isFalse();
    }

    @Test
    void nothingBeginsWithoutAReasonNorWithoutTheWord() {
        var scene = RollbackScenes.plan().keys("enter");
        assertThat(MainKeysTest.notice(scene)).isEqualTo("say why the run is rolled back");
        scene.types("why").keys("enter").types("yes").keys("enter");
        assertThat(MainKeysTest.notice(scene)).contains("type rollback to begin");
        assertThat(scene.state().rollback().bars()).isFalse();
        scene.keys("esc");
        assertThat(scene.at().panel()).isNull();
    }

    @Test
    void theWordIsTypedAndNotPasted() {
        var scene = RollbackScenes.plan().types("why").keys("enter").key(new Key.Paste("rollback"));
        assertThat(MainKeysTest.notice(scene)).contains("pasting is refused");
        long at = scene.nanos() + Duration.ofSeconds(1).toNanos();
        for (char letter : "rollback".toCharArray()) {
            at += 20_000;
            scene.at(Key.of(letter), at);
        }
        scene.keys("enter");
        assertThat(scene.run().intents())
                .noneMatch(
                        it -> it instanceof Intent.RollBack back && back.typed().equals("rollback"));
        assertThat(scene.state().rollback().bars()).isFalse();
    }

    @Test
    void onceBegunThePanelClosesAndTheCursorIsWithTheUndo() {
        var scene = RollbackScenes.begun();
        assertThat(scene.at().panel()).isNull();
        assertThat(Objects.requireNonNull(scene.at().selected()).id()).isEqualTo("move");
        assertThat(scene.state().status("move").state()).isEqualTo(StepState.UNDOING);
        scene.keys("enter");
        assertThat(MainKeysTest.notice(scene)).contains("the run goes back");
    }

    @Test
    void aFailedUndoHasThreeWaysOut() {
        var scene = RollbackScenes.halted();
        assertThat(Footer.about(scene.at()).stream().map(Footer.Item::label))
                .contains("undo again", "taken back by hand", "go on without it")
                .doesNotContain("retry");
        scene.keys("m").types("dropped it by hand").keys("enter");
        assertThat(scene.state().status("move").state()).isEqualTo(StepState.UNDONE);
        assertThat(scene.state().rollback().going()).isTrue();
    }

    @Test
    void sHaltsItAndRGoesOn() {
        var scene = RollbackScenes.begun().keys("S");
        assertThat(scene.state().rollback().going()).isFalse();
        scene.keys("R");
        assertThat(scene.state().rollback().going()).isTrue();
    }

    @Test
    void everyKeyStopsACountdown() {
        for (var key : new String[] {"space", "enter", "esc", "q"}) {
            var scene = RollbackScenes.halted();
            scene.run()
                    .happen(
                            scene.now(),
                            new Event.RollbackWentOn("alice"),
                            new Event.UndoAnnounced("move", scene.now().plusSeconds(5)));
            scene.look().keys(key);
            assertThat(scene.state().rollback().counting()).as(key).isNull();
            assertThat(scene.state().rollback().going()).as(key).isFalse();
            assertThat(scene.at().panel()).isNull();
            assertThat(scene.left()).isFalse();
        }
    }

    @Test
    void aCountdownThatDiedWithTheProgramDoesNotSwallowTheKeysOfTheForm() {
        var scene = RollbackScenes.halted();
        scene.run()
                .happen(
                        scene.now(),
                        new Event.RollbackWentOn("alice"),
                        new Event.UndoAnnounced("move", scene.now().plusSeconds(5)));
        scene.resumed("replit_url").types("postgres://replit/app").keys("enter");
        assertThat(scene.run().intents()).last().isInstanceOf(Intent.SetVariables.class);
    }

    @Test
    void whatIsNotProvenIsOverWhenAPersonSaysWhy() {
        var scene = RollbackScenes.unproven().keys(":").types("accept").keys("enter");
        scene.types("asked the team").keys("enter");
        assertThat(scene.state().rollback().stage()).isEqualTo(Stage.OVER);
        scene.keys(":").types("forward the door was the reason").keys("enter");
        assertThat(scene.state().rollback().stage()).isEqualTo(Stage.NONE);
    }

    @Test
    void aWatcherReadsThePlanAndChangesNothing() {
        var scene = Scenes.failed();
        scene.at().watch();
        scene.keys(":").types("rollback").keys("enter");
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtRollback.class);
        scene.types("why").keys("enter", "enter");
        assertThat(scene.state().rollback().bars()).isFalse();
        assertThat(scene.run().intents()).noneMatch(Intent.WeighRollback.class::isInstance);
    }

    @Test
    void whileItUndoesThePaneShowsTheUndoAndNotTheStep() {
        assertThat(RollbackScenes.begun().frame(200, 50).text())
                .contains("undoing 0:04 of ~1:14", "Undo    drops the copied tables")
                .doesNotContain("Runs ", "building index", "of ~6:00 ");
    }

    @Test
    void noAnswerToAFailedUndoIsLeftOutAt80Columns() {
        var footer =
                RollbackScenes.halted().frame(80, 24).text().lines().toList().getLast();
        assertThat(footer).contains("m taken back by hand", "s go on without it", "u undo again");
    }

    @Test
    void whatIsOverIsToldSo() {
        var scene = RollbackScenes.over().keys(":").types("rollback").keys("enter");
        assertThat(scene.frame(120, 36).text()).contains("ROLLED BACK · ").doesNotContain("ROLLING BACK");
    }

    @Test
    void whenItIsOverTheScreenSaysWhatStaysAndWhatCanBeDone() {
        for (int cols : new int[] {60, 80, 100, 200}) {
            assertThat(RollbackScenes.over().frame(cols, 24).text())
                    .containsPattern("ot taken back: read-only\\.  :forward .*:abort");
        }
        var scene = RollbackScenes.over().keys("R");
        assertThat(MainKeysTest.notice(scene))
                .contains("is rolled back", ":forward")
                .doesNotContain("goes back");
    }

    @Test
    void itsPlanTellsWhatWasWhenItIsOver() {
        var scene = RollbackScenes.over().keys(":").types("rollback").keys("enter");
        assertThat(scene.frame(80, 24).text())
                .contains("3 of 4 steps were taken back.", "Seen: replit serves: takes writes")
                .doesNotContain("Takes ~", "to spare", "not known of", "counts down first", "run-on");
    }

    @Test
    void aHaltedOneNamesKeysAndNotTheWordsOfLineMode() {
        assertThat(RollbackScenes.halted().frame(120, 36).text())
                .contains("u tries again, m: by hand, s: without.")
                .doesNotContain("mark-done");
        assertThat(RollbackScenes.unproven().frame(80, 24).text()).contains("R looks again, :accept ends it.");
    }
}
