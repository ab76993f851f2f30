package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking a step back, with real jobs. */
@Tag("slow")
final class UndoIT {
    @TempDir
    Path folder;

    /** All of it prints into the output of the attempt that it takes back. */
    @Test
    void whatAnUndoPrintsIsKept() throws Exception {
        var run = new TestRun(folder, """
                - step: counts
                  title: Counts
                  shell: seq 1 2000
                  undo:
                    - shell: echo first line of the undo
                    - shell: echo second line of the undo
                """);
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE))
                    .does(new Intent.StartStep("counts"))
                    .awaits("counts", StepState.DONE);
            robot.does(new Intent.UndoStep("counts", "it was a trial")).awaits("counts", StepState.UNDONE);
        });
        assertThat(run.output("counts", 1).lines())
                .hasSizeGreaterThan(2000)
                .endsWith(
                        "echo first line of the undo",
                        "first line of the undo",
                        "echo second line of the undo",
                        "second line of the undo")
                .contains("1", "2000");
    }
}
