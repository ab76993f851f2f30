package dev.holdpoint.console.pane;

import java.util.function.LongUnaryOperator;

/**
 * Where somebody looks at a pane: at its tail, or at rows that stay while more is printed. Immutable; every watcher has
 * one of their own.
 *
 * @param following whether the tail is shown
 * @param top the first row shown while not following
 * @param seen the last row that existed when the watcher left the tail
 */
public record Scroll(boolean following, long top, long seen) {
    /** Following the tail. */
    public static final Scroll TAIL = new Scroll(true, 0, 0);

    /** The first row shown when {@code height} rows are. */
    public long topOf(Pane pane, int height) {
        return following ? lowestTop(pane, height) : Math.clamp(top, pane.firstRow(), lowestTop(pane, height));
    }

    /**
     * Moves by {@code rows}, negative is up; whoever reaches the end follows again.
     *
     * @param height rows shown
     */
    public Scroll move(Pane pane, long rows, int height) {
        return to(pane, topOf(pane, height) + rows, height);
    }

    /** Shows the oldest row first. */
    public Scroll home(Pane pane, int height) {
        return to(pane, pane.firstRow(), height);
    }

    /** Shows {@code row}, in the upper third if there is a choice. */
    public Scroll show(Pane pane, long row, int height) {
        long topNow = topOf(pane, height);
        if (row >= topNow && row < topNow + height) {
            return following ? new Scroll(false, topNow, pane.lastRow()) : this;
        }
        return to(pane, row - height / 3, height);
    }

    /** The same place after {@link Pane#resize}. */
    public Scroll moved(LongUnaryOperator rows) {
        return following ? this : new Scroll(false, rows.applyAsLong(top), rows.applyAsLong(seen));
    }

    private Scroll to(Pane pane, long wanted, int height) {
        long bounded = Math.max(pane.firstRow(), wanted);
        return bounded >= lowestTop(pane, height)
                ? TAIL
                : new Scroll(false, bounded, following ? pane.lastRow() : seen);
    }

    private static long lowestTop(Pane pane, int height) {
        return Math.max(pane.firstRow(), pane.lastRow() - height + 1);
    }
}
