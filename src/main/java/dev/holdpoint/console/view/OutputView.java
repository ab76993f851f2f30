package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import java.util.Locale;

/** What the step prints: the tail, or where the operator has stopped; how much there is stands in the border. */
final class OutputView {
    private final Looking at;

    OutputView(Looking at) {
        this.at = at;
    }

    /**
     * Draws the rows, and into the border how many there are.
     *
     * @param frame the pane with its border
     * @param area where the rows go
     */
    void draw(Canvas frame, Canvas area) {
        var output = at.detail().output();
        if (output == null) {
            return;
        }
        var window = output.window(area.cols(), area.rows());
        int y = 0;
        for (var line : window.rows()) {
            area.put(0, y++, marked(line));
        }
        var cursor = window.cursor();
        if (cursor != null && at.panel() instanceof Panel.Typing) {
            area.cursor(cursor.x(), cursor.y());
        }
        var lines = Wording.many(output.pane().lines(), "line");
        var count = output.skipped().get() > 0 ? "the last " + lines : lines;
        int right = frame.putRight(frame.cols() - 2, frame.rows() - 1, " " + count + " ", Role.DIM);
        if (!output.following()) {
            var news = window.since() > 0 ? " ↓ " + Wording.many(window.since(), "new line") : " stopped here";
            frame.putRight(right - 1, frame.rows() - 1, news + " · End follows ", Role.WARN);
        }
    }

    private Line marked(Line line) {
        if (!at.search().active() || !at.search().matches(line.text())) {
            return line;
        }
        var text = at.search().exact() ? line.text() : line.text().toLowerCase(Locale.ROOT);
        var pattern = at.search().pattern();
        var found = line;
        // Columns and characters differ only where wide or combined characters stand before the match.
        for (int from = text.indexOf(pattern); from >= 0; from = text.indexOf(pattern, from + pattern.length())) {
            found = found.under(Role.MATCH, from, from + pattern.length());
        }
        return found;
    }
}
