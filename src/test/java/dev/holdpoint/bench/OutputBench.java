package dev.holdpoint.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;

/**
 * 1 GB of output: a step's, which the program writes down with times, masks and shows, against {@code command > file}. The step's time
 * is that between its events in the journal. Run by {@code scripts/bench output}.
 */
public final class OutputBench {
    private static final long BYTES = 1_000_000_000;
    private static final int ROUNDS = 2;
    private static final String COMMAND =
            "yes '02:14:31 INFO table public.events_7 copied 977 rows at 41 MB/s' | head -c " + BYTES;

    private OutputBench() {}

    /** @param args the launcher */
    public static void main(String[] args) throws IOException, InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            double file = toFile();
            double step = throughStep(args[0]);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: step %.1f s (%.0f MB/s), > file %.1f s (%.0f MB/s), ratio %.2f%n",
                    round,
                    step,
                    BYTES / 1e6 / step,
                    file,
                    BYTES / 1e6 / file,
                    step / file);
        }
    }

    private static double toFile() throws IOException, InterruptedException {
        File out = File.createTempFile("holdpoint-bench", ".out");
        long begun = System.nanoTime();
        int code = new ProcessBuilder("sh", "-c", COMMAND)
                .redirectOutput(out)
                .start()
                .waitFor();
        double seconds = (System.nanoTime() - begun) / 1e9;
        boolean whole = code == 0 && out.length() == BYTES;
        Files.delete(out.toPath());
        if (!whole) {
            throw new IOException("exit " + code + ", not all of it was written");
        }
        return seconds;
    }

    private static double throughStep(String launcher) throws IOException, InterruptedException {
        try (var driven = new Driven(launcher, COMMAND)) {
            driven.type("\r");
            var begun = driven.event("step.started", Duration.ofSeconds(30));
            var done = driven.event("step.done", Duration.ofMinutes(2));
            return Duration.between(begun, done).toMillis() / 1e3;
        }
    }
}
