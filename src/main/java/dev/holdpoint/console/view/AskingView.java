package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.Purpose;
import dev.holdpoint.operator.SafeText;

/** A sentence is wanted, or a yes. */
final class AskingView {
    private AskingView() {}

    static void draw(Canvas body, Looking at, Panel.Asking asking) {
        var about = asking.about();
        var title = asking.purpose().title() + (about == null ? "" : " · " + SafeText.line(about));
        var inner = Dialog.open(body, title, 6, Role.BORDER_FOCUS);
        inner.put(0, 0, Columns.cut(what(at, asking), inner.cols()), Role.STRONG);
        if (!asking.refusal().isEmpty()) {
            refused(inner, asking.refusal());
            return;
        }
        inner.put(0, 1, Columns.cut(asking.purpose().question(), inner.cols()), Role.NORMAL);
        Dialog.field(
                inner.in(new Rect(0, 3, inner.cols(), 1)),
                asking.input(),
                asking.input().text(),
                true);
        inner.put(0, 4, asking.input().problem(), Role.FAIL);
        Dialog.keys(inner, 5, "enter", "does it", "esc", "leaves it as it is");
    }

    /** The step's title; of an open item who had opened it. */
    private static String what(Looking at, Panel.Asking asking) {
        var about = asking.about();
        if (about == null) {
            return "";
        }
        var item = at.run().openItems().get(about);
        if (asking.purpose() == Purpose.CLOSE_ITEM || asking.purpose() == Purpose.HAND_OVER) {
            return item == null ? "" : "opened by " + item.step();
        }
        return at.run().plan().stop(about).step().title();
    }

    private static void refused(Canvas inner, String reason) {
        int y = 1;
        for (var line : Columns.wrap(Glyph.FAILED + " " + SafeText.line(reason), inner.cols())) {
            inner.put(0, y++, line, Role.WARN);
        }
        Dialog.keys(inner, 5, "esc", "leaves, nothing is changed");
    }

    static void draw(Canvas body, Panel.Confirming confirming) {
        int cols = Math.min(72, body.cols() - 6);
        var detail = Columns.wrap(confirming.detail(), cols);
        var inner = Dialog.open(body, confirming.question(), detail.size() + 2, Role.WARN);
        for (int i = 0; i < detail.size(); i++) {
            inner.put(0, i, detail.get(i), Role.NORMAL);
        }
        Dialog.keys(inner, detail.size() + 1, "y", "yes", "n", "no, go on");
    }
}
