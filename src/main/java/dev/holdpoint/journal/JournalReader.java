package dev.holdpoint.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads journals and never changes them; also while another program writes. */
public final class JournalReader {
    /** Bytes of an end that are looked at: after the end of a run only items are closed and handed over. */
    private static final int END = 1 << 14;

    private JournalReader() {}

    /** @throws JournalDamaged if a whole line is not as it was written */
    public static <E> Past<E> read(Path file, Codec<E> codec) throws IOException {
        List<Entry<E>> entries = new ArrayList<>();
        var scan = scan(file, codec, entries::add);
        return new Past<>(entries, scan.torn().length);
    }

    static <E> Scan<Entry<E>> scan(Path file, Codec<E> codec, Consumer<Entry<E>> each) throws IOException {
        Scan<Entry<E>> scan = new Scan<>(line -> entry(line, codec), each);
        Damage damage = scan.run(file);
        if (damage != null) {
            throw new JournalDamaged(file, damage);
        }
        return scan;
    }

    private static <E> Entry<E> entry(JournalLine line, Codec<E> codec) {
        return new Entry<>(line.n(), line.at(), codec.decode(line.type(), line.payload()));
    }

    /**
     * A look at both ends of it, whatever its length.
     *
     * @param first empty where no line is whole
     * @param latest what is near its end; what is before that is not looked at
     */
    public record Ends<E>(Optional<Entry<E>> first, List<Entry<E>> latest) {}

    /** @throws JournalDamaged if a line there is not as it was written: it is looked for from the beginning then, so that it can be named */
    public static <E> Ends<E> ends(Path file, Codec<E> codec) throws IOException {
        try {
            return look(file, codec);
        } catch (IOException broken) {
            read(file, codec);
            throw broken;
        }
    }

    private static <E> Ends<E> look(Path file, Codec<E> codec) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long tail = Math.max(0, in.length() - END);
            List<byte[]> first = lines(in, 0);
            List<byte[]> latest =
                    tail == 0 ? first : lines(in, tail).stream().skip(1).toList();
            return new Ends<>(entries(first, codec).stream().findFirst(), entries(latest, codec));
        }
    }

    private static List<byte[]> lines(RandomAccessFile in, long from) throws IOException {
        in.seek(from);
        return Pieces.lines(new Pieces(Channels.newInputStream(in.getChannel()), END).next());
    }

    /** Those that count: not the begin of what was written as one and is not whole. */
    private static <E> List<Entry<E>> entries(List<byte[]> lines, Codec<E> codec) throws IOException {
        List<Entry<E>> entries = new ArrayList<>();
        int count = 0;
        String chain = null;
        for (byte[] bytes : lines) {
            JournalLine.Standing standing = JournalLine.read(bytes);
            JournalLine line = standing.line();
            standing.follow(
                    entries.isEmpty() ? line.n() : entries.getLast().n() + 1,
                    chain == null ? String.valueOf(standing.prev()) : chain);
            chain = standing.chain();
            entries.add(entry(line, codec));
            count = line.more() == 0 ? entries.size() : count;
        }
        return List.copyOf(entries.subList(0, count));
    }

    /**
     * The first line that is not as it was written; empty where all are. Whole lines cut off the end leave no trace in the file itself.
     */
    public static Optional<Damage> verify(Path file) throws IOException {
        Scan<JournalLine> scan = new Scan<>(line -> line, line -> {});
        Damage damage = scan.run(file);
        if (damage == null && scan.torn().length > 0) {
            damage = new Damage(
                    scan.end().lines() + 1,
                    "it is not complete: the program died while it wrote it (resuming repairs that)");
        }
        return Optional.ofNullable(damage);
    }
}
