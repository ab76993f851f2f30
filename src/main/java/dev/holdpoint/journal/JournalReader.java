package dev.holdpoint.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads journals and never changes them; also while another program writes. */
public final class JournalReader {
    private JournalReader() {}

    /** @throws JournalDamaged if a whole line is not as it was written */
    public static <E> Past<E> read(Path file, Codec<E> codec) throws IOException {
        List<Entry<E>> entries = new ArrayList<>();
        Scan scan = new Scan();
        Damage damage = scan.run(
                file, line -> entries.add(new Entry<>(line.n(), line.at(), codec.decode(line.type(), line.payload()))));
        if (damage != null) {
            throw new JournalDamaged(file, damage);
        }
        return new Past<>(entries, scan.torn.length);
    }

    /**
     * The first line that is not as it was written; empty where all are. Whole lines cut off the end leave no trace in the file itself.
     */
    public static Optional<Damage> verify(Path file) throws IOException {
        Scan scan = new Scan();
        Damage damage = scan.run(file, line -> {});
        if (damage == null && scan.torn.length > 0) {
            damage = new Damage(
                    scan.lines + 1, "it is not complete: the program died while it wrote it (resuming repairs that)");
        }
        return Optional.ofNullable(damage);
    }

    /** One pass through a file, and what it found. */
    static final class Scan {
        /** Whole, sound lines that count. */
        long lines;
        /** Their bytes. */
        long length;
        /** Hash of the last of them. */
        String last = JournalLine.FIRST;
        /** What stands behind them: lines whose companions are missing, and a line without its newline. */
        byte[] torn = new byte[0];

        private final byte[] piece = new byte[1 << 16];

        /** Lines of one append, until the last of them has come. */
        private final List<JournalLine> together = new ArrayList<>();

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private String chain = JournalLine.FIRST;

        @Nullable
        Damage run(Path file, Consumer<JournalLine> each) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                ByteArrayOutputStream line = new ByteArrayOutputStream(512);
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    int from = 0;
                    for (int at = 0; at < count; at++) {
                        if (piece[at] == '\n') {
                            line.write(piece, from, at - from);
                            from = at + 1;
                            Damage damage = whole(line.toByteArray(), each);
                            line.reset();
                            if (damage != null) {
                                return damage;
                            }
                        }
                    }
                    line.write(piece, from, count - from);
                }
                bytes.writeBytes(line.toByteArray());
            }
            torn = bytes.toByteArray();
            return null;
        }

        private @Nullable Damage whole(byte[] line, Consumer<JournalLine> each) {
            bytes.writeBytes(line);
            bytes.write('\n');
            return take(line, each);
        }

        private @Nullable Damage take(byte[] bytesOfLine, Consumer<JournalLine> each) {
            long n = lines + together.size() + 1;
            try {
                JournalLine line = JournalLine.read(bytesOfLine, n, chain);
                if (!together.isEmpty() && line.more() != together.getLast().more() - 1) {
                    return new Damage(n, "it does not belong to the lines it was written with");
                }
                together.add(line);
                chain = JournalLine.hash(bytesOfLine);
                if (line.more() == 0) {
                    together.forEach(each);
                    count();
                }
                return null;
            } catch (IOException | IllegalArgumentException e) {
                return new Damage(n, String.valueOf(e.getMessage()));
            }
        }

        private void count() {
            lines += together.size();
            length += bytes.size();
            last = chain;
            together.clear();
            bytes.reset();
        }
    }
}
