package dev.holdpoint.console.terminal;

/**
 * A size in cells; never smaller than 1 × 1, whatever a terminal reports.
 *
 * @param cols columns
 * @param rows rows
 */
public record Size(int cols, int rows) {
    /** Raises what is below one to one: serial lines and fresh ptys report 0 × 0. */
    public Size {
        cols = Math.max(1, cols);
        rows = Math.max(1, rows);
    }
}
