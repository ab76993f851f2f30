package dev.holdpoint.console.terminal;

/**
 * An area of cells; width and height are never negative.
 *
 * @param x first column, from 0
 * @param y first row, from 0
 * @param w columns
 * @param h rows
 */
public record Rect(int x, int y, int w, int h) {
    /** Raises a negative width or height to zero, so that layouts may subtract freely. */
    public Rect {
        w = Math.max(0, w);
        h = Math.max(0, h);
    }

    /** The area without {@code n} cells on every side; {@code inset(1)} is the inside of a box. */
    public Rect inset(int n) {
        return new Rect(x + n, y + n, w - 2 * n, h - 2 * n);
    }

    /** The first {@code n} rows. */
    public Rect top(int n) {
        return new Rect(x, y, w, Math.min(n, h));
    }

    /** What is left below the first {@code n} rows. */
    public Rect below(int n) {
        int cut = Math.min(n, h);
        return new Rect(x, y + cut, w, h - cut);
    }

    /** The last {@code n} rows. */
    public Rect bottom(int n) {
        int cut = Math.min(n, h);
        return new Rect(x, y + h - cut, w, cut);
    }

    /** What is left above the last {@code n} rows. */
    public Rect above(int n) {
        return new Rect(x, y, w, h - Math.min(n, h));
    }

    /** The first {@code n} columns. */
    public Rect left(int n) {
        return new Rect(x, y, Math.min(n, w), h);
    }

    /** What is left to the right of the first {@code n} columns. */
    public Rect rightOf(int n) {
        int cut = Math.min(n, w);
        return new Rect(x + cut, y, w - cut, h);
    }

    /** An area of this size at most, in the middle of this one. */
    public Rect centred(int cols, int rows) {
        int cw = Math.min(cols, w);
        int ch = Math.min(rows, h);
        return new Rect(x + (w - cw) / 2, y + (h - ch) / 2, cw, ch);
    }

    /** Whether the cell lies inside. */
    public boolean contains(int col, int row) {
        return col >= x && col < x + w && row >= y && row < y + h;
    }

    /** The cells that both areas have. */
    public Rect intersect(Rect other) {
        int nx = Math.max(x, other.x);
        int ny = Math.max(y, other.y);
        return new Rect(nx, ny, Math.min(x + w, other.x + other.w) - nx, Math.min(y + h, other.y + other.h) - ny);
    }
}
