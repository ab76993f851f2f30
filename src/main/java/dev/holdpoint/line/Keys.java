package dev.holdpoint.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jline.utils.NonBlockingReader;

/**
 * The keys of a terminal, each with the moment at which it came: that tells a hand from a paste, also while this program is too busy to
 * listen. The end of a line is one key, whether the terminal sends CR, LF or both.
 */
final class Keys extends NonBlockingReader {
    private static final int SUSPEND = 'z' & 0x1f;
    private static final int REDRAW = 'l' & 0x1f;

    private final Bell bell;
    private final Deque<Came> queue = new ArrayDeque<>();
    private boolean ended;
    private boolean afterReturn;
    private long stamp;

    private record Came(char key, long nanos) {}

    Keys(Bell bell) {
        this.bell = bell;
    }

    /**
     * Reads from here on, on a thread of its own.
     *
     * @param suspend what ctrl-Z does; the prompt is said again after it
     */
    void read(InputStream in, Runnable suspend) {
        Thread.ofPlatform().name("keys").daemon().start(() -> {
            try {
                var reader = new InputStreamReader(in, UTF_8);
                var keys = new char[256];
                for (int count = reader.read(keys); count >= 0; count = reader.read(keys)) {
                    long now = System.nanoTime();
                    for (int i = 0; i < count; i++) {
                        if (keys[i] == SUSPEND) {
                            suspend.run();
                        }
                        came(keys[i] == SUSPEND ? (char) REDRAW : keys[i], now);
                    }
                }
            } catch (IOException gone) {
                // The same as its end: EIO is how a terminal says that it has been closed.
            }
            end();
        });
    }

    /** @param nanos when, as {@link System#nanoTime} tells it */
    synchronized void came(char key, long nanos) {
        if (key != '\n' || !afterReturn) {
            queue.add(new Came(key == '\n' ? '\r' : key, nanos));
            notifyAll();
            bell.ring();
        }
        afterReturn = key == '\r';
    }

    synchronized void end() {
        ended = true;
        notifyAll();
        bell.ring();
    }

    /** Nothing will come any more, and all that came has been heard. */
    synchronized boolean ended() {
        return ended && queue.isEmpty();
    }

    /** When the key that was taken last had come. */
    synchronized long stamp() {
        return stamp;
    }

    /** The next key, {@link Ear#NONE} or {@link Ear#END}; never waits. */
    synchronized int poll() {
        var next = queue.poll();
        if (next == null) {
            return ended ? Ear.END : Ear.NONE;
        }
        stamp = next.nanos;
        return next.key;
    }

    /** A sign waits that belongs to the line that is being typed. */
    synchronized boolean typedAhead() {
        var next = queue.peek();
        return next != null && next.key >= ' ' && next.key != 0x7f;
    }

    synchronized void forget() {
        queue.clear();
    }

    @Override
    protected synchronized int read(long timeout, boolean isPeek) throws IOException {
        long deadline = System.nanoTime() + timeout * 1_000_000;
        while (queue.isEmpty() && !ended) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (timeout > 0 && left <= 0) {
                return READ_EXPIRED;
            }
            try {
                wait(timeout > 0 ? left : 0);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
        if (isPeek) {
            return queue.isEmpty() ? EOF : queue.getFirst().key;
        }
        return poll();
    }

    @Override
    public int readBuffered(char[] into, int offset, int length, long timeout) throws IOException {
        int key = read(timeout, false);
        if (key < 0) {
            return key;
        }
        into[offset] = (char) key;
        return 1;
    }
}
