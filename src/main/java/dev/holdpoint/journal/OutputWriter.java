package dev.holdpoint.journal;

import dev.holdpoint.checklist.Masker;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The one who writes the output file of an attempt, secrets masked, and beside it the index of when each piece came ({@link
 * OutputIndex}). Opened again after a crash it cuts off what the index does not cover, and each source goes on from {@link
 * Source#resumeAt}: no gap, and no line twice. Safe for many threads, each with a source of its own; not hurt by interrupts.
 */
public final class OutputWriter implements AutoCloseable {
    private static final byte[] LINE_END = {'\n'};
    private static final byte[] TERMINAL_LINE_END = {'\r', '\n'};

    private final Path log;
    private final Masker masker;
    private final InstantSource clock;
    private final Runnable grew;
    private final byte[] lineEnd;
    private final RandomAccessFile out;
    private final RandomAccessFile index;
    private final Map<Long, Long> sourceEnds = new HashMap<>();
    private OutputIndex.Entry written = OutputIndex.Entry.START;
    private long entries;
    private boolean midLine;

    private OutputWriter(Path log, Masker masker, InstantSource clock, Runnable grew, byte[] lineEnd)
            throws IOException {
        this.log = log;
        this.lineEnd = lineEnd;
        this.masker = masker;
        this.clock = clock;
        this.grew = grew;
        Path beside = OutputIndex.of(log);
        Disk.file(log);
        Disk.file(beside);
        out = new RandomAccessFile(log.toFile(), "rw");
        index = new RandomAccessFile(beside.toFile(), "rw");
        recover(beside);
    }

    /**
     * Opens the output file of an attempt, new or to go on with.
     *
     * @param log {@link RunPaths#log}
     * @param grew called after each piece, on the thread that wrote it, under the writer's lock: must be quick
     */
    public static OutputWriter open(Path log, Masker masker, InstantSource clock, Runnable grew) throws IOException {
        return new OutputWriter(log, masker, clock, grew, LINE_END);
    }

    /** As {@link #open}, for output that is read as a terminal reads it: lines of the program's own begin at its left edge too. */
    public static OutputWriter openAtTerminal(Path log, Masker masker, InstantSource clock, Runnable grew)
            throws IOException {
        return new OutputWriter(log, masker, clock, grew, TERMINAL_LINE_END);
    }

    private void recover(Path beside) throws IOException {
        long length = out.length();
        long known = index.length() / OutputIndex.BYTES;
        try (var in = new DataInputStream(new BufferedInputStream(new FileInputStream(beside.toFile()), 1 << 16))) {
            for (; entries < known; entries++) {
                OutputIndex.Entry entry = OutputIndex.Entry.read(in);
                if (!entry.follows(written) || entry.end() > length) {
                    break;
                }
                written = entry;
                sourceEnds.put(entry.source(), entry.sourceEnd());
            }
        }
        cut();
        if (written.end() > 0) {
            out.seek(written.end() - 1);
            midLine = out.read() != '\n';
        }
    }

    /** Back to what the index covers. */
    private void cut() throws IOException {
        out.setLength(written.end());
        index.setLength(entries * OutputIndex.BYTES);
    }

    /** @param name of the job or whatever else the bytes come from; the same after a restart */
    public Source source(String name) {
        return new Source(OutputIndex.source(name));
    }

    /** A line of the program's own, on a line of its own. */
    public void say(String line) throws IOException {
        line(line, OutputIndex.NOBODY);
    }

    /** A line that is output of the step without being printed by a job, on a line of its own. */
    public void print(String line) throws IOException {
        line(line, OutputIndex.ACTION);
    }

    private synchronized void line(String line, long source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(masker.mask(line).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(lineEnd);
        put(bytes.toByteArray(), 0, bytes.size(), source, 0);
    }

    private synchronized void put(byte[] bytes, int start, int length, long source, long sourceEnd) throws IOException {
        try {
            boolean otherLine = midLine
                    && (source != written.source() || source == OutputIndex.NOBODY || source == OutputIndex.ACTION);
            out.seek(written.end());
            if (otherLine) {
                out.write(lineEnd);
            }
            out.write(bytes, start, length);
            long lines = written.lines() + Newlines.in(bytes, start, length) + (otherLine ? 1 : 0);
            long end = written.end() + length + (otherLine ? lineEnd.length : 0);
            var entry = new OutputIndex.Entry(clock.millis(), end, lines, source, sourceEnd);
            index.seek(entries * OutputIndex.BYTES);
            index.write(entry.bytes());
            entries++;
            written = entry;
        } catch (IOException e) {
            takeBack(e);
            throw NoSpace.or(log, e);
        }
        sourceEnds.put(source, sourceEnd);
        midLine = bytes[start + length - 1] != '\n';
        grew.run();
    }

    private void takeBack(IOException failure) {
        try {
            cut();
        } catch (IOException e) {
            // The next open cuts it.
            failure.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            out.close();
        } finally {
            index.close();
        }
    }

    /** One origin of output, a job for example. For one thread at a time. */
    public final class Source {
        private final long id;
        private final Gathered masked = new Gathered();
        private Masker.Stream stream = masker.stream();
        private long taken;

        Source(long id) {
            this.id = id;
            taken = resumeAt();
        }

        /** Bytes of it that are safe in the output file: follow it from here, after a crash and after a failure. */
        public long resumeAt() {
            synchronized (OutputWriter.this) {
                return sourceEnds.getOrDefault(id, 0L);
            }
        }

        /**
         * Takes the next bytes. Fits {@code JobListener}.
         *
         * @param offset of the first one in the source
         * @throws NoSpace if there is no room. As after any failure here, nothing of them counts: go on from {@link #resumeAt}
         * @throws IllegalStateException if the offset is not the next one: a gap, or something twice
         */
        public void write(byte[] bytes, int start, int length, long offset) throws IOException {
            if (offset != taken) {
                throw new IllegalStateException("output at " + offset + " where " + taken + " is next");
            }
            if (masker.masks()) {
                stream.write(bytes, start, length, masked::write);
                taken += length;
                put();
            } else if (length > 0) {
                taken += length;
                put(bytes, start, length);
            }
        }

        /** It has ended: writes what was kept back because it might have become a secret. */
        public void finish() throws IOException {
            stream.finish(masked::write);
            put();
        }

        private void put() throws IOException {
            if (masked.size() == 0) {
                return;
            }
            try {
                put(masked.array(), 0, masked.size());
            } finally {
                masked.reset();
            }
        }

        private void put(byte[] bytes, int start, int length) throws IOException {
            try {
                OutputWriter.this.put(bytes, start, length, id, taken - stream.held());
            } catch (IOException e) {
                stream = masker.stream();
                taken = resumeAt();
                throw e;
            }
        }
    }

    /** A buffer that is used again and again, and read without a copy. */
    private static final class Gathered extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }
}
