package dev.holdpoint.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the start of the process to the first whole frame on a terminal: {@code holdpoint run FILE}, its launcher included, against
 * {@link SmallestLanterna} on plain java. Runs are interleaved, so that other load on the machine meets both. Run by
 * {@code scripts/bench first-frame}.
 */
public final class FirstFrameBench {
    /** Ends a frame that the terminal was told to hold back until it is whole: synchronized output, private mode 2026. */
    private static final String WHOLE = "\u001b[?2026l";

    /** Lanterna asks where the cursor is, to learn the size, and waits 5 s for the answer: any terminal gives it at once. */
    private static final String WHERE = "\u001b[6n";

    private static final byte[] HERE = "\u001b[36;120R".getBytes(UTF_8);

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 20);
    private static final int WARM_UP = 2;

    private FirstFrameBench() {}

    /** @param args launcher, checklist, jar of Lanterna, classes of this bench */
    public static void main(String[] args) throws IOException, InterruptedException {
        var state = Files.createTempDirectory("holdpoint-bench");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var ours = List.of(args[0], "run", "--state", state.toString(), args[1]);
        var least = List.of(java, "-cp", args[2] + ":" + args[3], SmallestLanterna.class.getName());
        var bare = List.of(java, "-cp", args[3], Hello.class.getName());
        var times = List.of(new ArrayList<Double>(), new ArrayList<Double>(), new ArrayList<Double>());
        try {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                var now = List.of(millis(ours, WHOLE), millis(least, SmallestLanterna.TEXT), millis(bare, Hello.TEXT));
                for (int i = 0; round >= 0 && i < now.size(); i++) {
                    times.get(i).add(now.get(i));
                }
            }
        } finally {
            delete(state);
        }
        say("holdpoint run FILE", times.get(0), times.get(1));
        say("smallest Lanterna program", times.get(1), times.get(1));
        say("bare java, one line", times.get(2), times.get(1));
    }

    private static double millis(List<String> command, String last) throws IOException, InterruptedException {
        try (var pty = new Pty(120, 36)) {
            long begun = System.nanoTime();
            var process = pty.start(Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8"), command);
            var seen = new StringBuilder();
            var bytes = new byte[1 << 16];
            while (seen.indexOf(last) < 0) {
                int count = pty.read(bytes);
                if (count < 0) {
                    throw new IOException(command + " ended without '" + last + "': " + seen);
                }
                var more = new String(bytes, 0, count, UTF_8);
                seen.append(more);
                if (more.contains(WHERE)) {
                    pty.type(HERE);
                }
            }
            double millis = (System.nanoTime() - begun) / 1e6;
            process.destroy();
            process.descendants().forEach(ProcessHandle::destroy);
            while (pty.read(bytes) >= 0) {
                // Its farewell; the next one starts on a machine that is done with this one.
            }
            process.waitFor();
            return millis;
        }
    }

    private static void say(String what, List<Double> times, List<Double> base) {
        System.out.printf(
                Locale.ROOT,
                "%-28s min %4.0f ms  median %4.0f ms   ratio min %.2f  median %.2f%n",
                what,
                least(times),
                median(times),
                least(times) / least(base),
                median(times) / median(base));
    }

    private static double least(List<Double> times) {
        return times.stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
