package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A step with a terminal of its own. */
@Tag("slow")
@Timeout(60)
final class TerminalStepIT {
    @TempDir
    Path folder;

    @Test
    void itsTerminalBeginsAsLargeAsItsPane() throws Exception {
        var run = new TestRun(folder, """
                - step: look
                  title: Look
                  tty: true
                  shell: stty size
                """);
        run.begin(robot -> robot.does(new Intent.SetVariables(Values.NONE))
                .sizes("look", 76, 19)
                .does(new Intent.StartStep("look"))
                .awaits("look", StepState.DONE));
        assertThat(run.output("look", 1)).isEqualTo("19 76\r\n");
    }

    /** Its output is read as a terminal reads it: a line feed alone goes down, not to the left edge. */
    @Test
    void linesOfTheProgramBeginAtTheLeftEdge() throws Exception {
        var run = new TestRun(folder, """
                - step: asks
                  title: Asks
                  tty: true
                  shell: printf 'no end of line'
                  undo: [{ shell: printf taken }]
                """);
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE))
                    .does(new Intent.StartStep("asks"))
                    .awaits("asks", StepState.DONE);
            robot.does(new Intent.UndoStep("asks", "a trial")).awaits("asks", StepState.UNDONE);
        });
        assertThat(run.output("asks", 1)).isEqualTo("no end of line\r\nundo asks\r\nprintf taken\r\ntaken");
    }

    /** It comes while the job is being started, which has been built with the size before. */
    @Test
    void aSizeThatComesDuringTheStartIsNotLost() throws Exception {
        var run = new TestRun(folder, """
                - step: look
                  title: Look
                  tty: true
                  shell: until [ "$(stty size)" = "19 76" ]; do sleep 0.05; done; echo right; read -r word; echo "$word"
                """);
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE))
                    .does(new Intent.StartStep("look"))
                    .sizes("look", 76, 19);
            while (!Files.exists(run.paths.log("look", 1))
                    || !run.output("look", 1).contains("right")) {
                Thread.onSpinWait();
            }
            robot.types("look", "gang\r").awaits("look", StepState.DONE);
        });
        assertThat(run.output("look", 1)).contains("right").endsWith("gang\r\ngang\r\n");
    }
}
