package dev.holdpoint.console.view;

import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Style;
import dev.holdpoint.operator.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Lines of a pane or panel: a word at the left, what it says at the right, wrapped below itself. */
final class Facts {
    private static final int HANGING = 2;

    private final int cols;
    private final int label;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param cols columns there are
     * @param label columns of the words at the left
     */
    Facts(int cols, int label) {
        this.cols = cols;
        this.label = label;
    }

    /** Empty ones of the same size. */
    Facts anew() {
        return new Facts(cols, label);
    }

    int cols() {
        return cols;
    }

    /** Columns for what is said. */
    int room() {
        return Math.max(1, cols - label);
    }

    List<Line> lines() {
        return lines;
    }

    Facts blank() {
        lines.add(Line.EMPTY);
        return this;
    }

    Facts line(Line line) {
        lines.add(line);
        return this;
    }

    Facts line(String text, Style style) {
        Columns.wrap(text, cols).forEach(it -> lines.add(Line.of(it, style)));
        return this;
    }

    /** One fact, in at most {@code most} lines; nothing where the text is empty. */
    Facts fact(String word, String text, Style style, int most) {
        return facts(word, text.isBlank() ? List.of() : Columns.wrap(SafeText.lines(text), room()), style, most);
    }

    /** Lines broken so that nothing of them is cut away. */
    List<String> wrapped(List<String> texts) {
        return texts.stream()
                .flatMap(it -> Columns.wrap(SafeText.kept(it), room(), HANGING).stream())
                .toList();
    }

    /** Several lines under one word; the last one says how many more there are. */
    Facts facts(String word, List<String> texts, Style style, int most) {
        int room = Math.max(1, cols - label);
        int shown = texts.size() <= most ? texts.size() : most - 1;
        for (int i = 0; i < shown; i++) {
            add(i == 0 ? word : "", Columns.cut(SafeText.kept(texts.get(i)), room), style);
        }
        if (shown < texts.size()) {
            add(shown == 0 ? word : "", "… " + Wording.many(texts.size() - shown, "more line"), Role.DIM);
        }
        return this;
    }

    /** At most so many rows of all of it; the last one says how many more there are. */
    Facts most(int rows) {
        int shown = Math.max(0, rows - 1);
        if (lines.size() > rows) {
            int more = lines.size() - shown;
            lines.subList(shown, lines.size()).clear();
            add("", "… " + Wording.many(more, "more line"), Role.DIM);
        }
        return this;
    }

    private void add(String word, String text, Style style) {
        lines.add(Line.of(Columns.pad(word, label), Role.DIM).add(text, style));
    }

    /** Draws the lines from row {@code y}. @return the row behind the last one */
    int draw(Canvas canvas, int x, int y) {
        int row = y;
        for (var line : lines) {
            canvas.put(x, row++, line);
        }
        return row;
    }
}
