package dev.holdpoint.run.work;

import dev.holdpoint.run.PassedOn;
import dev.holdpoint.run.Spans;
import dev.holdpoint.run.Workplace;
import dev.holdpoint.step.Progress;
import java.time.Duration;

/** Reports of a guarded step: whatever it says of itself, how long its guard still waits stands before it, and counts down. */
final class Countdown extends PassedOn {
    private static final Duration EACH = Duration.ofSeconds(1);

    private Progress last = Progress.saying("");
    private long end;
    private boolean counts;

    Countdown(Workplace.Reports reports) {
        super(reports);
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
            super.progress(new Progress(last.fraction(), last.left(), says(), last.parts(), last.silent()));
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
            super.progress(progress);
        }
    }
}
