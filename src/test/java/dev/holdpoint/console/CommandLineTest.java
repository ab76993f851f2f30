package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Theme;
import dev.holdpoint.operator.Command;
import dev.holdpoint.operator.CommandWords;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The line behind the colon. */
class CommandLineTest {
    @Test
    void aCommandWithAStepAndAReasonAsksNothingMore() {
        var scene = Scenes.failed()
                .keys(":")
                .types("skip move the audit schema is not needed")
                .keys("enter");
        assertThat(scene.at().panel()).isNull();
        assertThat(scene.state().status("move").state()).isEqualTo(StepState.SKIPPED);
        assertThat(scene.state().status("move").says()).isEqualTo("the audit schema is not needed");
    }

    @Test
    void aMistypedStepIsNoReason() {
        var scene = Scenes.failed().keys(":").types("skip mvoe").keys("enter");
        assertThat(line(scene).problem()).isEqualTo("there is no step mvoe");
        assertThat(scene.state().status("move").state()).isEqualTo(StepState.FAILED);
    }

    @Test
    void anotherStepThanTheNamedOneIsNeverInterrupted() {
        var scene = Scenes.running().keys(":").types("interrupt switch").keys("enter");
        assertThat(line(scene).problem()).isEqualTo("switch is not running");
    }

    @Test
    void anUnknownWordStaysWithItsReason() {
        var scene = Scenes.ready().keys(":").types("lanch").keys("enter");
        assertThat(line(scene).problem()).contains("no such command");
    }

    @Test
    void tabCompletesWordsAndSteps() {
        var scene = Scenes.ready().keys(":").types("got").keys("tab");
        assertThat(line(scene).input().text()).isEqualTo("goto ");
        scene.types("sw").keys("tab", "enter");
        assertThat(MainKeysTest.selected(scene)).isEqualTo("switch");
    }

    @Test
    void upRecallsWhatWasTypedBefore() {
        var scene = Scenes.ready()
                .keys(":")
                .types("goto backup")
                .keys("enter", ":")
                .types("goto ready")
                .keys("enter");
        scene.keys(":", "up");
        assertThat(line(scene).input().text()).isEqualTo("goto ready");
        scene.keys("up");
        assertThat(line(scene).input().text()).isEqualTo("goto backup");
        scene.keys("down", "enter");
        assertThat(MainKeysTest.selected(scene)).isEqualTo("ready");
    }

    @Test
    void aRefusedCommandStaysWithItsReasonAndMovesNoCursor() {
        var scene = Scenes.ready();
        var before = MainKeysTest.selected(scene);
        scene.keys(":").types("undo switch because").keys("enter");
        assertThat(line(scene).problem()).isEqualTo("switch has not been done");
        assertThat(line(scene).input().text()).isEqualTo("undo switch because");
        assertThat(MainKeysTest.selected(scene)).isEqualTo(before).isNotEqualTo("switch");
    }

    @Test
    void aCommandThatIsRefusedAfterItWasSaidStaysToo() {
        var scene = ItemScenes.forgotten();
        var before = MainKeysTest.selected(scene);
        var item = scene.state().openItems().keySet().iterator().next();
        scene.keys(":").types("hand " + item + " bob yesterday").keys("enter");
        assertThat(line(scene).input().text()).isEqualTo("hand " + item + " bob yesterday");
        assertThat(line(scene).problem()).isNotEmpty();
        assertThat(MainKeysTest.selected(scene)).isEqualTo(before);
    }

    @Test
    void onlyStepsThatACommandCanMeanAreOffered() {
        var scene = Scenes.failed();
        scene.keys(":").types("skip ");
        assertThat(line(scene).offered())
                .contains("skip move", "skip switch")
                .doesNotContain("skip backup", "skip ready");
        scene.keys("esc", ":").types("retry ");
        assertThat(line(scene).offered()).containsExactly("retry move");
        scene.keys("esc", ":").types("goto ");
        assertThat(line(scene).offered()).contains("goto backup", "goto move");
    }

    @Test
    void abortHasNoKeyAndAsksWhy() {
        var scene = Scenes.prepared().keys(":").types("abort").keys("enter");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Asking.class);
        scene.types("the window is over").keys("enter");
        assertThat(scene.state().end()).isEqualTo(Run.End.ABORTED);
    }

    @Test
    void otherColoursWhileItRuns() {
        var scene = Scenes.ready().keys(":").types("theme pink").keys("enter");
        assertThat(line(scene).problem()).isEqualTo("write dark, light, none");
        scene.keys("esc", ":").types("theme li").keys("tab", "enter");
        assertThat(scene.theme()).isEqualTo(Theme.LIGHT);
        assertThat(scene.at().panel()).isNull();
    }

    @Test
    void everyWordIsReadAsItsCommand() {
        assertThat(Arrays.stream(Command.values()).filter(it -> !it.word().isEmpty()))
                .allSatisfy(it -> assertThat(
                                CommandWords.read(it.word()).orElseThrow().command())
                        .isEqualTo(it));
    }

    private static dev.holdpoint.console.model.CommandLine line(Scene scene) {
        return ((Panel.Commanding) Objects.requireNonNull(scene.at().panel())).line();
    }
}
