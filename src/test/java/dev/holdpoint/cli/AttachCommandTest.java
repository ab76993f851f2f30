package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Run;
import org.junit.jupiter.api.Test;

/** The last word that a watcher hears. */
final class AttachCommandTest {
    @Test
    void whoeverHangsUpARunThatIsOverIsOver() {
        for (var left : new boolean[] {true, false}) {
            assertThat(AttachCommand.lastWord(Run.End.FINISHED, left)).isEqualTo("The run is over: it was finished.");
            assertThat(AttachCommand.lastWord(Run.End.ABORTED, left)).isEqualTo("The run is over: it was aborted.");
        }
        assertThat(AttachCommand.lastWord(Run.End.NOT_YET, true)).isEqualTo("You have left; the run goes on.");
        assertThat(AttachCommand.lastWord(Run.End.NOT_YET, false)).contains("its driver has left it");
    }
}
