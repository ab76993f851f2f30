package dev.holdpoint.console.terminal;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one queue of a {@link Loop}. Urgent messages (keys) overtake the others, so that a flood of output never stands
 * before a key. Any thread puts, one takes.
 */
final class Inbox<M> {
    /** A message and whether somebody waits to see its effect. */
    record Taken<M>(M message, boolean urgent) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Queue<M> urgent = new ArrayDeque<>();
    private final Queue<M> ordinary = new ArrayDeque<>();
    private final Set<M> once = new HashSet<>();
    private boolean woken;

    void put(M message) {
        lock.lock();
        try {
            ordinary.add(message);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Puts a message unless an equal one, put in this way, still waits. */
    void putOnce(M message) {
        lock.lock();
        try {
            if (once.add(message)) {
                ordinary.add(message);
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void putUrgent(M message) {
        lock.lock();
        try {
            urgent.add(message);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the taker look up even though there is no message. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a key waits. */
    boolean hasUrgent() {
        lock.lock();
        try {
            return !urgent.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next message, waiting for one up to {@code deadline} (as of {@link System#nanoTime}); null if none came or
     * {@link #wake} was called.
     */
    @Nullable
    Taken<M> take(long deadline) throws InterruptedException {
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (urgent.isEmpty() && ordinary.isEmpty() && !woken && left > 0) {
                left = filled.awaitNanos(left);
            }
            woken = false;
            return next();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Taken<M> next() {
        M key = urgent.poll();
        if (key != null) {
            return new Taken<>(key, true);
        }
        M message = ordinary.poll();
        if (message == null) {
            return null;
        }
        once.remove(message);
        return new Taken<>(message, false);
    }
}
