package dev.holdpoint.console.view;

import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import java.util.List;

/** What the signs of the checklist mean. */
final class Legend {
    private Legend() {}

    static List<Line> lines() {
        return List.of(
                line(Glyph.TO_DO, Role.NORMAL, "to do"),
                line(Glyph.RUNNING, Role.RUN, "running, or being verified"),
                line(Glyph.DONE, Role.OK, "done"),
                line(Glyph.FAILED, Role.FAIL, "failed"),
                line(Glyph.HOLD, Role.HOLD, "hold point, locked"),
                line(Glyph.HOLD_ARMED, Role.HOLD_ARMED, "hold point, armed: its phrase may be typed"),
                line(Glyph.UNKNOWN, Role.WARN, "outcome unknown: look, then say whether it happened"),
                line(Glyph.SKIPPED, Role.DIM, "skipped"),
                line(Glyph.NOT_APPLICABLE, Role.DIM, "not applicable to this run"),
                line(Glyph.UNDONE, Role.WARN, "undone"));
    }

    private static Line line(Glyph glyph, Role role, String says) {
        return Line.of("  ", Role.NORMAL).add(glyph.text(), role).add("           " + says, Role.NORMAL);
    }
}
