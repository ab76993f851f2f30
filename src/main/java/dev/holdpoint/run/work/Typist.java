package dev.holdpoint.run.work;

import dev.holdpoint.target.host.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Types at the terminals of an attempt's jobs and tells them their size, on a thread of its own that begins with the first key: a host
 * that takes its time, or a program that reads nothing, holds no other thread up. What comes meanwhile goes in one piece afterwards.
 */
final class Typist implements AutoCloseable {
    /** More than anybody types ahead; what comes beyond it is lost, and that is said. */
    static final int MOST = 1 << 18;

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

        void resize(TerminalSize size);

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
            for (; ; ) {
                news.acquire();
                news.drainPermits();
                next().carryOut(terminals);
            }
        } catch (InterruptedException e) {
            // Closed: the attempt is over.
            Thread.currentThread().interrupt();
        }
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

        void carryOut(Terminals terminals) {
            if (size != null) {
                terminals.resize(size);
            }
            if (keys.length > 0) {
                terminals.type(keys);
            }
            if (lost) {
                terminals.say("the program at the terminal reads too slowly: part of what was typed is lost");
            }
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
