package dev.holdpoint.pair;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits to be sent to a guest, sent by a thread of its own. Whoever puts something in is never kept waiting: where there is no room
 * left, the guest is too slow and is shown out.
 */
final class Outbox implements AutoCloseable {
    private static final int ROOM = 4096;

    /** Fast enough for a bar to move, slow enough for a flood of output to be one word now and then. */
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final BlockingQueue<Letter> letters = new ArrayBlockingQueue<>(ROOM);
    private final int fd;
    private final Thread thread;
    private First first = () -> {};

    /** Made when its turn has come, on the outbox's thread. */
    interface Line {
        byte[] make() throws IOException;
    }

    /** What is sent before everything that was put in. */
    interface First {
        void send() throws IOException;
    }

    private record Letter(boolean slow, Line line) {}

    Outbox(int fd) {
        this.fd = fd;
        this.thread = Thread.ofPlatform().name("outbox").daemon().unstarted(this::send);
    }

    void start(First begin) {
        first = begin;
        thread.start();
    }

    void put(Line line) {
        put(new Letter(false, line));
    }

    /** The same for what may come very often. */
    void putSlowly(Line line) {
        put(new Letter(true, line));
    }

    private void put(Letter letter) {
        if (!letters.offer(letter)) {
            Kernel.shutdown(fd);
        }
    }

    private void send() {
        try {
            first.send();
            while (!Thread.interrupted()) {
                var letter = letters.take();
                if (letter.slow()) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                Kernel.send(fd, letter.line().make());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            // Gone, or too slow to be written to: its reader learns it from the end of the connection.
            Kernel.shutdown(fd);
        }
    }

    /** Returns when its thread uses the descriptor no more. */
    @Override
    public void close() {
        Kernel.shutdown(fd);
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
