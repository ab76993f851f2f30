package dev.holdpoint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * A checklist of 5,000 steps: until its first frame, and from a key to the end of the frame that answers it, for moving, scrolling and
 * starting a step. Run by {@code scripts/bench steps}.
 */
public final class StepsBench {
    private static final int STEPS = 5000;
    private static final int TIMES = 60;
    private static final int PACE_MILLIS = 45;

    private StepsBench() {}

    /** @param args the launcher */
    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("holdpoint-bench");
        long begun = System.nanoTime();
        try (var driven = new Driven(args[0], folder, checklist(), "run")) {
            System.out.printf(Locale.ROOT, "%-24s %8.1f ms%n", "first frame", (System.nanoTime() - begun) / 1e6);
            // No key before: the first start that is measured is to be the first of all.
            Thread.sleep(2000);
            keys(driven, "down", "\u001b[B");
            keys(driven, "page down", "\u001b[6~");
            keys(driven, "last, first", "\u001b[F", "\u001b[H");
            keys(driven, "fold, unfold", "\u001b[D", "\u001b[C");
            starts(driven);
        }
    }

    private static void keys(Driven driven, String what, String... keys) throws InterruptedException {
        var millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            Thread.sleep(PACE_MILLIS + i % 17);
            millis[i] = driven.type(keys[i % keys.length], Driven.FRAME).toNanos() / 1e6;
        }
        say(what, millis);
    }

    /** From the key that starts a step to the frame after it; each step is let end first. */
    private static void starts(Driven driven) throws IOException, InterruptedException {
        driven.type("\u001b[H", Driven.FRAME);
        var millis = new double[10];
        for (int i = 0; i < millis.length; i++) {
            driven.type("f");
            Thread.sleep(300);
            millis[i] = driven.type("\r", Driven.FRAME).toNanos() / 1e6;
            driven.event("step.done", i + 1, Duration.ofSeconds(20));
        }
        say("start a step", millis);
    }

    private static void say(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-24s p50 %5.1f ms  worst %5.1f ms%n",
                what,
                millis[millis.length / 2],
                millis[millis.length - 1]);
    }

    private static String checklist() {
        var text = new StringBuilder("checklist: Five thousand steps\nphases:\n");
        for (int i = 0; i < STEPS; i++) {
            if (i % 100 == 0) {
                text.append("  - phase: Part ").append(i / 100).append("\n    steps:\n");
            }
            text.append("      - step: s")
                    .append(i)
                    .append("\n        title: Step number ")
                    .append(i)
                    .append("\n        shell: \"true\"\n");
        }
        return text.toString();
    }
}
