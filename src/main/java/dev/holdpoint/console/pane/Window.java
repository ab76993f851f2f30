package dev.holdpoint.console.pane;

import dev.holdpoint.console.terminal.Line;
import java.util.List;

/**
 * What is seen of a pane at one moment.
 *
 * @param top the number of the first row shown
 * @param rows the rows, at most as many as asked for
 * @param since rows that have come below what was last seen; 0 while following
 */
public record Window(long top, List<Line> rows, long since) {
    /** Keeps a copy of the list. */
    public Window {
        rows = List.copyOf(rows);
    }
}
