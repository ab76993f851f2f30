package dev.holdpoint.run.work;

import dev.holdpoint.target.host.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Types at the terminals of an attempt's jobs and tells them their size, on a thread of its own that begins with the first key: a host
 * that takes its time, or a program that reads nothing, holds no other thread up. What comes meanwhile goes in one piece afterwards.
 */
final class Typist implements AutoCloseable {
    /** More than anybody types ahead; what comes beyond it is lost, and that is said. */
    static final int MOST = 1 << 18;

    private static final long AGAIN_MILLIS = 1000;

    private final Terminals terminals;
    private final Semaphore news = new Semaphore(0);
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private @Nullable TerminalSize size;
    private boolean lost;
    private boolean closed;
    private @Nullable Thread thread;

    /** The terminals of the jobs that run. May block for as long as they like. */
    interface Terminals {
        void type(byte[] keys);

        /** @return false where it could not be told: it is told again, for the program there would draw for another size */
        boolean resize(TerminalSize size);

        void say(String line);
    }

    Typist(Terminals terminals) {
        this.terminals = terminals;
    }

    synchronized void type(byte[] keys) {
        if (typed.size() + keys.length > MOST) {
            lost = true;
        } else {
            typed.writeBytes(keys);
        }
        wake();
    }

    /** The newest size is the one that counts. */
    synchronized void resize(TerminalSize newest) {
        size = newest;
        wake();
    }

    private void wake() {
        if (thread == null && !closed) {
            thread = Thread.ofVirtual().name("typist").start(this::work);
        }
        news.release();
    }

    private void work() {
        try {
            for (boolean again = false; ; ) {
                if (again) {
                    var _ = news.tryAcquire(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    news.acquire();
                }
                news.drainPermits();
                var next = next();
                again = !next.carryOut(terminals);
                if (again) {
                    untold(next.size);
                }
            }
        } catch (InterruptedException e) {
            // Closed: the attempt is over.
            Thread.currentThread().interrupt();
        }
    }

    /** A newer size counts in its place. */
    private synchronized void untold(@Nullable TerminalSize old) {
        size = size == null ? old : size;
    }

    private synchronized Next next() {
        var next = new Next(size, typed.toByteArray(), lost);
        size = null;
        typed.reset();
        lost = false;
        return next;
    }

    /** What has come since the last time. */
    private static final class Next {
        private final @Nullable TerminalSize size;
        private final byte[] keys;
        private final boolean lost;

        Next(@Nullable TerminalSize size, byte[] keys, boolean lost) {
            this.size = size;
            this.keys = keys;
            this.lost = lost;
        }

        /** @return false where the size is to be told again; keys never are, for they may have arrived */
        boolean carryOut(Terminals terminals) {
            var told = size == null || terminals.resize(size);
            if (keys.length > 0) {
                terminals.type(keys);
            }
            if (lost) {
                terminals.say("the program at the terminal reads too slowly: part of what was typed is lost");
            }
            return told;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
