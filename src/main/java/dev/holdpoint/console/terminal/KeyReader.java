package dev.holdpoint.console.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reads keys on a thread of its own. It reads only what poll(2) has seen, under a lock: while it is paused, a pager or
 * the shell gets every byte, and no read is left hanging to take the first one away.
 */
final class KeyReader {
    /** A signal may break a wait off; that many times in a row it is not a signal. */
    private static final int BROKEN_WAITS = 1000;

    private final Consumer<Input> events;
    private final KeyDecoder decoder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resumed = lock.newCondition();
    private boolean paused;

    KeyReader(Consumer<Input> events) {
        this.events = events;
        this.decoder = new KeyDecoder(events::accept);
    }

    void start() {
        Thread.ofPlatform().name("keys").daemon().start(this::read);
    }

    /** From now on no byte is read; waits for a read that is under way. */
    void pause() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
    }

    /** Keys are read again. */
    void resume() {
        lock.lock();
        try {
            paused = false;
            resumed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("resource") // standard input is not ours to close
    private void read() {
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        byte[] bytes = new byte[1 << 13];
        int broken = 0;
        try {
            while (broken < BROKEN_WAITS) {
                Posix.Ready ready = Posix.poll(Posix.STDIN, decoder.patience());
                broken = ready == Posix.Ready.BROKEN ? broken + 1 : 0;
                if (ready == Posix.Ready.NO) {
                    decoder.flush();
                } else if (ready == Posix.Ready.YES && !readSome(in, bytes)) {
                    break;
                }
            }
        } catch (IOException gone) {
            // The same as its end: EIO is how a terminal says that it has been closed.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        events.accept(new Input.Hangup());
    }

    private boolean readSome(FileInputStream in, byte[] bytes) throws IOException, InterruptedException {
        lock.lock();
        try {
            while (paused) {
                resumed.await();
            }
            if (Posix.poll(Posix.STDIN, 0) != Posix.Ready.YES) {
                return true; // somebody else has read it meanwhile
            }
            int count = in.read(bytes);
            decoder.feed(bytes, Math.max(0, count));
            return count >= 0;
        } finally {
            lock.unlock();
        }
    }
}
