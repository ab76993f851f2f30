package dev.holdpoint.journal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The index of an output file: one entry of 40 bytes, big-endian, for each piece that was written, in order. It is written after its
 * piece, so what it covers is whole, and what stands behind it in the output file was cut off.
 */
final class OutputIndex {
    static final int BYTES = 40;

    /** What the program itself said. */
    static final long NOBODY = 0;

    /** What an action said by itself and not by a job. */
    static final long ACTION = 2;

    private OutputIndex() {}

    /**
     * @param millis when it came, milliseconds since 1970
     * @param end bytes of the output file up to and with this piece
     * @param lines newlines in them
     * @param source whose it is ({@link OutputIndex#source}), or {@link OutputIndex#NOBODY}
     * @param sourceEnd bytes of that source that are in the output file now
     */
    record Entry(long millis, long end, long lines, long source, long sourceEnd) {
        static final Entry START = new Entry(0, 0, 0, NOBODY, 0);

        byte[] bytes() {
            return ByteBuffer.allocate(BYTES)
                    .putLong(millis)
                    .putLong(end)
                    .putLong(lines)
                    .putLong(source)
                    .putLong(sourceEnd)
                    .array();
        }

        static Entry read(DataInputStream in) throws IOException {
            return new Entry(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
        }

        Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        /** Whether it can stand behind {@code before}: what a power cut left may be anything. */
        boolean follows(Entry before) {
            return end >= before.end && lines >= before.lines && sourceEnd >= 0 && millis > 0;
        }
    }

    static Path of(Path log) {
        String name = String.valueOf(log.getFileName());
        return log.resolveSibling((name.endsWith(".log") ? name.substring(0, name.length() - 4) : name) + ".idx");
    }

    /** A number for a name: 64 bits of its SHA-256, so that no table of names is needed; always odd. */
    static long source(String name) {
        return Long.parseUnsignedLong(
                        JournalLine.hash(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16), 16)
                | 1;
    }

    static Entry at(RandomAccessFile index, long n) throws IOException {
        byte[] bytes = new byte[BYTES];
        index.seek(n * BYTES);
        index.readFully(bytes);
        ByteBuffer b = ByteBuffer.wrap(bytes);
        return new Entry(b.getLong(), b.getLong(), b.getLong(), b.getLong(), b.getLong());
    }
}
