package dev.holdpoint.line;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the conversation: a key was pressed, or the run has moved. Ringing it twice is ringing it once. */
final class Bell {
    private final Semaphore rung = new Semaphore(0);

    /** Any thread. */
    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Returns when it has been rung since the last time, at the latest after {@code most}. */
    void await(Duration most) throws InterruptedException {
        if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
