package dev.holdpoint.console.terminal;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a view returns: a screen full of cells and, perhaps, a cursor. Immutable; made by {@link Canvas#frame}.
 */
public final class Frame {
    /**
     * Where the operator types.
     *
     * @param x column, from 0
     * @param y row, from 0
     */
    public record Cursor(int x, int y) {}

    private final Size size;
    private final String[] glyphs;
    private final Style[] styles;
    private final @Nullable Cursor cursor;

    /** Takes the arrays over. */
    Frame(Size size, String[] glyphs, Style[] styles, @Nullable Cursor cursor) {
        this.size = size;
        this.glyphs = glyphs;
        this.styles = styles;
        this.cursor = cursor;
    }

    /** Columns and rows. */
    public Size size() {
        return size;
    }

    /** The cursor, or null when it is hidden. */
    public @Nullable Cursor cursor() {
        return cursor;
    }

    /** The glyph of a cell; empty for the right half of a wide character. */
    public String glyph(int x, int y) {
        return glyphs[y * size.cols() + x];
    }

    /** The style of a cell. */
    public Style style(int x, int y) {
        return styles[y * size.cols() + x];
    }

    /** Whether a row is the same in another frame of the same size. */
    boolean sameRow(Frame other, int y) {
        int from = y * size.cols();
        int to = from + size.cols();
        return Arrays.equals(glyphs, from, to, other.glyphs, from, to)
                && Arrays.equals(styles, from, to, other.styles, from, to);
    }

    /** One row as plain text, without the spaces at its end. */
    public String row(int y) {
        StringBuilder text = new StringBuilder(size.cols());
        for (int x = 0; x < size.cols(); x++) {
            text.append(glyph(x, y));
        }
        return text.toString().stripTrailing();
    }

    /** All rows as plain text, each ended by a line feed. */
    public String text() {
        StringBuilder text = new StringBuilder(glyphs.length + size.rows());
        for (int y = 0; y < size.rows(); y++) {
            text.append(row(y)).append('\n');
        }
        return text.toString();
    }

    /** Before an arrow a blank; before what was cut off anything of the same text, since one sign more or less of it is no matter. */
    private boolean roomBefore(int i) {
        boolean cut = glyphs[i].equals(Glyph.ELLIPSIS.text());
        return i % size.cols() > 0 && (glyphs[i - 1].equals(" ") || (cut && !glyphs[i - 1].isEmpty()));
    }

    /** The same picture for a terminal without UTF-8: every glyph by its {@link Glyph} twin, or a question mark. */
    public Frame ascii() {
        String[] plain = new String[glyphs.length];
        for (int i = 0; i < plain.length; i++) {
            String twin = glyphs[i].isEmpty() ? "?" : Glyph.ascii(glyphs[i]);
            if (twin.length() > 1 && roomBefore(i)) {
                plain[i - 1] = twin.substring(0, 1);
            }
            plain[i] = twin.substring(twin.length() - 1);
        }
        return new Frame(size, plain, styles, cursor);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Frame frame
                && size.equals(frame.size)
                && Objects.equals(cursor, frame.cursor)
                && Arrays.equals(glyphs, frame.glyphs)
                && Arrays.equals(styles, frame.styles);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(glyphs) + Arrays.hashCode(styles);
    }

    @Override
    public String toString() {
        return text();
    }
}
