package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Intent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A checklist of five thousand steps is drawn and walked as fast as a short one. */
class LargeChecklistTest {
    private static final int STEPS = 5_000;

    /** Far above what it takes, far below what a person would notice sixty times a second over. */
    private static final double MOST_MILLIS = 16;

    @Test
    void aKeyAndItsFrameTakeFewMilliseconds() {
        var drafts = IntStream.range(0, STEPS)
                .mapToObj(it -> Sample.step("step-" + it, "Copy database number " + it))
                .toArray(Sample.Draft[]::new);
        var scene = new Scene(Sample.with().phase("Many", drafts).plan(), false);
        scene.look();
        assertThat(scene.frame(200, 50).text()).contains("↓ ").contains("step-0");
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 60; i++) {
            long from = System.nanoTime();
            scene.keys("down");
            scene.frame(200, 50);
            best = Math.min(best, System.nanoTime() - from);
        }
        assertThat(scene.frame(200, 50).text()).contains("step-60");
        assertThat(best / 1e6).as("milliseconds for a key and its frame").isLessThan(MOST_MILLIS);
        scene.run().take(new Intent.StartStep("step-0"));
        assertThat(scene.look().keys("f").frame(80, 24).text()).contains("step-0");
    }
}
