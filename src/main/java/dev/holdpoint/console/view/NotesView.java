package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Scroll;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.SafeText;
import java.time.ZoneId;
import java.util.ArrayList;

/** All notes, the newest first. */
final class NotesView {
    private NotesView() {}

    static void draw(Canvas body, Looking at, Scroll scroll, ZoneId zone) {
        var lines = new ArrayList<Line>();
        for (var note : at.run().notes().reversed()) {
            var step = note.step();
            lines.add(Line.of(Wording.clock(note.at(), zone), Role.DIM)
                    .add("  " + note.by(), Role.STRONG)
                    .add(step == null ? "" : "  " + step, Role.RUN));
            for (var text : Columns.wrap(SafeText.lines(note.text()), body.cols() - 6)) {
                lines.add(Line.of("  " + text, Role.NORMAL));
            }
            lines.add(Line.EMPTY);
        }
        if (lines.isEmpty()) {
            lines.add(Line.of("Nobody has written a note yet: n writes one.", Role.DIM));
        }
        Reading.draw(body, "Notes", lines, scroll, "esc closes");
    }
}
