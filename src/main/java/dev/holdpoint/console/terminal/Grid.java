package dev.holdpoint.console.terminal;

import java.util.Arrays;

/** The cells that canvases draw on. Keeps one promise: no half of a wide character stands without the other. */
final class Grid {
    final Size size;
    final String[] glyphs;
    final Style[] styles;

    Grid(Size size) {
        this.size = size;
        this.glyphs = new String[size.cols() * size.rows()];
        this.styles = new Style[glyphs.length];
        Arrays.fill(glyphs, " ");
        Arrays.fill(styles, Role.NORMAL);
    }

    /** Sets one cell, or two; both must lie on the grid. */
    void set(int x, int y, String glyph, int width, Style style) {
        int at = y * size.cols() + x;
        mend(x, at);
        if (width == 2) {
            mend(x + 1, at + 1);
            glyphs[at + 1] = "";
            styles[at + 1] = style;
        }
        glyphs[at] = glyph;
        styles[at] = style;
    }

    /** Before a cell is overwritten: the other half of the wide character it belongs to becomes a space. */
    private void mend(int x, int at) {
        if (glyphs[at].isEmpty()) {
            glyphs[at - 1] = " ";
        } else if (x + 1 < size.cols() && glyphs[at + 1].isEmpty()) {
            glyphs[at + 1] = " ";
        }
    }
}
