package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.SafeText;

/** The row above everything while a host on which something runs does not answer: which, for how long, and that its job does not mind. */
final class SilenceView {
    private final Looking at;

    SilenceView(Looking at) {
        this.at = at;
    }

    /** @return rows taken */
    int draw(Canvas canvas) {
        var silent = at.silence();
        if (silent.isEmpty()) {
            return 0;
        }
        canvas.fill(new Rect(0, 0, canvas.cols(), 1), " ", Role.ALARM);
        canvas.put(1, 0, Columns.cut(SafeText.line(silent.get().says()), canvas.cols() - 2), Role.ALARM);
        return 1;
    }
}
