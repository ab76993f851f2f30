package dev.holdpoint.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pass through a journal, and what it found. Lines are taken apart by all processors, since each says the hash of the one before it;
 * that they follow each other is looked at in their order, and what they mean is told meanwhile.
 *
 * @param <E> what is made of a line
 */
final class Scan<E> {
    private static final int PIECE = 1 << 17;

    /** Pieces that are taken apart at once; those that wait keep every processor busy. */
    private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

    private final Function<JournalLine, E> meaning;
    private final Consumer<E> each;

    /** Lines of one append, until the last of them has come. */
    private final List<Look> together = new ArrayList<>();

    private String chain = Mark.BEGIN.last();
    private Mark end = Mark.BEGIN;
    private byte[] torn = new byte[0];

    /** @param each gets what is made of sound lines that count, in their order */
    Scan(Function<JournalLine, E> meaning, Consumer<E> each) {
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
            Pieces pieces = new Pieces(in, PIECE);
            Stream<byte[]> all = Stream.generate(() -> next(pieces)).takeWhile(piece -> piece.length > 0);
            Stream<List<Look>> looks = Files.size(file) > PIECE
                    ? all.gather(Gatherers.mapConcurrent(AT_ONCE, this::ahead))
                    : all.map(this::ahead);
            Damage damage =
                    looks.map(this::take).filter(Objects::nonNull).findFirst().orElse(null);
            if (damage == null) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                together.forEach(look -> {
                    bytes.writeBytes(look.bytes);
                    bytes.write('\n');
                });
                bytes.writeBytes(pieces.rest());
                torn = bytes.toByteArray();
            }
            return damage;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static byte[] next(Pieces pieces) {
        try {
            return pieces.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Look> ahead(byte[] piece) {
        return Pieces.lines(piece).stream().map(line -> new Look(line).ahead()).toList();
    }

    private @Nullable Damage take(List<Look> looks) {
        for (Look look : looks) {
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
