package dev.holdpoint.console.pane;

import dev.holdpoint.console.terminal.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a pane at one moment.
 *
 * @param top the number of the first row shown
 * @param rows the rows, at most as many as asked for
 * @param since rows that have come below what was last seen; 0 while following
 * @param cursor where the program's cursor stands; null where it is hidden or not among the rows asked for
 */
public record Window(
        long top, List<Line> rows, long since, @Nullable Cell cursor) {
    /** A place in the window, from 0, 0. */
    public record Cell(int x, int y) {}

    /** Keeps a copy of the list. */
    public Window {
        rows = List.copyOf(rows);
    }
}
