package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Scroll;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import java.util.List;

/** A page to read, over everything else. */
final class Reading {
    private Reading() {}

    static void draw(Canvas body, String title, List<Line> lines, Scroll scroll, String foot) {
        body.clear(body.whole());
        body.box(body.whole(), title, Role.BORDER_FOCUS, Role.TITLE);
        var inner = body.in(new Rect(2, 1, body.cols() - 4, body.rows() - 2));
        int top = scroll.top(lines.size(), inner.rows());
        for (int y = 0; y < inner.rows() && top + y < lines.size(); y++) {
            inner.put(0, y, lines.get(top + y));
        }
        int below = lines.size() - top - inner.rows();
        var more = below > 0 ? " ↓ " + Wording.many(below, "more line") + "   " : " ";
        body.putRight(body.cols() - 2, body.rows() - 1, more + foot + " ", Role.DIM);
    }
}
