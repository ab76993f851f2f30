package dev.holdpoint.console.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of styled cells, not yet placed anywhere. Immutable. A wide character holds two cells, the second with the
 * empty glyph.
 */
public final class Line {
    /** No cells. */
    public static final Line EMPTY = new Line(new String[0], new Style[0]);

    private final String[] glyphs;
    private final Style[] styles;

    private Line(String[] glyphs, Style[] styles) {
        this.glyphs = glyphs;
        this.styles = styles;
    }

    /** {@code text} in one style. */
    public static Line of(String text, Style style) {
        List<String> cells = new ArrayList<>(text.length());
        Clusters.each(text, (glyph, width) -> {
            cells.add(glyph);
            if (width == 2) {
                cells.add("");
            }
        });
        Style[] styles = new Style[cells.size()];
        Arrays.fill(styles, style);
        return new Line(cells.toArray(String[]::new), styles);
    }

    /** {@code text} as {@link Role#NORMAL}. */
    public static Line of(String text) {
        return of(text, Role.NORMAL);
    }

    /**
     * Cells as somebody else has laid them out; takes the arrays over.
     *
     * @param glyphs from {@link Clusters}, with an empty string behind each wide one
     * @param styles one for each glyph
     */
    public static Line ofCells(String[] glyphs, Style[] styles) {
        if (glyphs.length != styles.length) {
            throw new IllegalArgumentException(glyphs.length + " glyphs but " + styles.length + " styles");
        }
        return new Line(glyphs, styles);
    }

    /** This line with {@code text} behind it. */
    public Line add(String text, Style style) {
        return add(of(text, style));
    }

    /** This line with {@code more} behind it. */
    public Line add(Line more) {
        int cols = cols();
        String[] g = Arrays.copyOf(glyphs, cols + more.cols());
        Style[] s = Arrays.copyOf(styles, cols + more.cols());
        System.arraycopy(more.glyphs, 0, g, cols, more.cols());
        System.arraycopy(more.styles, 0, s, cols, more.cols());
        return new Line(g, s);
    }

    /** This line under a highlight, see {@link Style#under}. */
    public Line under(Role top) {
        return under(top, 0, cols());
    }

    /** This line with the cells from {@code from} up to {@code to} (exclusive) under a highlight. */
    public Line under(Role top, int from, int to) {
        Style[] s = styles.clone();
        for (int i = Math.max(0, from); i < Math.min(to, s.length); i++) {
            s[i] = s[i].under(top);
        }
        return new Line(glyphs, s);
    }

    /** Columns. */
    public int cols() {
        return glyphs.length;
    }

    /** The glyph of a cell; empty for the right half of a wide character. */
    public String glyph(int col) {
        return glyphs[col];
    }

    /** The style of a cell. */
    public Style style(int col) {
        return styles[col];
    }

    /** The text without styles. */
    public String text() {
        return String.join("", glyphs);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Line line && Arrays.equals(glyphs, line.glyphs) && Arrays.equals(styles, line.styles);
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
