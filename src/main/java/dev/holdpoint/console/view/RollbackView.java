package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.GoingBack;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.run.RollingBack;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.WayBack;
import java.util.ArrayList;
import java.util.List;

/** The plan of a rollback: what is taken back, how long each takes, what is lost, what stays; below it why, and the word to type. */
final class RollbackView {
    private static final int WORD = 9;
    private static final int LONGEST_ID = 18;
    private static final int FEET = 3;

    private final Looking at;
    private final Panel.AtRollback panel;
    private final WayBack plan;

    RollbackView(Looking at, Panel.AtRollback panel) {
        this.at = at;
        this.panel = panel;
        this.plan = WayBack.of(at.run(), at.now());
    }

    void draw(Canvas canvas) {
        canvas.clear(canvas.whole());
        canvas.box(canvas.whole(), "", Role.WARN, Role.WARN);
        var title = Glyph.UNDONE
                + " " + stage() + " · "
                + at.run().plan().checklist().title();
        canvas.put(2, 0, " " + Columns.cut(title, canvas.cols() - 6) + " ", Role.WARN);
        var inner = canvas.in(new Rect(2, 1, canvas.cols() - 4, canvas.rows() - 2));
        int feet = asks() ? FEET + 1 : FEET;
        int room = inner.rows() - feet - 1;
        var lines = lines(inner.cols());
        int top = panel.scroll().top(lines.size(), room);
        for (int y = 0; y < room && top + y < lines.size(); y++) {
            inner.put(0, y, lines.get(top + y));
        }
        int below = lines.size() - top - room;
        if (below > 0) {
            canvas.putRight(
                    canvas.cols() - 2,
                    canvas.rows() - 1,
                    " ↓ " + Wording.many(below, "more line") + " · PgDn ",
                    Role.WARN);
        }
        foot(inner.in(inner.whole().bottom(feet)));
    }

    private String stage() {
        return switch (at.run().rollback().stage()) {
            case NONE -> "ROLL BACK";
            case UNDOING, PROVING -> "ROLLING BACK";
            case OVER -> "ROLLED BACK";
        };
    }

    /** What counts as a whole stands first, so that it is seen where there is no room for every step. */
    private List<Line> lines(int cols) {
        var lines = new ArrayList<Line>();
        for (var text : GoingBack.summary(at.run(), plan, at.now())) {
            var role = text.contains("AFTER THE WINDOW") ? Role.FAIL : Role.NORMAL;
            Columns.wrap(SafeText.line(text), cols).forEach(it -> lines.add(Line.of(it, role)));
        }
        lines.add(Line.EMPTY);
        int id = Math.min(
                LONGEST_ID,
                plan.parts().stream()
                        .mapToInt(it -> Columns.of(it.stop().id()))
                        .max()
                        .orElse(0));
        for (var part : plan.parts()) {
            part(lines, part, id, cols);
        }
        return lines;
    }

    private void part(List<Line> lines, WayBack.Part part, int id, int cols) {
        var step = part.stop().step();
        var indent = " ".repeat(2 + id + 1 + WORD);
        lines.add(sign(part)
                .add(Columns.pad(Columns.cut(step.id(), id), id) + " ", part.behind() ? Role.DIM : Role.STRONG)
                .add(Columns.pad(GoingBack.word(at.run(), part), WORD), Role.DIM)
                .add(Columns.cut(step.title(), Math.max(0, cols - indent.length())), Role.NORMAL));
        for (var detail : GoingBack.details(at.run(), part)) {
            var role = detail.startsWith("loses: ") ? Role.WARN : Role.DIM;
            for (var text : Columns.wrap(SafeText.line(detail), Math.max(10, cols - indent.length()))) {
                lines.add(Line.of(indent + text, role));
            }
        }
    }

    private Line sign(WayBack.Part part) {
        var state = at.run().status(part.stop()).state();
        if (state == StepState.UNDOING || state == StepState.UNDONE) {
            return Line.of(Glyph.UNDONE + " ", state == StepState.UNDOING ? Role.RUN : Role.OK);
        }
        if (state == StepState.FAILED && at.run().status(part.stop()).undo() && !part.behind()) {
            return Line.of(Glyph.FAILED + " ", Role.FAIL);
        }
        return switch (part.fate()) {
            case CANNOT -> Line.of(Glyph.SKIPPED + " ", Role.WARN);
            case UNKNOWN -> Line.of(Glyph.UNKNOWN + " ", Role.WARN);
            case UNDO -> Line.of((part.behind() ? Glyph.SKIPPED : Glyph.TO_DO) + " ", Role.NORMAL);
        };
    }

    /** Whether the word is to be typed now. */
    private boolean asks() {
        return panel.typing() && !at.run().rollback().bars() && !at.watches();
    }

    private void foot(Canvas foot) {
        if (at.run().rollback().bars()) {
            int y = 0;
            for (var line : Columns.wrap(
                    SafeText.line(GoingBack.stands(at.run(), at.now()) + " " + BackLine.ways(at.run(), true)),
                    foot.cols())) {
                if (y < FEET - 1) {
                    foot.put(0, y++, line, Role.STRONG);
                }
            }
            Dialog.keys(foot, FEET - 1, "esc", "closes");
        } else if (at.watches()) {
            foot.put(0, 0, "Nothing has begun: this is what would be taken back.", Role.NORMAL);
            Dialog.keys(foot, FEET - 1, "esc", "closes");
        } else if (asks()) {
            phrase(foot);
        } else {
            foot.put(0, 0, "Why is the run rolled back? It stays in the journal.", Role.STRONG);
            Dialog.field(
                    foot.in(new Rect(0, 1, foot.cols(), 1)),
                    panel.reason(),
                    panel.reason().text(),
                    true);
            Dialog.keys(foot, 2, "enter", "goes on", "F5", "looks again", "esc", "leaves it as it is");
        }
    }

    private void phrase(Canvas foot) {
        foot.put(0, 0, Columns.cut("Because: " + panel.reason().text(), foot.cols()), Role.NORMAL);
        int x = foot.put(0, 1, "Type “", Role.WARN);
        x = foot.put(x, 1, RollingBack.PHRASE, Role.STRONG);
        foot.put(x, 1, "” to begin:", Role.WARN);
        x = foot.put(0, 2, "Phrase: ", Role.DIM);
        Dialog.field(
                foot.in(new Rect(x, 2, Math.min(foot.cols() - x, 2 * RollingBack.PHRASE.length()), 1)),
                panel.phrase(),
                panel.phrase().text(),
                true);
        Dialog.keys(foot, FEET, "enter", "begins", "esc", "leaves it as it is");
    }
}
