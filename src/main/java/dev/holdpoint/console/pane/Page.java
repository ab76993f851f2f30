package dev.holdpoint.console.pane;

import org.jspecify.annotations.Nullable;

/**
 * Rows with absolute numbers: the screen of {@link #rows} rows from {@link #base} on, and above it as much history as
 * the ring holds. A row that falls out of the ring gives its memory to a new one.
 */
final class Page {
    private final @Nullable Row[] ring;
    private final int mask;
    int cols;
    int rows;

    /** The number of the screen's first row. */
    long base;

    /** The number of the last row that exists; the screen's lower part may not exist yet. */
    long bottom;

    /** A page with room for at least {@code history} rows beside the screen. */
    Page(int cols, int rows, int history) {
        this.cols = cols;
        this.rows = rows;
        int capacity = Integer.highestOneBit(Math.max(1, history + rows) * 2 - 1);
        this.ring = new Row[capacity];
        this.mask = capacity - 1;
    }

    /** The oldest row that is still there. */
    long first() {
        return Math.max(0, bottom - mask);
    }

    /** The last row that the screen may have. */
    long limit() {
        return base + rows - 1;
    }

    /** A row from {@link #first} to {@link #bottom}. */
    Row row(long number) {
        int slot = (int) (number & mask);
        Row row = ring[slot];
        if (row == null) {
            row = new Row();
            ring[slot] = row;
        }
        return row;
    }

    /** Makes all rows up to {@code number} exist, empty; what no longer fits the screen becomes history. */
    void reach(long number) {
        while (bottom < number) {
            bottom++;
            row(bottom).clear();
            if (bottom > limit()) {
                base++;
            }
        }
    }

    /** Moves the rows between two borders up by one; the first is lost, the last is empty. */
    void scrollUp(long from, long to) {
        reach(to);
        Row lost = row(from);
        for (long at = from; at < to; at++) {
            ring[(int) (at & mask)] = row(at + 1);
        }
        lost.clear();
        ring[(int) (to & mask)] = lost;
    }

    /** Moves the rows between two borders down by one; the last is lost, the first is empty. */
    void scrollDown(long from, long to) {
        reach(to);
        Row lost = row(to);
        for (long at = to; at > from; at--) {
            ring[(int) (at & mask)] = row(at - 1);
        }
        lost.clear();
        ring[(int) (from & mask)] = lost;
    }
}
