package dev.holdpoint.run.work;

import dev.holdpoint.run.Spans;
import dev.holdpoint.run.Workplace;
import dev.holdpoint.step.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reports of a guarded step: whatever it says of itself, how long its guard still waits stands before it, and counts down. */
final class Countdown implements Workplace.Reports {
    private static final Duration EACH = Duration.ofSeconds(1);

    private final Workplace.Reports reports;
    private Progress last = Progress.saying("");
    private long end;
    private boolean counts;

    Countdown(Workplace.Reports reports) {
        this.reports = reports;
    }

    /** Counts until it is closed. */
    interface Counting extends AutoCloseable {
        @Override
        void close();
    }

    synchronized Counting from(Duration left) {
        end = System.nanoTime() + left.toNanos();
        counts = true;
        var thread = Thread.ofVirtual().name("countdown").start(this::count);
        return () -> {
            thread.interrupt();
            stop();
        };
    }

    private synchronized void stop() {
        counts = false;
    }

    private void count() {
        try {
            for (; ; Thread.sleep(EACH)) {
                tell();
            }
        } catch (InterruptedException over) {
            return;
        }
    }

    private synchronized void tell() {
        if (counts) {
            reports.progress(new Progress(last.fraction(), last.left(), says(), last.parts(), last.silent()));
        }
    }

    private String says() {
        var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        var guard = left.isZero()
                ? "guarded: its host puts it back now"
                : "guarded: put back in " + Spans.clock(left) + " unless confirmed";
        return last.says().isEmpty() ? guard : guard + " · " + last.says();
    }

    @Override
    public synchronized void progress(Progress progress) {
        last = progress;
        if (counts) {
            tell();
        } else {
            reports.progress(progress);
        }
    }

    @Override
    public void printed() {
        reports.printed();
    }

    @Override
    public void remember(String key, String value) throws InterruptedException {
        reports.remember(key, value);
    }

    @Override
    public Optional<String> remembered(String key) {
        return reports.remembered(key);
    }

    @Override
    public Map<String, String> identities() {
        return reports.identities();
    }

    @Override
    public boolean mayBegin(String job) {
        return reports.mayBegin(job);
    }

    @Override
    public void begins(String job, String place) throws InterruptedException {
        reports.begins(job, place);
    }

    @Override
    public Optional<String> begun(String job) {
        return reports.begun(job);
    }

    @Override
    public boolean stopping() {
        return reports.stopping();
    }
}
