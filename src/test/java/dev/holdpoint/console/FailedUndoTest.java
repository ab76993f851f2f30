package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.model.Panel;
import dev.holdpoint.operator.CommandWords;
import dev.holdpoint.operator.Purpose;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each key asks about the undo, which failed, and not about the step, which was done. */
class FailedUndoTest {
    @Test
    void whatIsAskedOfIt() {
        assertThat(asked(Scenes.undoFailed().keys("r"))).isEqualTo(Purpose.AGAIN);
        assertThat(asked(Scenes.undoFailed().keys("enter"))).isEqualTo(Purpose.AGAIN);
        assertThat(asked(Scenes.undoFailed().keys("m"))).isEqualTo(Purpose.TAKEN_BACK);
        assertThat(asked(Scenes.undoFailed().keys("x"))).isEqualTo(Purpose.LEFT_DONE);
        assertThat(asked(Scenes.failed().keys("r"))).isEqualTo(Purpose.RETRY);
    }

    @Test
    void completionOffersItWhereTheKeyWorks() {
        assertThat(CommandWords.complete("mark-failed ", Scenes.undoFailed().state(), List.of()))
                .containsExactly("mark-failed move");
        assertThat(CommandWords.complete("mark-failed ", Scenes.failed().state(), List.of()))
                .isEmpty();
    }

    private static Purpose asked(Scene scene) {
        return ((Panel.Asking) Objects.requireNonNull(scene.at().panel())).purpose();
    }
}
