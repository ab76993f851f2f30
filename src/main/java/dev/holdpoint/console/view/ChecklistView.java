package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Rows;
import dev.holdpoint.console.model.Widths;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Style;
import dev.holdpoint.operator.Headway;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.StepState;
import java.util.HashMap;
import java.util.Map;

/** The checklist: phases and their steps; below a running step how far it is. Draws the rows that are seen and looks at no others. */
final class ChecklistView {
    private static final int LONGEST_ID = 32;
    private static final int LEAST_ID = 12;
    private static final int ROOM_FOR_IDS = 34;

    /** Signs at the left and the time at the right. */
    private static final int BESIDE = 12;

    private static final int LEAST_COLS = 40;

    private final Looking at;
    private final Rows rows;
    private final Map<Integer, Headway> bars = new HashMap<>();
    private final int widestId;
    private final int widestTitle;

    ChecklistView(Looking at) {
        this.at = at;
        this.rows = at.rows();
        for (var stop : at.run().plan().stops()) {
            if (at.run().status(stop).state().active() && !rows.folded(stop.phase())) {
                Headway.of(at.run(), stop, at.progress(stop.id()), at.now())
                        .ifPresent(it -> bars.put(rows.rowOfPlace(stop.place()), it));
            }
        }
        widestId = Math.min(at.widths().id(), LONGEST_ID);
        widestTitle = at.widths().title();
    }

    /** Columns that it wants beside the step: as many as its titles need, at most 46 of 100. They stay while the run goes on. */
    int width(int cols) {
        return Math.clamp(BESIDE + widestId + 1 + widestTitle + 2L, LEAST_COLS, Math.max(LEAST_COLS, cols * 46 / 100));
    }

    /** Rows that all of it takes, with its border. */
    int height() {
        return rows.size() + bars.size() + 2;
    }

    void draw(Canvas canvas, boolean focus) {
        var border = focus ? Role.BORDER_FOCUS : Role.BORDER;
        canvas.box(canvas.whole(), "Checklist", border, focus ? Role.TITLE : Role.DIM);
        var inner = canvas.in(canvas.whole().inset(1));
        int top = top(inner.rows());
        int y = 0;
        int idCols = inner.cols() < ROOM_FOR_IDS ? 0 : idCols(inner.cols() - BESIDE);
        for (int row = top; row < rows.size() && y < inner.rows(); row++) {
            y = row(inner, row, y, idCols);
        }
        edges(canvas, top, border);
    }

    /** How much is above and below, in the border. */
    private void edges(Canvas canvas, int top, Style border) {
        int hidden = rows.size() + bars.size() - top - (canvas.rows() - 2);
        if (top > 0) {
            canvas.putRight(canvas.cols() - 2, 0, " ↑ " + Wording.count(top) + " ", border);
        }
        if (hidden > 0) {
            canvas.putRight(canvas.cols() - 2, canvas.rows() - 1, " ↓ " + Wording.count(hidden) + " ", border);
        }
    }

    /** The first row: such that the cursor stands in the middle, where there is more than fits. */
    private int top(int height) {
        int all = rows.size() + bars.size();
        if (all <= height) {
            return 0;
        }
        int last = Math.max(0, rows.size() - height + below(rows.size() - height));
        return Math.clamp(at.row() - height / 2L, 0, last);
    }

    private int below(int row) {
        return (int) bars.keySet().stream().filter(it -> it >= row).count();
    }

    /** The title says what is done, so ids give way to it: they are cut before it is. */
    private int idCols(int room) {
        return Math.clamp(room - 1L - widestTitle, Math.min(LEAST_ID, widestId), widestId);
    }

    /** Commands want ids: one that would be cut takes what the title of its own row leaves, and two fifths of the row at least. */
    private static int idCols(String id, String title, int room, int common) {
        int most = Math.max(room * 2 / 5, room - 1 - Columns.of(title));
        return Math.max(common, Math.min(Columns.of(id), most));
    }

    private Plan.Stop stop(int row) {
        return at.run().plan().stops().get(rows.place(row));
    }

    private int row(Canvas inner, int row, int y, int idCols) {
        if (rows.isHeading(row)) {
            heading(inner, rows.phase(row), y);
        } else {
            step(inner, stop(row), y, idCols);
        }
        if (row == at.row()) {
            inner.put(0, y, Glyph.CLOSED.text(), Role.STRONG);
            inner.highlight(new Rect(0, y, inner.cols(), 1), Role.SELECTED);
        }
        var bar = bars.get(row);
        if (bar == null) {
            return y + 1;
        }
        bar(inner, bar, y + 1);
        return y + 2;
    }

    private void heading(Canvas inner, int phase, int y) {
        boolean settled = rows.settled(phase) == rows.total(phase);
        boolean none = rows.total(phase) == 0;
        var count = none ? "" : rows.settled(phase) + "/" + rows.total(phase);
        int right = inner.putRight(inner.cols() - 1, y, count, settled ? Role.DIM : Role.NORMAL);
        if (settled && rows.folded(phase)) {
            inner.put(2, y, (none ? Glyph.NOT_APPLICABLE : Glyph.DONE).text(), none ? Role.DIM : Role.OK);
        } else {
            inner.put(2, y, (rows.folded(phase) ? Glyph.CLOSED : Glyph.OPEN).text(), Role.DIM);
        }
        var phases = at.run().plan().checklist().phases();
        var title = phase < phases.size() ? phases.get(phase).title() : "";
        inner.put(4, y, Columns.cut(title, right - 5), settled ? Role.DIM : Role.STRONG);
    }

    private void step(Canvas inner, Plan.Stop stop, int y, int idCols) {
        var status = at.run().status(stop);
        var mark = Marks.of(at.run(), stop);
        int right = time(inner, stop, y);
        int x = at.run().plan().mends(stop.id()) == null ? 4 : 6;
        inner.put(x, y, mark.glyph().text(), mark.role());
        x += 2;
        var title = stop.step().title();
        if (idCols > 0) {
            var id = Widths.shown(at.run().plan(), stop);
            int cols = idCols(id, title, right - x - 1, idCols);
            var role = status.state().active() ? Role.STRONG : status.state().settled() ? Role.DIM : Role.NORMAL;
            inner.put(x, y, Columns.cut(id, cols), found(stop.id(), role));
            x += cols + 1;
        }
        inner.put(x, y, Columns.cut(title, right - x - 1), found(title, Marks.title(status.state())));
    }

    private Style found(String text, Role otherwise) {
        return at.search().matches(text) ? Role.MATCH : otherwise;
    }

    /** @return the first column of what stands at the right */
    private int time(Canvas inner, Plan.Stop stop, int y) {
        var status = at.run().status(stop);
        int right = inner.cols() - 1;
        if (Standing.byHand(stop, status)) {
            return inner.putRight(right, y, "by hand", Role.DIM);
        }
        if (status.attempt() > 0 && status.state() != StepState.SKIPPED) {
            boolean active = status.state().active();
            var took = status.took(at.now());
            return active || !Wording.instant(took)
                    ? inner.putRight(right, y, Wording.span(took), active ? Role.RUN : Role.DIM)
                    : right;
        }
        if (Watched.soaks(at.run(), stop)) {
            return inner.putRight(right, y, Watched.left(at.run(), stop, at.now()), Role.HOLD);
        }
        var expected = at.run().plan().expected(stop);
        if (expected != null && !Wording.instant(expected) && status.state() == StepState.TO_DO) {
            return inner.putRight(right, y, "~" + Wording.span(expected), Role.DIM);
        }
        return right;
    }

    private static void bar(Canvas inner, Headway way, int y) {
        int x = 6;
        if (way.fraction() >= 0) {
            int cols = Math.clamp(inner.cols() / 3L, 6, 20);
            inner.bar(x, y, cols, way.fraction());
            x += cols + 2;
        }
        inner.put(x, y, Columns.cut(way.words(), inner.cols() - x), Role.DIM);
    }
}
