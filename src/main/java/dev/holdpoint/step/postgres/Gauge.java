package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Progress;
import dev.holdpoint.target.database.Database;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far a comparison is, from bytes read on both sides; databases count by their size. Guarded by itself: every worker reports here. */
final class Gauge {
    private static final long QUIET = Duration.ofMillis(200).toNanos();

    private final Attempt attempt;
    private final Map<String, Meter> meters = new LinkedHashMap<>();
    private final long began = System.nanoTime();
    private long reported;

    /** @param sizes bytes of every database, largest first */
    Gauge(Attempt attempt, Map<String, Long> sizes) {
        this.attempt = attempt;
        sizes.forEach((name, size) -> meters.put(name, new Meter(Math.max(1, size))));
    }

    /** One side of a database has that much to read. */
    synchronized void expects(Database side, long bytes) {
        meter(side).expected += bytes;
    }

    synchronized void begins(Database side, String table) {
        meter(side).now = table;
        report();
    }

    synchronized void did(Database side, long bytes) {
        meter(side).done += bytes;
        report();
    }

    private Meter meter(Database side) {
        return meters.computeIfAbsent(side.name(), name -> new Meter(1));
    }

    private void report() {
        var now = System.nanoTime();
        if (reported != 0 && now - reported < QUIET) {
            return;
        }
        reported = now;
        var whole = meters.values().stream().mapToLong(it -> it.size).sum();
        var done = meters.values().stream()
                        .mapToDouble(it -> it.size * it.fraction())
                        .sum()
                / whole;
        var left = done < 0.02 ? null : Duration.ofNanos((long) ((now - began) / done * (1 - done)));
        attempt.progress(new Progress(done, left, "counting and hashing rows on both sides", parts()));
    }

    private List<Progress.Part> parts() {
        return meters.entrySet().stream()
                .filter(it -> it.getValue().expected > 0 && it.getValue().fraction() < 1)
                .map(it -> new Progress.Part(it.getKey(), it.getValue().fraction(), it.getValue().now))
                .toList();
    }

    private static final class Meter {
        private final long size;
        private long expected;
        private long done;
        private String now = "";

        Meter(long size) {
            this.size = size;
        }

        double fraction() {
            return expected == 0 ? 0 : Math.min(1, (double) done / expected);
        }
    }
}
