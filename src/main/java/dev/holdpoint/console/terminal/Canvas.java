package dev.holdpoint.console.terminal;

import org.jspecify.annotations.Nullable;

/**
 * What views draw on: an area of cells with its own origin, clipped at its edges. Coordinates outside are allowed and
 * draw nothing. Not for more than one thread.
 */
public final class Canvas {
    private final Grid grid;
    private final Rect area;
    private final Pencil pencil;

    /** A canvas of spaces in {@link Role#NORMAL}. */
    public Canvas(Size size) {
        this(new Grid(size), new Rect(0, 0, size.cols(), size.rows()), new Pencil());
    }

    private Canvas(Grid grid, Rect area, Pencil pencil) {
        this.grid = grid;
        this.area = area;
        this.pencil = pencil;
    }

    /** The part {@code inside} (in this canvas's coordinates) as a canvas of its own, on the same cells. */
    public Canvas in(Rect inside) {
        Rect moved = new Rect(area.x() + inside.x(), area.y() + inside.y(), inside.w(), inside.h());
        return new Canvas(grid, moved.intersect(area), pencil);
    }

    /** Columns of this canvas. */
    public int cols() {
        return area.w();
    }

    /** Rows of this canvas. */
    public int rows() {
        return area.h();
    }

    /** This canvas as an area, from 0, 0. */
    public Rect whole() {
        return new Rect(0, 0, area.w(), area.h());
    }

    /**
     * Draws {@code text} in one row; a wide character that would be cut by an edge becomes a space.
     *
     * @return the column after the text, also where it was clipped
     */
    public int put(int x, int y, String text, Style style) {
        int[] at = {x};
        Clusters.each(text, (glyph, width) -> {
            cell(at[0], y, glyph, width, style);
            at[0] += width;
        });
        return at[0];
    }

    /** Draws a line; see {@link #put(int, int, String, Style)}. */
    public int put(int x, int y, Line line) {
        for (int i = 0; i < line.cols(); i++) {
            if (!line.glyph(i).isEmpty()) {
                boolean wide = i + 1 < line.cols() && line.glyph(i + 1).isEmpty();
                cell(x + i, y, line.glyph(i), wide ? 2 : 1, line.style(i));
            }
        }
        return x + line.cols();
    }

    /**
     * Draws {@code text} so that it ends before column {@code right}.
     *
     * @return its first column
     */
    public int putRight(int right, int y, String text, Style style) {
        int x = right - Columns.of(text);
        put(x, y, text, style);
        return x;
    }

    /** Fills an area with one glyph, one column wide. */
    public void fill(Rect rect, String glyph, Style style) {
        Rect inside = whole().intersect(rect);
        for (int y = inside.y(); y < inside.y() + inside.h(); y++) {
            for (int x = inside.x(); x < inside.x() + inside.w(); x++) {
                cell(x, y, glyph, 1, style);
            }
        }
    }

    /** Empties an area. */
    public void clear(Rect rect) {
        fill(rect, " ", Role.NORMAL);
    }

    /** Puts an area under a highlight, whatever stands there; see {@link Style#under}. */
    public void highlight(Rect rect, Role top) {
        Rect inside = whole().intersect(rect);
        for (int y = inside.y(); y < inside.y() + inside.h(); y++) {
            for (int x = inside.x(); x < inside.x() + inside.w(); x++) {
                int at = (area.y() + y) * grid.size.cols() + area.x() + x;
                grid.styles[at] = grid.styles[at].under(top);
            }
        }
    }

    /** A frame around the edge of {@code rect}; {@code title} may be empty. Less than 2 × 2 draws nothing. */
    public void box(Rect rect, String title, Style border, Style titleStyle) {
        int right = rect.x() + rect.w() - 1;
        int bottom = rect.y() + rect.h() - 1;
        if (rect.w() < 2 || rect.h() < 2) {
            return;
        }
        Rect middle = new Rect(rect.x() + 1, rect.y(), rect.w() - 2, 1);
        fill(middle, Glyph.HORIZONTAL.text(), border);
        fill(new Rect(middle.x(), bottom, middle.w(), 1), Glyph.HORIZONTAL.text(), border);
        fill(new Rect(rect.x(), rect.y() + 1, 1, rect.h() - 2), Glyph.VERTICAL.text(), border);
        fill(new Rect(right, rect.y() + 1, 1, rect.h() - 2), Glyph.VERTICAL.text(), border);
        put(rect.x(), rect.y(), Glyph.TOP_LEFT.text(), border);
        put(right, rect.y(), Glyph.TOP_RIGHT.text(), border);
        put(rect.x(), bottom, Glyph.BOTTOM_LEFT.text(), border);
        put(right, bottom, Glyph.BOTTOM_RIGHT.text(), border);
        if (!title.isEmpty() && rect.w() > 4) {
            put(rect.x() + 1, rect.y(), " " + Columns.cut(title, rect.w() - 4) + " ", titleStyle);
        }
    }

    /**
     * A progress bar of {@code cols} cells.
     *
     * @param share 0 to 1
     */
    public void bar(int x, int y, int cols, double share) {
        int full = (int) Math.floor(Math.clamp(share, 0.0, 1.0) * cols + 1e-9);
        fill(new Rect(x, y, full, 1), Glyph.BAR_FULL.text(), Role.BAR);
        fill(new Rect(x + full, y, cols - full, 1), Glyph.BAR_EMPTY.text(), Role.BAR_REST);
    }

    /** Shows the cursor at this cell; outside of the canvas it stays as it was. */
    public void cursor(int x, int y) {
        if (whole().contains(x, y)) {
            pencil.cursor = new Frame.Cursor(area.x() + x, area.y() + y);
        }
    }

    /** What has been drawn so far, as a value; all canvases on the same cells give the same frame. */
    public Frame frame() {
        return new Frame(grid.size, grid.glyphs.clone(), grid.styles.clone(), pencil.cursor);
    }

    private void cell(int x, int y, String glyph, int width, Style style) {
        if (y < 0 || y >= area.h()) {
            return;
        }
        boolean left = x >= 0 && x < area.w();
        if (width == 1) {
            if (left) {
                grid.set(area.x() + x, area.y() + y, glyph, 1, style);
            }
            return;
        }
        boolean right = x + 1 >= 0 && x + 1 < area.w();
        if (left && right) {
            grid.set(area.x() + x, area.y() + y, glyph, 2, style);
        } else if (left || right) {
            grid.set(area.x() + (left ? x : x + 1), area.y() + y, " ", 1, style);
        }
    }

    /** What all canvases of one frame share beside the cells. */
    private static final class Pencil {
        Frame.@Nullable Cursor cursor;
    }
}
