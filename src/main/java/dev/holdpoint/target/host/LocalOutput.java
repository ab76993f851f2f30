package dev.holdpoint.target.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads {@code out} as it grows, by looking again after 1 ms, and less and less often up to every 20 ms while nothing comes: a
 * file has no other way to say that it grew which is as quick, and the looks of an idle job cost about half a percent of a core.
 */
final class LocalOutput extends InputStream {
    private static final int PIECE = 256 * 1024;

    /** A read below this has caught up with the writer: to read on at once would make many tiny pieces and a busy loop. */
    private static final int SHORT = 32 * 1024;

    private static final int MOST_MILLIS = 20;

    /** Every so many idle looks, which is about every second. */
    private static final int LOOKS_FOR_SUPERVISOR = 50;

    private final Path exit;
    private final Path pid;
    private final FileChannel out;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE).flip();
    private long position;

    /** Where its output ends, once that is known: what a process left in the background writes later is not the job's. */
    private long end = Long.MAX_VALUE;

    private boolean caughtUp;

    LocalOutput(Path directory, long offset) throws IOException {
        exit = directory.resolve("exit");
        pid = directory.resolve("pid");
        out = FileChannel.open(directory.resolve("out"), StandardOpenOption.READ);
        position = offset;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (!piece.hasRemaining() && !fill()) {
            return -1;
        }
        int n = Math.min(length, piece.remaining());
        piece.get(into, offset, n);
        return n;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Waits for more; false at the end of the job. */
    private boolean fill() throws IOException {
        if (caughtUp) {
            pause(1);
        }
        int millis = 1;
        for (int look = 1; ; look++) {
            // Asked before the read: what was written before the end is then in the file.
            boolean over = Files.exists(exit) || (look % LOOKS_FOR_SUPERVISOR == 0 && !supervised());
            if (over && end == Long.MAX_VALUE) {
                end = out.size();
            }
            if (readPiece()) {
                return true;
            }
            if (over) {
                return false;
            }
            pause(millis);
            millis = Math.min(MOST_MILLIS, millis + (millis + 1) / 2);
        }
    }

    private boolean readPiece() throws IOException {
        piece.clear().limit((int) Math.min(PIECE, Math.max(0, end - position)));
        int n = out.read(piece, position);
        piece.flip();
        if (n <= 0) {
            piece.limit(0);
            return false;
        }
        position += n;
        caughtUp = n < SHORT;
        return true;
    }

    /** A supervisor that was killed leaves no exit; nobody does that on purpose. */
    private boolean supervised() throws IOException {
        String[] known = Files.readString(pid).strip().split(" ", -1);
        try {
            String stat = Files.readString(Path.of("/proc", known[0], "stat"));
            // Fields as proc(5) counts them from the state on: 3 state, 22 start time.
            String[] fields = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1);
            return known.length > 1 && fields[19].equals(known[1]) && !fields[0].equals("Z") && !fields[0].equals("X");
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static void pause(int millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped following");
        }
    }
}
