package dev.holdpoint.console.view;

import dev.holdpoint.console.model.LineInput;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Style;

/** The frame of a question in the middle of the screen, and its field to type in. */
final class Dialog {
    private static final int COLS = 76;

    private Dialog() {}

    /** Draws an empty box of this many lines; returns what is inside. */
    static Canvas open(Canvas body, String title, int lines, Style border) {
        var rect = body.whole().centred(Math.min(COLS, body.cols() - 2), lines + 2);
        var box = body.in(rect);
        box.clear(box.whole());
        box.box(box.whole(), "", border, border);
        box.put(2, 0, " " + Columns.cut(title, box.cols() - 6) + " ", Role.TITLE);
        return box.in(new Rect(2, 1, box.cols() - 4, box.rows() - 2));
    }

    /**
     * A field with its text; scrolls so that the cursor is seen, and says at its edges where there is more.
     *
     * @param shown the text as it may be shown, as long as the real one
     */
    static void field(Canvas field, LineInput input, String shown, boolean cursor) {
        field.fill(field.whole(), " ", Role.INPUT);
        int at = Columns.of(shown.substring(0, input.cursor()));
        int skip = Math.max(0, at - field.cols() + 1);
        field.put(-skip, 0, shown, Role.INPUT);
        if (skip > 0) {
            field.put(0, 0, Glyph.ELLIPSIS.text(), Role.DIM.under(Role.INPUT));
        }
        if (Columns.of(shown) - skip > field.cols()) {
            field.put(field.cols() - 1, 0, Glyph.ELLIPSIS.text(), Role.DIM.under(Role.INPUT));
        }
        if (cursor) {
            field.cursor(at - skip, 0);
        }
    }

    /** Keys and what they do, alternating. */
    static void keys(Canvas inner, int y, String... words) {
        int x = 0;
        for (int i = 0; i + 1 < words.length; i += 2) {
            x = inner.put(x, y, words[i], Role.KEY);
            x = inner.put(x + 1, y, words[i + 1], Role.NORMAL) + 3;
        }
    }
}
