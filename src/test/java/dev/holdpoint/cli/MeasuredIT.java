package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one run has measured the next one expects. */
@Tag("slow")
final class MeasuredIT {
    private static final String STEPS = """
            - step: wait
              title: Wait
              shell: sleep 1
            """;

    @TempDir
    Path folder;

    @Test
    void whatOneRunHasMeasuredTheNextOneExpects() throws Exception {
        new TestRun(folder, STEPS).begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("wait"));
            robot.awaits("wait", StepState.DONE);
        });
        new TestRun(folder, STEPS).begin(robot -> {
            var run = robot.await("anything", it -> true);
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (expected(run) == null && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(expected(run)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        });
    }

    private static @org.jspecify.annotations.Nullable Duration expected(Run run) {
        return run.plan().expected(run.plan().stop("wait"));
    }
}
