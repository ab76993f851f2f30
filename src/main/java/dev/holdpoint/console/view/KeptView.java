package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Keeping;
import java.time.ZoneId;

/** The red row above everything while a check that is kept is red: which, since when, and what it saw. */
final class KeptView {
    private final Looking at;
    private final ZoneId zone;

    KeptView(Looking at, ZoneId zone) {
        this.at = at;
        this.zone = zone;
    }

    /** @return rows taken */
    int draw(Canvas canvas) {
        var red = Keeping.red(at.run());
        if (red.isEmpty()) {
            return 0;
        }
        var first = red.getFirst();
        var since = Wording.clock(Watched.since(at.run(), first, at.now()), zone);
        var more = red.size() == 1 ? "" : " (and " + (red.size() - 1) + " more)";
        var text = Glyph.FAILED + " " + first.id() + " RED since " + since + more + ": " + Watched.red(at.run(), first);
        canvas.fill(new Rect(0, 0, canvas.cols(), 1), " ", Role.ALARM);
        canvas.put(1, 0, Columns.cut(text, canvas.cols() - 2), Role.ALARM);
        return 1;
    }
}
