package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs leave on this machine goes with the end of their step, and with nobody else's. */
@Tag("slow")
final class TidyIT {
    private static final List<String> OTHERS = List.of("dump-1.a", "dump-1.b", "dump-1.c", "dump-1.d");

    @TempDir
    Path folder;

    /** The jobs of the first attempt at {@code dump} begin with {@code dump-1.}, and so do those of the others, which end unseen. */
    @Test
    void aStepLeavesTheJobsOfOthersAlone() throws Exception {
        var run = new TestRun(folder, """
                - at_once: 5
                  parallel:
                    - step: dump
                      title: Dump
                      shell: "true"
                    - step: dump-1
                      title: Others
                      for_each: { one: [a, b, c, d] }
                      shell: until [ -e go ]; do sleep 0.05; done
                """);
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.RunOn());
            robot.awaits("dump", StepState.DONE);
            robot.await(
                    "all begun",
                    it -> OTHERS.stream()
                            .noneMatch(id -> it.status(id).remembered().isEmpty()));
            robot.does(new Intent.Leave());
        });
        Files.createFile(run.paths.files().resolve("go"));
        for (var id : OTHERS) {
            while (!Files.exists(run.paths.jobs().resolve(id + "-1.shell").resolve("exit"))) {
                Thread.onSpinWait();
            }
        }
        run.resume(robot -> {
            for (var id : OTHERS) {
                robot.awaits(id, StepState.DONE);
            }
            // What the conductor does next comes behind the tidying.
            robot.does(new Intent.AddNote(null, "seen"));
        });
        assertThat(run.jobs()).isEmpty();
    }

    @Test
    void aFailedUndoIsTidiedToo() throws Exception {
        var run = new TestRun(folder, """
                - step: x
                  title: X
                  shell: "true"
                  undo: [ { shell: "false" } ]
                """);
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("x"));
            robot.awaits("x", StepState.DONE);
            robot.does(new Intent.UndoStep("x", "wrong")).awaits("x", StepState.FAILED);
            robot.does(new Intent.AddNote(null, "seen"));
        });
        assertThat(run.jobs()).isEmpty();
    }
}
