package dev.holdpoint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * From a key to its letter on the terminal, quiet and while a step prints about 200,000 lines a second, in a terminal and inside tmux. Run by
 * {@code scripts/bench keys}.
 */
public final class KeysBench {
    private static final int KEYS = 200;
    private static final int PACE_MILLIS = 40;

    /** Letters that are typed before they are taken away again. */
    private static final int BLOCK = 30;

    /** They stand nowhere else, also in no sequence of the terminal's. */
    private static final List<String> LETTERS = List.of("Z", "Q", "X", "W");

    private static final String BACKSPACE = "\u007f";

    /** Digits only: the letter that is typed stands nowhere in it. It ends by itself. */
    private static final String MUCH = "for i in $(seq 900); do seq 100000000 100019999; sleep 0.1; done";

    private KeysBench() {}

    /** @param args the launcher */
    public static void main(String[] args) throws IOException, InterruptedException {
        var server = "holdpoint-bench-" + ProcessHandle.current().pid();
        var settings = Files.writeString(Files.createTempFile("holdpoint-bench", ".conf"), "set -g status off\n");
        // tmux draws on its input, which it must be able to write to.
        var tmux = List.of(
                "sh",
                "-c",
                "exec \"$@\" <>\"$(tty)\"",
                "sh",
                "tmux",
                "-L",
                server,
                "-f",
                settings.toString(),
                "new-session");
        try {
            measure("quiet", args[0], "sleep 120", List.of());
            measure("200,000 lines a second", args[0], MUCH, List.of());
            measure("quiet, inside tmux", args[0], "sleep 120", tmux);
            measure("200,000, inside tmux", args[0], MUCH, tmux);
        } finally {
            new ProcessBuilder("tmux", "-L", server, "kill-server").start().waitFor();
            Files.delete(settings);
        }
    }

    private static void measure(String what, String launcher, String command, List<String> inside)
            throws IOException, InterruptedException {
        try (var driven = new Driven(launcher, command, inside, inside.isEmpty() ? Driven.FRAME : "Checklist")) {
            driven.type("\r");
            driven.event("step.started", Duration.ofSeconds(30));
            driven.type(":");
            double[] millis = new double[KEYS];
            for (int i = 0; i < KEYS; i++) {
                if (i % BLOCK == 0) {
                    driven.type(BACKSPACE.repeat(i == 0 ? 0 : BLOCK));
                    Thread.sleep(10 * PACE_MILLIS);
                }
                Thread.sleep(PACE_MILLIS + i % 17);
                // Never the letter that stood there before: where a frame comes late it would not be drawn again.
                var letter = LETTERS.get((i + i / BLOCK) % LETTERS.size());
                millis[i] = driven.type(letter, letter).toNanos() / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT, "%-24s p50 %5.1f ms  p99 %5.1f ms%n", what, millis[KEYS / 2], millis[KEYS * 99 / 100]);
        }
    }
}
