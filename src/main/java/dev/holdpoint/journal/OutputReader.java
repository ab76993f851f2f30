package dev.holdpoint.journal;

import dev.holdpoint.run.OutputSource;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Reads the output file of an attempt, while it grows or afterwards, in this program or another. Sees only what the index covers, so
 * nothing that it has shown ever goes away. Holds nothing open and nothing in memory; safe for many threads.
 */
public final class OutputReader implements OutputSource {
    private final Path log;

    /** @param log {@link RunPaths#log}; may be missing still */
    public OutputReader(Path log) {
        this.log = log;
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(log);
    }

    @Override
    public long size() {
        return last().end();
    }

    /** Whole lines so far. */
    public long lines() {
        return last().lines();
    }

    @Override
    public int read(long offset, byte[] into) throws IOException {
        int most = (int) Math.min(into.length, size() - offset);
        if (most <= 0) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(offset);
            return Math.max(0, file.read(into, 0, most));
        }
    }

    @Override
    public String printed(int most) throws IOException {
        var text = new ByteArrayOutputStream();
        for (var range : withIndex(index -> printed(index, most), new ArrayDeque<Range>())) {
            var bytes = new byte[(int) (range.end() - range.start())];
            int have = 0;
            for (int n = 1; n > 0 && have < bytes.length; have += n) {
                var rest = new byte[bytes.length - have];
                n = read(range.start() + have, rest);
                System.arraycopy(rest, 0, bytes, have, n);
            }
            text.write(bytes, 0, have);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** A part of the output file, {@code end} excluded. */
    private record Range(long start, long end) {}

    private static ArrayDeque<Range> printed(RandomAccessFile index, int most) throws IOException {
        var ranges = new ArrayDeque<Range>();
        long room = most;
        for (long n = entries(index) - 1; n >= 0 && room > 0; n--) {
            var entry = OutputIndex.at(index, n);
            long begins = n == 0 ? 0 : OutputIndex.at(index, n - 1).end();
            long start = Math.max(begins, entry.end() - room);
            if (entry.source() != OutputIndex.NOBODY) {
                room -= entry.end() - start;
                var behind = ranges.peekFirst();
                boolean joined = behind != null && behind.start() == entry.end();
                ranges.addFirst(new Range(start, joined ? ranges.removeFirst().end() : entry.end()));
            }
        }
        return ranges;
    }

    /** @return the time of the last piece for an offset at or behind the end, 1970 where there is no output at all */
    @Override
    public Instant cameAt(long offset) {
        return withIndex(index -> {
                    long n = entries(index);
                    long i = search(n, entry -> at(index, entry).end() > offset ? 1 : 0);
                    return n == 0 ? OutputIndex.Entry.START : OutputIndex.at(index, Math.min(i, n - 1));
                })
                .instant();
    }

    /**
     * Where a line begins.
     *
     * @param line from 0
     * @return its byte offset; {@link #size} if there is no such line yet
     */
    public long offsetOfLine(long line) throws IOException {
        if (line <= 0) {
            return 0;
        }
        OutputIndex.Entry before = withIndex(index -> {
            long i = search(entries(index), entry -> at(index, entry).lines() >= line ? 1 : 0);
            return i == 0 ? OutputIndex.Entry.START : OutputIndex.at(index, i - 1);
        });
        return behind(before.end(), line - before.lines());
    }

    /** The offset behind the n-th newline from an offset on. */
    private long behind(long from, long newlines) throws IOException {
        byte[] piece = new byte[1 << 16];
        long at = from;
        long left = newlines;
        for (int n; (n = read(at, piece)) > 0; at += n) {
            for (int i = 0; i < n; i++) {
                if (piece[i] == '\n' && --left == 0) {
                    return at + i + 1;
                }
            }
        }
        return at;
    }

    private OutputIndex.Entry last() {
        return withIndex(index -> {
            long n = entries(index);
            return n == 0 ? OutputIndex.Entry.START : OutputIndex.at(index, n - 1);
        });
    }

    /** The first of n for which the answer is 1; n if there is none. */
    private static long search(long n, LongUnaryOperator answer) {
        long low = 0;
        long high = n;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (answer.applyAsLong(middle) == 1) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static OutputIndex.Entry at(RandomAccessFile index, long n) {
        try {
            return OutputIndex.at(index, n);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long entries(RandomAccessFile index) throws IOException {
        return index.length() / OutputIndex.BYTES;
    }

    private interface Look<T> {
        T at(RandomAccessFile index) throws IOException;
    }

    private OutputIndex.Entry withIndex(Look<OutputIndex.Entry> look) {
        return withIndex(look, OutputIndex.Entry.START);
    }

    /** @param nothing where there is no index yet */
    private <T> T withIndex(Look<T> look, T nothing) {
        try (RandomAccessFile index = new RandomAccessFile(OutputIndex.of(log).toFile(), "r")) {
            return look.at(index);
        } catch (FileNotFoundException nothingYet) {
            return nothing;
        } catch (IOException e) {
            throw new UncheckedIOException(log + " cannot be read", e);
        }
    }
}
