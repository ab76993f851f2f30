package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A window that is too small for a picture: what nobody sees nobody does. */
class UnseenTest {
    private static final String PHRASE = "stacktracker-migration-db";

    private static Scene small(Scene scene) {
        scene.frame(20, 5);
        return scene.after(Duration.ofSeconds(2));
    }

    private static Scene large(Scene scene) {
        scene.frame(80, 24);
        return scene.after(Duration.ofSeconds(2));
    }

    @Test
    void noHoldPointIsReleasedUnseen() {
        var scene = small(Scenes.armed()).types(PHRASE).keys("enter");
        assertThat(scene.state().status("switch").gate()).isInstanceOf(Gate.Armed.class);
        large(scene).keys("enter");
        assertThat(MainKeysTest.notice(scene)).isEqualTo("type the phrase first");
        assertThat(scene.run().intents()).noneMatch(Intent.TypePhrase.class::isInstance);
    }

    @Test
    void noStepIsBegunTickedOrRunOnUnseen() {
        for (var make : List.of(Scenes.ready(), Scenes.prepared(), Scenes.manual(), Scenes.hold(), Scenes.failed())) {
            var scene = small(make);
            int before = scene.run().intents().size();
            scene.keys("enter", "R", "space", "g", "r", "s", "u", "m", "ctrl-c", "down", ":", "/", "n", "tab", "z");
            scene.key(new Key.Paste("y"));
            assertThat(scene.run().intents()).hasSize(before);
            assertThat(scene.at().panel()).isNull();
        }
    }

    @Test
    void whatIsTypedUnseenGoesNowhere() {
        var form = small(Scenes.form()).types("abc");
        large(form);
        assertThat(form.frame(120, 36).text()).doesNotContain("abc");
        var typing = small(Scenes.typingAt()).types("rm").keys("enter");
        assertThat(typing.run().typed()).isEmpty();
    }

    @Test
    void nothingCountsDownUnseen() {
        var scene = small(Scenes.counting()).keys("x");
        assertThat(scene.state().status("switch").gate()).isInstanceOf(Gate.Armed.class);
        assertThat(MainKeysTest.notice(scene)).contains("the countdown of switch was stopped");
        var undo = small(UndoScenes.counting()).keys("x");
        assertThat(undo.state().status("flip").gate()).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void leavingAndTheShellAreLeft() {
        assertThat(small(Scenes.ready()).keys("q").left()).isTrue();
        assertThat(small(Scenes.armed()).keys("q").left()).isTrue();
        assertThat(MainKeysTest.notice(small(Scenes.form()).keys("ctrl-z"))).isEqualTo("suspended");
    }

    @Test
    void aQuestionThatLeavingAsksIsNotAnsweredUnseen() {
        var scene = small(Scenes.running()).keys("q", "y", "enter");
        assertThat(scene.left()).isFalse();
        assertThat(scene.frame(40, 6).text()).contains("Leave while a step runs?");
        large(scene).keys("y");
        assertThat(scene.left()).isTrue();
    }

    @Test
    void aLetterThatWasMeantForWhatWasOpenDoesNotLeave() {
        var scene = Scenes.form();
        scene.frame(20, 5);
        scene.keys("q");
        assertThat(scene.left()).isFalse();
        assertThat(scene.at().panel()).isInstanceOf(Panel.Filling.class);
    }

    @Test
    void aKeyAtTheMomentOfGrowingBeginsNothing() {
        var scene = small(Scenes.ready());
        scene.frame(80, 24);
        scene.keys("enter");
        assertThat(scene.state().status("backup").state()).isEqualTo(StepState.TO_DO);
    }

    @Test
    void howLargeItMustBeIsSaidFirstAtEverySize() {
        for (int[] size : new int[][] {{10, 3}, {12, 2}, {20, 5}, {30, 1}, {59, 40}, {100, 19}}) {
            assertThat(Scenes.running().frame(size[0], size[1]).text().replaceAll("\\s+", " "))
                    .contains("needs 60 × 20");
        }
        assertThat(Scenes.running().frame(7, 1).text()).contains("60 × 20");
        assertThat(Scenes.running().frame(5, 1).text()).contains("60×20");
    }
}
