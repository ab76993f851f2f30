package dev.holdpoint.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * From a key to its letter on the terminal, quiet and while a step prints about 200,000 lines a second. Run by
 * {@code scripts/bench keys}.
 */
public final class KeysBench {
    private static final int KEYS = 200;
    private static final int PACE_MILLIS = 40;
    private static final String BACKSPACE = "\u007f";

    /** Where the cursor is once the letter is away: a letter that comes back in the same frame would not be drawn at all. */
    private static final String PROMPT = "\u001b[39;3H";

    /** Digits only: the letter that is typed stands nowhere in it. It ends by itself. */
    private static final String MUCH = "for i in $(seq 300); do seq 100000000 100019999; sleep 0.1; done";

    private KeysBench() {}

    /** @param args the launcher */
    public static void main(String[] args) throws IOException, InterruptedException {
        measure("quiet", args[0], "sleep 60");
        measure("200,000 lines a second", args[0], MUCH);
    }

    private static void measure(String what, String launcher, String command) throws IOException, InterruptedException {
        try (var driven = new Driven(launcher, command)) {
            driven.type("\r");
            driven.event("step.started", Duration.ofSeconds(30));
            driven.type(":Z", "Z");
            double[] millis = new double[KEYS];
            for (int i = 0; i < KEYS; i++) {
                driven.type(BACKSPACE, PROMPT);
                Thread.sleep(PACE_MILLIS + i % 17);
                millis[i] = driven.type("Z", "Z").toNanos() / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT, "%-24s p50 %5.1f ms  p99 %5.1f ms%n", what, millis[KEYS / 2], millis[KEYS * 99 / 100]);
        }
    }
}
