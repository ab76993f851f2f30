package dev.holdpoint.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run, to write: an append-only file of JSON lines ({@link JournalLine}). Whoever writes holds the {@link RunLock}.
 * Safe for many threads; an interrupted thread still writes whole lines, so it is no {@code FileChannel}, which an interrupt closes.
 *
 * @param <E> the events
 */
public final class JournalFile<E> implements AutoCloseable {
    private final Path file;
    private final Codec<E> codec;
    private final RandomAccessFile out;
    private long lines;
    private long length;
    private String last;

    /** Set once the disk may hold something else than we know; then only opening it again tells. */
    private @Nullable IOException broken;

    private JournalFile(Path file, Codec<E> codec, Mark end) throws IOException {
        this.file = file;
        this.codec = codec;
        this.out = new RandomAccessFile(file.toFile(), "rw");
        this.lines = end.lines();
        this.length = end.length();
        this.last = end.last();
    }

    /** A new journal, mode 600. */
    public static <E> JournalFile<E> create(Path file, Codec<E> codec) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file + " exists: a run has one journal");
        }
        Disk.file(file);
        return new JournalFile<>(file, codec, Mark.BEGIN);
    }

    /**
     * A journal to go on with. A torn end, which nobody has acted on, is taken off and kept in {@code journal.torn} beside it.
     *
     * @param each is told every event of it, one after the other; what stands before damage is told too
     * @throws JournalDamaged if anything else is not as it was written
     */
    public static <E> Reopened<E> open(Path file, Codec<E> codec, Consumer<Entry<E>> each) throws IOException {
        Scan<Entry<E>> scan = JournalReader.scan(file, codec, each);
        JournalFile<E> journal = new JournalFile<>(file, codec, scan.end());
        try {
            if (scan.torn().length > 0) {
                journal.repair(scan.torn());
            }
        } catch (IOException e) {
            journal.close();
            throw NoSpace.or(file, e);
        }
        return new Reopened<>(journal, scan.torn().length);
    }

    /** @param torn how many bytes a repair took off */
    public record Reopened<E>(JournalFile<E> journal, long torn) {}

    private void repair(byte[] torn) throws IOException {
        Path aside = file.resolveSibling("journal.torn");
        Disk.file(aside);
        Files.write(aside, torn, StandardOpenOption.APPEND);
        Files.write(aside, new byte[] {'\n'}, StandardOpenOption.APPEND);
        out.setLength(length);
        out.getFD().sync();
    }

    /**
     * Writes events of one moment as one, with one sync, and returns after it: what is returned survives a power cut. If the program or
     * the machine dies meanwhile, all of them are there afterwards or none.
     *
     * @throws NoSpace if there is no room; nothing was written, and the journal can go on once there is
     * @throws IOException if the disk fails; whether it was written shows when the journal is opened again
     */
    public synchronized List<Entry<E>> append(Instant at, List<? extends E> events) throws IOException {
        if (broken != null) {
            throw new IOException(file + " cannot be written any more: " + broken.getMessage(), broken);
        }
        List<Entry<E>> entries = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        String chain = last;
        for (E event : events) {
            Entry<E> entry = new Entry<>(lines + entries.size() + 1, at, event);
            byte[] line = line(entry, events.size() - entries.size() - 1).write(chain);
            chain = JournalLine.hash(line);
            bytes.writeBytes(line);
            bytes.write('\n');
            entries.add(entry);
        }
        write(bytes.toByteArray());
        lines += entries.size();
        last = chain;
        return List.copyOf(entries);
    }

    private JournalLine line(Entry<E> entry, long more) {
        E event = entry.event();
        return new JournalLine(entry.n(), entry.at(), codec.type(event), more, codec.encode(event));
    }

    private void write(byte[] bytes) throws IOException {
        try {
            out.seek(length);
            out.write(bytes);
        } catch (IOException e) {
            takeBack(e);
            throw NoSpace.or(file, e);
        }
        sync();
        length += bytes.length;
    }

    /** Half a line must not stay: the next one would follow it. */
    private void takeBack(IOException failure) {
        try {
            out.setLength(length);
        } catch (IOException e) {
            failure.addSuppressed(e);
            broken = failure;
        }
    }

    /** After a failed fsync Linux may have dropped the data and says so only once: trying again would prove nothing. */
    private void sync() throws IOException {
        try {
            out.getFD().sync();
        } catch (IOException e) {
            broken = e;
            throw NoSpace.or(file, e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
