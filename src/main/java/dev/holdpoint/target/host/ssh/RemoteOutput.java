package dev.holdpoint.target.host.ssh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Output of a job as {@code follow.sh} sends it: bytes on the one stream, and on the other a sign of life each second and at last how many
 * bytes there are. It ends after these, and however else it ends is an exception: a cut connection is no end.
 */
final class RemoteOutput extends InputStream {
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final Session session;
    private final InputStream out;
    private final Runnable word;
    private final Thread words;
    private final Noise said = new Noise();
    private final Interruption interruption = new Interruption();
    private volatile long position;
    private volatile boolean opened;
    private volatile long end = Long.MAX_VALUE;

    RemoteOutput(Session session, long offset, Runnable word) {
        this.session = session;
        this.word = word;
        position = offset;
        out = session.process().getInputStream();
        words = Thread.ofPlatform()
                .daemon()
                .name("signs of life")
                .stackSize(128 * 1024)
                .start(this::listen);
    }

    /** A blocking read of a pipe knows no interrupt; this ends the session then, and with it the read. */
    private final class Interruption extends AbstractInterruptibleChannel {
        @Override
        protected void implCloseChannel() {
            session.cut();
        }

        int read(byte[] into, int offset, int length) throws IOException {
            boolean done = false;
            try {
                begin();
                int n = out.read(into, offset, length);
                done = true;
                return n;
            } finally {
                end(done);
            }
        }
    }

    /**
     * Waits until the host sends.
     *
     * @return false where it allows no more sessions on this connection; then this is closed
     */
    boolean opened() throws IOException, InterruptedException {
        try {
            Optional<String> instead = Remote.untilMark(this::pullByte);
            if (instead.isEmpty()) {
                opened = true;
                return true;
            }
            words.join(LAST_WORDS);
            if (session.refused(said.toString())) {
                close();
                return false;
            }
            throw session.broken(said.toString() + instead.get());
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void listen() {
        try (BufferedReader in = session.process().errorReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(".") || line.matches("end \\d{1,18}")) {
                    word.run();
                    end(line);
                } else {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            said.add(String.valueOf(e.getMessage()));
        }
    }

    private void end(String line) {
        if (end == Long.MAX_VALUE && line.startsWith("end ")) {
            end = Long.parseLong(line.substring("end ".length()));
            if (opened && position >= end) {
                // The reader has it all and waits for more. Before that he waits for the first line, and looks himself.
                session.cut();
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        long left = end - position;
        int n = left <= 0 ? -1 : pull(into, offset, (int) Math.min(length, left));
        if (n > 0) {
            long reached = position + n;
            position = reached;
            word.run();
        } else if (position < known()) {
            throw session.broken(said.toString());
        }
        return n;
    }

    /** Where it ends; what tells that may come later than the last byte. */
    private long known() throws IOException {
        try {
            if (end == Long.MAX_VALUE) {
                words.join(LAST_WORDS);
            }
            return end;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private int pullByte() throws IOException {
        byte[] one = new byte[1];
        return pull(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private int pull(byte[] into, int offset, int length) throws IOException {
        try {
            return interruption.read(into, offset, length);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(@Nullable Exception cause) {
        Thread.currentThread().interrupt();
        return (IOException) new InterruptedIOException("stopped following").initCause(cause);
    }

    @Override
    public void close() {
        session.close();
    }
}
