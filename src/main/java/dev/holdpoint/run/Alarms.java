package dev.holdpoint.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the conductor's thread is woken for: the next moment that the clock has to tell of, and another try to write. It is that thread's own. */
final class Alarms {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ScheduledExecutorService thread;
    private @Nullable ScheduledFuture<?> alarm;
    private @Nullable ScheduledFuture<?> again;

    Alarms(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** Instead of what was set before. */
    void set(Optional<Instant> due, Instant now, Runnable tick) {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        if (due.isPresent()) {
            var millis = Math.max(1, Duration.between(now, due.get()).toMillis() + 1);
            alarm = thread.schedule(tick, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** One try at a time is on its way. */
    void again(Runnable work) {
        if (again == null || again.isDone()) {
            again = thread.schedule(
                    () -> {
                        // This try is over before the next one is asked for: one that is still running would stand in
                        // its way.
                        again = null;
                        work.run();
                    },
                    AGAIN.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
