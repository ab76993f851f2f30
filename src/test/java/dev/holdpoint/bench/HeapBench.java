package dev.holdpoint.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Ten million lines of output in one step: the heap that is in use afterwards, and from a key to the end of the frame that shows another
 * place in them. Run by {@code scripts/bench heap}.
 */
public final class HeapBench {
    private static final int TIMES = 40;
    private static final int PACE_MILLIS = 60;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private HeapBench() {}

    /** @param args the launcher */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (var driven = new Driven(args[0], "seq 10000000")) {
            driven.type("\r");
            driven.event("step.done", 1, Duration.ofMinutes(2));
            Thread.sleep(1000);
            System.out.printf(
                    Locale.ROOT,
                    "heap in use after collection %.1f MB%n",
                    heap(driven.java().pid()) / 1e3);
            driven.type("z", Driven.FRAME);
            keys(driven, "to the first, to the last", "\u001b[H", "\u001b[F");
            driven.type("\u001b[H", Driven.FRAME);
            keys(driven, "page down", "\u001b[6~");
            driven.type("\u001b[F", Driven.FRAME);
            keys(driven, "page up", "\u001b[5~");
            System.out.printf(
                    Locale.ROOT,
                    "heap in use after collection %.1f MB%n",
                    heap(driven.java().pid()) / 1e3);
        }
    }

    private static void keys(Driven driven, String what, String... keys) throws InterruptedException {
        var millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            Thread.sleep(PACE_MILLIS + i % 17);
            millis[i] = driven.type(keys[i % keys.length], Driven.FRAME).toNanos() / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-26s p50 %5.1f ms  worst %5.1f ms%n",
                what,
                millis[millis.length / 2],
                millis[millis.length - 1]);
    }

    /** In kilobytes: all spaces of the heap, after a full collection. */
    private static long heap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        var used = USED.matcher(jcmd(pid, "GC.heap_info"));
        long sum = 0;
        for (int spaces = 0; spaces < 2 && used.find(); spaces++) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }

    private static String jcmd(long pid, String verb) throws IOException, InterruptedException {
        var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(program, Long.toString(pid), verb)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
