package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping a step: nothing of it runs on, whatever the moment. */
@Tag("slow")
final class StopIT {
    @TempDir
    Path folder;

    /** The first milliseconds are those in which its job is being started. */
    @Test
    void whatIsStoppedWhileItStartsDoesNotRunOn() throws Exception {
        var run = new TestRun(folder, """
                - step: sleepy
                  title: Sleepy
                  shell: sleep 5741
                """);
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE));
            Intent start = new Intent.StartStep("sleepy");
            for (int millis = 0; millis < 60; millis += 3) {
                robot.does(start);
                start = new Intent.RetryStep("sleepy", "at another moment");
                LockSupport.parkNanos(millis * 1_000_000L);
                robot.does(new Intent.CancelStep("sleepy"));
                var then = robot.awaits("sleepy", StepState.FAILED);
                assertThat(then.status("sleepy").says()).startsWith("stopped by");
                assertThat(TestRun.processes("sleep 5741"))
                        .as("after " + millis + " ms")
                        .isEmpty();
            }
        });
    }

    @Test
    void itsLastWordsAreKept() throws Exception {
        var run = new TestRun(folder, """
                - step: talker
                  title: Talker
                  shell: |
                    trap 'echo last words; exit 1' TERM
                    echo first words
                    while :; do sleep 0.05; done
                """);
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("talker"));
            robot.await(
                    "first words",
                    it -> it.status("talker").remembered().size() == 1 && Files.exists(run.paths.log("talker", 1)));
            while (!run.output("talker", 1).contains("first words")) {
                Thread.onSpinWait();
            }
            robot.does(new Intent.CancelStep("talker")).awaits("talker", StepState.FAILED);
        });
        // Between the two a shell may say "Terminated" of its sleep, when the signal met that as well.
        assertThat(run.output("talker", 1)).startsWith("first words\n").endsWith("last words\n");
    }
}
