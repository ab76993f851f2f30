package dev.holdpoint.console.terminal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A display that remembers: tests wait for a frame that looks right, never for a time. */
public final class MemoryDisplay implements Display {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drawn = lock.newCondition();
    private volatile Size size;
    private @Nullable Frame last;
    private int frames;
    private int suspensions;
    private int bells;

    public MemoryDisplay(int cols, int rows) {
        this.size = new Size(cols, rows);
    }

    @Override
    public Size size() {
        return size;
    }

    /** From now on the size is this; whoever calls it also tells the loop. */
    public void resize(int cols, int rows) {
        size = new Size(cols, rows);
    }

    @Override
    public void draw(Frame frame) {
        lock.lock();
        try {
            last = frame;
            frames++;
            drawn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void suspend() {
        suspensions++;
    }

    /** How often the program was stopped. */
    public int suspensions() {
        return suspensions;
    }

    @Override
    public void bell() {
        bells++;
    }

    /** How often the bell rang. */
    public int bells() {
        return bells;
    }

    /** How many frames have been drawn. */
    public int frames() {
        lock.lock();
        try {
            return frames;
        } finally {
            lock.unlock();
        }
    }

    /** Waits, at most ten seconds, until the last frame satisfies {@code wanted}, and returns it. */
    public Frame await(Predicate<Frame> wanted) throws InterruptedException {
        long left = Duration.ofSeconds(10).toNanos();
        lock.lock();
        try {
            while (last == null || !wanted.test(last)) {
                if (left <= 0) {
                    throw new AssertionError("no such frame came; the last one was:\n" + last);
                }
                left = drawn.awaitNanos(left);
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the text of the screen contains {@code text}. */
    public Frame awaitText(String text) throws InterruptedException {
        return await(frame -> frame.text().contains(text));
    }
}
