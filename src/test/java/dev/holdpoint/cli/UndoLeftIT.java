package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An undo outlives the program like a step does. */
@Tag("slow")
final class UndoLeftIT {
    @TempDir
    Path folder;

    @Test
    void anUndoThatIsLeftIsDoneOnce() throws Exception {
        var run = new TestRun(folder, """
                - step: x
                  title: X
                  shell: echo done
                  undo:
                    - shell: echo once >> first; echo first
                    - shell: echo once >> second; echo second; until [ -e go ]; do sleep 0.05; done; echo over
                    - shell: echo once >> third; echo third
                """);
        var files = run.paths.files();
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("x"));
            robot.awaits("x", StepState.DONE);
            robot.does(new Intent.UndoStep("x", "wrong"));
            while (!Files.exists(files.resolve("second"))) {
                Thread.onSpinWait();
            }
            robot.does(new Intent.Leave());
        });
        run.resume(robot -> {
            robot.awaits("x", StepState.UNDOING);
            Files.createFile(files.resolve("go"));
            robot.awaits("x", StepState.UNDONE);
        });
        for (var part : new String[] {"first", "second", "third"}) {
            assertThat(files.resolve(part)).hasContent("once");
        }
        assertThat(run.output("x", 1).lines().filter(it -> !it.contains(" ")))
                .containsExactly("done", "first", "second", "over", "third");
    }
}
