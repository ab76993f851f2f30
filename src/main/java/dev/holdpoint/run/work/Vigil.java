package dev.holdpoint.run.work;

import dev.holdpoint.run.Spans;
import dev.holdpoint.run.Workplace.Reports;
import dev.holdpoint.step.Progress;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Ways;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says while a job is followed that its host has fallen silent, and that the job does not mind. When the host speaks again, what was said
 * of the job before stands there again.
 */
final class Vigil implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** A host that is there speaks every second. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final Host host;
    private final Ways ways;
    private final Reports reports;
    private final Supplier<Progress> last;
    private final Thread thread;

    /** @param last what was said of the job before */
    private Vigil(Host host, Ways ways, Reports reports, Supplier<Progress> last) {
        this.host = host;
        this.ways = ways;
        this.reports = reports;
        this.last = last;
        thread = Thread.ofVirtual().name("vigil over " + host.target()).unstarted(this::watch);
    }

    static Vigil over(Host host, Ways ways, Reports reports, Supplier<Progress> last) {
        var vigil = new Vigil(host, ways, reports, last);
        if (!host.local()) {
            vigil.thread.start();
        }
        return vigil;
    }

    private void watch() {
        try {
            var silent = false;
            for (; ; ) {
                Thread.sleep(LOOK);
                var quiet = ways.silence(host).orElse(Duration.ZERO);
                if (quiet.compareTo(QUIET) >= 0) {
                    silent = true;
                    reports.progress(new Progress(
                            -1,
                            null,
                            "no word from " + host.target() + " for " + Spans.shortly(quiet) + ", the job is safe",
                            List.of(),
                            true));
                } else if (silent) {
                    silent = false;
                    reports.progress(last.get());
                }
            }
        } catch (InterruptedException over) {
            return;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
