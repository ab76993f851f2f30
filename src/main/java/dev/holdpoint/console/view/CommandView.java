package dev.holdpoint.console.view;

import dev.holdpoint.console.model.CommandLine;
import dev.holdpoint.console.model.LineInput;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.CommandWords;

/** The line behind {@code :} or {@code /}, and above it what could stand there. */
final class CommandView {
    private static final int MOST = 8;

    private CommandView() {}

    /**
     * Draws both.
     *
     * @param body where the offers go, at its foot
     * @param row the line itself
     */
    static void draw(Canvas body, Canvas row, CommandLine line) {
        typed(row, ":", line.input());
        if (!line.problem().isEmpty()) {
            // It is read also where the line leaves no room behind it.
            int least = Math.max(2, row.cols() - Columns.of(line.problem()) - 3);
            int x = Math.min(Columns.of(line.input().text()) + 5, least);
            row.in(new Rect(x - 2, 0, row.cols() - x + 2, 1)).clear(new Rect(0, 0, row.cols() - x + 2, 1));
            row.put(x, 0, Columns.cut(line.problem(), row.cols() - x - 1), Role.FAIL);
        }
        offers(body, line);
    }

    private static void offers(Canvas body, CommandLine line) {
        var offered = line.offered();
        int first = Math.clamp(line.choice() - MOST / 2L, 0, Math.max(0, offered.size() - MOST));
        int count = Math.min(MOST, offered.size());
        if (count == 0 || body.rows() < count + 2) {
            return;
        }
        int widest = offered.stream().mapToInt(Columns::of).max().orElse(0);
        int cols = Math.min(body.cols(), Math.clamp(widest, 16, 40) + 56);
        var box = body.in(new Rect(0, body.rows() - count - 2, cols, count + 2));
        box.clear(box.whole());
        box.box(box.whole(), "", Role.BORDER_FOCUS, Role.TITLE);
        for (int i = 0; i < count; i++) {
            var offer = offered.get(first + i);
            int x = box.put(2, i + 1, Columns.pad(offer, Math.clamp(widest, 16, 40)), Role.KEY) + 2;
            box.put(x, i + 1, Columns.cut(CommandWords.says(offer), cols - x - 2), Role.DIM);
            if (first + i == line.choice()) {
                box.highlight(new Rect(1, i + 1, cols - 2, 1), Role.SELECTED);
            }
        }
        if (offered.size() > count) {
            box.putRight(cols - 2, count + 1, " " + (offered.size() - count) + " more ", Role.DIM);
        }
    }

    static void typed(Canvas row, String sign, LineInput input) {
        row.clear(row.whole());
        row.put(1, 0, sign, Role.KEY);
        var field = row.in(new Rect(2, 0, row.cols() - 3, 1));
        int at = Columns.of(input.text().substring(0, input.cursor()));
        int skip = Math.max(0, at - field.cols() + 1);
        field.put(-skip, 0, input.text(), Role.STRONG);
        field.cursor(at - skip, 0);
    }
}
