package dev.holdpoint.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads journals and never changes them; also while another program writes. */
public final class JournalReader {
    private JournalReader() {}

    /** @throws JournalDamaged if a whole line is not as it was written */
    public static <E> Past<E> read(Path file, Codec<E> codec) throws IOException {
        List<Entry<E>> entries = new ArrayList<>();
        var scan = scan(file, codec, Mark.BEGIN, entries);
        return new Past<>(entries, scan.torn().length, scan.end());
    }

    /** @param entries gets what stands behind {@code begin} */
    static <E> Scan<Entry<E>> scan(Path file, Codec<E> codec, Mark begin, List<Entry<E>> entries) throws IOException {
        Scan<Entry<E>> scan = new Scan<>(
                begin,
                line -> new Entry<>(line.n(), line.at(), codec.decode(line.type(), line.payload())),
                entries::add);
        Damage damage = scan.run(file);
        if (damage != null) {
            throw new JournalDamaged(file, damage);
        }
        return scan;
    }

    /**
     * The first line that is not as it was written; empty where all are. Whole lines cut off the end leave no trace in the file itself.
     */
    public static Optional<Damage> verify(Path file) throws IOException {
        Scan<JournalLine> scan = new Scan<>(Mark.BEGIN, line -> line, line -> {});
        Damage damage = scan.run(file);
        if (damage == null && scan.torn().length > 0) {
            damage = new Damage(
                    scan.end().lines() + 1,
                    "it is not complete: the program died while it wrote it (resuming repairs that)");
        }
        return Optional.ofNullable(damage);
    }
}
