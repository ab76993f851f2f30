package dev.holdpoint.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One pass through a journal, and what it found. Lines are taken apart by all processors, since each says the hash of the one before it;
 * that they follow each other is looked at in their order.
 *
 * @param <E> what is made of a line
 */
final class Scan<E> {
    private static final int PIECE = 1 << 18;

    /** With fewer lines another thread is not worth its start. */
    private static final int MANY = 200;

    private final Function<JournalLine, E> meaning;
    private final Consumer<E> each;

    /** Lines of one append, until the last of them has come. */
    private final List<Look> together = new ArrayList<>();

    private String chain;
    private Mark end;
    private byte[] torn = new byte[0];

    /**
     * @param begin where the first line to be read begins
     * @param each gets what is made of sound lines that count, in their order
     */
    Scan(Mark begin, Function<JournalLine, E> meaning, Consumer<E> each) {
        this.end = begin;
        this.chain = begin.last();
        this.meaning = meaning;
        this.each = each;
    }

    /** Behind the last whole, sound line that counts. */
    Mark end() {
        return end;
    }

    /** What stands behind it: lines whose companions are missing, and a line without its newline. */
    byte[] torn() {
        return torn;
    }

    @Nullable
    Damage run(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(end.length());
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                Damage damage = take(lines(piece, rest));
                if (damage != null) {
                    return damage;
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            together.forEach(look -> {
                bytes.writeBytes(look.bytes);
                bytes.write('\n');
            });
            bytes.writeBytes(rest.toByteArray());
            torn = bytes.toByteArray();
            return null;
        }
    }

    /** @param rest the begin of a line that ends in a later piece; another one afterwards */
    private static List<byte[]> lines(byte[] piece, ByteArrayOutputStream rest) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < piece.length; at++) {
            if (piece[at] == '\n') {
                rest.write(piece, from, at - from);
                lines.add(rest.toByteArray());
                rest.reset();
                from = at + 1;
            }
        }
        rest.write(piece, from, piece.length - from);
        return lines;
    }

    private @Nullable Damage take(List<byte[]> lines) {
        var stream = lines.size() < MANY ? lines.stream() : lines.parallelStream();
        for (Look look : stream.map(line -> new Look(line).ahead()).toList()) {
            long n = end.lines() + together.size() + 1;
            try {
                take(look, n);
            } catch (IOException | IllegalArgumentException e) {
                return new Damage(n, String.valueOf(e.getMessage()));
            }
        }
        return null;
    }

    private void take(Look look, long n) throws IOException {
        look.standing().follow(n, chain);
        if (!together.isEmpty()
                && look.line().more() != together.getLast().line().more() - 1) {
            throw new IOException("it does not belong to the lines it was written with");
        }
        together.add(look);
        chain = look.standing().chain();
        if (look.line().more() == 0) {
            for (Look one : together) {
                each.accept(one.made());
                end = end.and(one.bytes, one.standing().chain());
            }
            together.clear();
        }
    }

    /** One line, taken apart as far as somebody asks. */
    private final class Look {
        private final byte[] bytes;
        private JournalLine.@Nullable Standing standing;
        private @Nullable JournalLine line;
        private @Nullable E made;

        Look(byte[] bytes) {
            this.bytes = bytes;
        }

        /** On any thread; what is wrong with it comes up again in its turn. */
        Look ahead() {
            try {
                made();
            } catch (IOException | IllegalArgumentException inItsTurn) {
                return this;
            }
            return this;
        }

        JournalLine.Standing standing() throws IOException {
            if (standing == null) {
                standing = JournalLine.read(bytes);
            }
            return standing;
        }

        JournalLine line() throws IOException {
            if (line == null) {
                line = standing().line();
            }
            return line;
        }

        E made() throws IOException {
            if (made == null) {
                made = meaning.apply(line());
            }
            return made;
        }
    }
}
