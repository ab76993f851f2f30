package dev.holdpoint.console.pane;

import java.util.function.LongUnaryOperator;

/**
 * A page at another size: lines that were wrapped are joined and wrapped anew, history and all, and everybody who
 * remembers a row number can ask where it went.
 */
final class Rewrap implements LongUnaryOperator {
    private final Page page;
    private final long oldFirst;
    private final long[] moved;
    private final int cols;
    private long row;
    private int column;
    private long at;
    private int x;

    /**
     * Wraps anew.
     *
     * @param old the page as it was; its rows are not changed
     * @param cursorRow where the cursor stands, at most {@code old.bottom}
     */
    Rewrap(Page old, long cursorRow, int cursorColumn, int cols, int rows, int history) {
        this.page = new Page(cols, rows, history);
        this.cols = cols;
        this.oldFirst = old.first();
        long last = lastUsed(old, cursorRow);
        this.moved = new long[(int) (last - oldFirst + 1)];
        boolean joined = true; // the first row begins no new one
        for (long from = oldFirst; from <= last; from++) {
            Row source = old.row(from);
            if (!joined) {
                nextRow();
            }
            moved[(int) (from - oldFirst)] = at;
            copy(source, from == cursorRow ? cursorColumn : -1);
            joined = source.wrapped();
        }
        this.row = Math.clamp(row, page.base, page.limit());
        page.reach(this.row);
    }

    /** A page of the same rows, cut or filled at its right and lower edge: for the alternate screen. */
    static Page clip(Page old, int cols, int rows) {
        Page clipped = new Page(cols, rows, 0);
        long last = Math.min(old.bottom, rows - 1L);
        clipped.reach(last);
        for (long y = 0; y <= last; y++) {
            Row from = old.row(y);
            for (int x = 0; x < Math.min(from.length(), cols); x++) {
                clipped.row(y).carry(from, x, x, cols);
            }
        }
        return clipped;
    }

    Page page() {
        return page;
    }

    /** The cursor's new row. */
    long row() {
        return row;
    }

    /** The cursor's new column. */
    int column() {
        return column;
    }

    /** Where the row called {@code old} begins now. */
    @Override
    public long applyAsLong(long old) {
        int index = (int) Math.clamp(old - oldFirst, 0, moved.length - 1L);
        return Math.clamp(moved[index], page.first(), page.bottom);
    }

    /** Empty rows below the cursor are no text: a smaller screen needn't keep them. */
    private static long lastUsed(Page old, long cursorRow) {
        long last = old.bottom;
        while (last > cursorRow && old.row(last).visibleLength() == 0) {
            last--;
        }
        return last;
    }

    private void copy(Row source, int cursorColumn) {
        int length = source.wrapped() ? source.length() : source.visibleLength();
        for (int from = 0; from < length; from++) {
            boolean half = source.glyph(from).isEmpty();
            if (!half) {
                int width = source.isWide(from) ? 2 : 1;
                if (x > 0 && x + width > cols) {
                    page.row(at).wrapped(true);
                    nextRow();
                }
                page.row(at).carry(source, from, x, cols);
                x = Math.min(cols, x + width);
            }
            if (from == cursorColumn) {
                cursorAt(x - 1);
            }
        }
        if (cursorColumn >= length) {
            cursorAt(x + cursorColumn - length);
        }
    }

    private void cursorAt(int wanted) {
        row = at;
        column = Math.clamp(wanted, 0, cols - 1);
    }

    private void nextRow() {
        at++;
        page.reach(at);
        x = 0;
    }
}
