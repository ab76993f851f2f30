package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Output;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.pane.Window;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import java.util.List;
import java.util.Locale;

/** What the step prints: the tail, or where the operator has stopped; how much there is stands in the border. */
final class OutputView {
    /** Columns of the border itself, and of the blanks in it. */
    private static final int BORDER = 5;

    private static final int GAP = 3;

    private final Looking at;

    OutputView(Looking at) {
        this.at = at;
    }

    /**
     * Draws the rows, and into the border how many there are.
     *
     * @param frame the pane with its border
     * @param area where the rows go
     * @param left columns of the border that are taken
     */
    void draw(Canvas frame, Canvas area, int left) {
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
        int room = frame.cols() - BORDER - (left == 0 ? 0 : left + GAP);
        var counts = counts(output);
        var news = output.following() ? "" : fitting(news(window), room - Columns.of(counts.getLast()));
        var count = fitting(counts, room - Columns.of(news));
        int right = frame.putRight(frame.cols() - 2, frame.rows() - 1, " " + count + " ", Role.DIM);
        frame.putRight(right - 1, frame.rows() - 1, news, Role.WARN);
    }

    private static List<String> news(Window window) {
        var begun = window.since() > 0 ? " ↓ " + Wording.many(window.since(), "new line") : " stopped here";
        return List.of(begun + " · End follows ", begun + " ", " ↓ ");
    }

    /** How much there is, and where the rest is of what is not here; in fewer words from one to the next. */
    private static List<String> counts(Output output) {
        if (output.pane().isFullScreen()) {
            return List.of("full screen");
        }
        var lines = Wording.many(output.pane().lines(), "line");
        if (output.whole()) {
            return List.of(lines);
        }
        var kept = Wording.count(output.pane().kept());
        var last = "the last " + kept + (output.skipped().get() > 0 ? " lines" : " of " + lines);
        return List.of(last + " · o opens all", last, "the last " + kept);
    }

    private static String fitting(List<String> texts, int room) {
        return texts.stream().filter(it -> Columns.of(it) <= room).findFirst().orElse(texts.getLast());
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
