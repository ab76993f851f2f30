package dev.holdpoint.step.postgres;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Bytes a second over the last ten seconds. Used by one thread. */
final class Rate {
    private static final long WINDOW_MILLIS = 10_000;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long millis, long bytes) {}

    void add(long millis, long bytes) {
        samples.addLast(new Sample(millis, bytes));
        while (samples.size() > 2 && samples.getFirst().millis() < millis - WINDOW_MILLIS) {
            samples.removeFirst();
        }
    }

    /** 0 where nothing is known yet. */
    double perSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        var time = samples.getLast().millis() - samples.getFirst().millis();
        return time <= 0
                ? 0
                : Math.max(0, (samples.getLast().bytes() - samples.getFirst().bytes()) * 1000.0 / time);
    }

    /** Time for so many bytes at this rate, or null where that is not known. */
    @Nullable
    Duration left(long bytes) {
        var speed = perSecond();
        return speed <= 0 ? null : Duration.ofSeconds(Math.round(bytes / speed));
    }
}
