package dev.holdpoint.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.console.pane.Pane;
import dev.holdpoint.console.pane.Scroll;
import dev.holdpoint.console.terminal.Size;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * How fast a pane takes output: 100 MB of a coloured log, a plain one, a Chinese one, and one without a line end; the
 * median of five runs each, in MB/s. Run by {@code scripts/bench pane}.
 */
public final class PaneBench {
    private static final int TOTAL = 100_000_000;
    private static final int CHUNK = 1 << 16;

    private PaneBench() {}

    public static void main(String[] args) {
        measure("coloured log", coloured());
        measure("plain log", plain());
        measure("chinese log", "2026-11-21 02:14:31 数据库迁移正在进行中，已完成百分之五十八\n".getBytes(UTF_8));
        measure("progress bar", "\r\u001b[K 58 % ▰▰▰▰▰▰▱▱▱▱ 3.1 of 5.4 GB".getBytes(UTF_8));
        measure("no line end", "x".repeat(1000).getBytes(UTF_8));
    }

    private static void measure(String name, byte[] pattern) {
        byte[] chunk = new byte[Math.max(CHUNK, pattern.length) / pattern.length * pattern.length];
        for (int at = 0; at < chunk.length; at += pattern.length) {
            System.arraycopy(pattern, 0, chunk, at, pattern.length);
        }
        double[] speeds = new double[5];
        for (int run = 0; run < speeds.length; run++) {
            Pane pane = new Pane(new Size(150, 40));
            long started = System.nanoTime();
            int written = 0;
            while (written < TOTAL) {
                pane.write(chunk);
                written += chunk.length;
            }
            pane.window(Scroll.TAIL, 40);
            speeds[run] = written * 1e3 / (System.nanoTime() - started);
        }
        Arrays.sort(speeds);
        System.out.printf(Locale.ROOT, "%-14s %6.0f MB/s%n", name, speeds[speeds.length / 2]);
    }

    private static byte[] coloured() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 400; i++) {
            String line =
                    "\u001b[2m02:14:%02d.%03d\u001b[0m \u001b[%dmINFO\u001b[0m table \u001b[1;3%dmpublic.events_%d\u001b[0m"
                                    .formatted(i % 60, i, 31 + i % 7, i % 8, i)
                            + " copied %d rows at \u001b[38;5;%dm%d MB/s\u001b[0m%n"
                                    .formatted(i * 977, i % 256, i % 50);
            out.writeBytes(line.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] plain() {
        return "pg_restore: processing data for table \"public.accounts\" (1204 of 5000 rows, 41 MB/s, 3 errors)\n"
                .getBytes(UTF_8);
    }
}
