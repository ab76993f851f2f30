package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The first start is gone through to its frame, and nothing comes of it. */
class FirstStartTest {
    private static final Size SIZE = new Size(120, 36);

    private static String frame(Run run) {
        return new FirstStart(run, SIZE, ZoneOffset.UTC, Scene.START).go().text();
    }

    @Test
    void itDrawsTheNextStepAsRunningAndLeavesTheRunAlone() {
        var scene = new Scene(
                Sample.with().phase("Now", Sample.step("copy", "Copy it")).plan(), false);
        var run = scene.look().run().run();
        assertThat(frame(run)).contains("copy running");
        assertThat(scene.run().run()).isEqualTo(run);
        assertThat(run.status("copy").state()).isEqualTo(StepState.TO_DO);
    }

    @Test
    void whereNothingCanBeStartedItDrawsTheRunAsItIs() {
        var scene = Scene.replit();
        assertThat(scene.run().run().variablesSet()).isFalse();
        assertThat(frame(scene.run().run())).contains("HOLDPOINT").doesNotContain(" running");
    }
}
