package dev.holdpoint.console.view;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.console.model.Field;
import dev.holdpoint.console.model.Form;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;

/** Values to fill in: a row each, and below it what is wrong, or for the one being typed what kind of value it is. */
final class FormView {
    private static final int FEET = 3;

    private final Looking at;
    private final Form form;

    FormView(Looking at, Form form) {
        this.at = at;
        this.form = form;
    }

    void draw(Canvas body) {
        int lines = heads() + rows(0, form.fields().size()) + FEET;
        var rect = body.whole().centred(Math.min(100, body.cols()), Math.min(body.rows(), lines + 2));
        var box = body.in(rect);
        box.clear(box.whole());
        box.box(box.whole(), title(), Role.BORDER_FOCUS, Role.TITLE);
        var inner = box.in(new Rect(2, 1, box.cols() - 4, box.rows() - 2));
        inner.put(0, 0, Columns.cut(about(), inner.cols()), Role.NORMAL);
        fields(box, inner.in(new Rect(0, heads(), inner.cols(), inner.rows() - heads() - FEET)));
        foot(inner);
    }

    private String title() {
        if (form.step() != null) {
            return (form.marksDone() ? "Mark as done by hand · " : "Tick off · ") + form.step();
        }
        return resumed() ? "Before it goes on" : "Before it starts";
    }

    /** The run has its values; what a restart has forgotten is asked for again. */
    private boolean resumed() {
        return at.run().variablesSet();
    }

    private static int heads() {
        return 2;
    }

    private String about() {
        var step = form.step();
        if (step != null && form.marksDone()) {
            return "It would have set these; steps behind it read them.";
        }
        if (step != null) {
            return at.run().plan().stop(step).step().title();
        }
        if (resumed()) {
            return "Secrets are never kept, so they are asked for again.";
        }
        var about = at.run().plan().checklist().about();
        return about == null ? at.run().plan().checklist().title() : about;
    }

    private void fields(Canvas box, Canvas area) {
        int top = top(area.rows());
        int label = form.fields().stream()
                .mapToInt(it -> Columns.of(it.variable().ask()))
                .max()
                .orElse(0);
        label = Math.clamp(label, 10, Math.max(10, area.cols() * 2 / 5));
        int y = 0;
        int i = top;
        for (; i < form.fields().size() && y + rows(i, i + 1) <= area.rows(); i++) {
            field(area, form.fields().get(i), y, label, i == form.current());
            y += rows(i, i + 1);
        }
        edge(box, 0, " ↑ ", top);
        edge(box, box.rows() - 1, " ↓ ", form.fields().size() - i);
    }

    /** Says in the border how many fields are out of sight. */
    private static void edge(Canvas box, int y, String arrow, int hidden) {
        if (hidden > 0) {
            box.putRight(box.cols() - 2, y, arrow + Wording.count(hidden) + " more ", Role.BORDER_FOCUS);
        }
    }

    /** The first field shown: the one that is typed stands in the middle, or the last ones fill the form. */
    private int top(int height) {
        int last = form.fields().size();
        while (last > 0 && rows(last - 1, form.fields().size()) <= height) {
            last--;
        }
        int top = form.current();
        while (top > 0 && rows(top - 1, form.current()) <= height / 2) {
            top--;
        }
        return Math.min(top, last);
    }

    /** Rows of the fields from {@code from} to before {@code to}. */
    private int rows(int from, int to) {
        int rows = 0;
        for (int i = from; i < to; i++) {
            rows += i == form.current() || !below(form.fields().get(i)).isEmpty() ? 2 : 1;
        }
        return rows;
    }

    /** What stands below a field that nobody types in: what is wrong, or why there is no value. */
    private static String below(Field field) {
        return field.problem().isEmpty() && !field.value().isEmpty() ? "" : field.problem() + field.source();
    }

    private void field(Canvas area, Field field, int y, int label, boolean current) {
        if (current) {
            area.put(0, y, Glyph.CLOSED.text(), Role.KEY);
        }
        area.put(2, y, Columns.pad(field.variable().ask(), label), current ? Role.STRONG : Role.NORMAL);
        var cell = area.in(new Rect(label + 4, y, area.cols() - label - 4, 1));
        if (field.options().isEmpty()) {
            Dialog.field(cell, field.input(), shown(field), current);
        } else {
            options(cell, field);
        }
        if (!current && below(field).isEmpty()) {
            return;
        }
        var below = area.in(new Rect(label + 4, y + 1, area.cols() - label - 4, 1));
        if (!field.problem().isEmpty()) {
            var problem = Glyph.FAILED + " " + field.problem();
            boolean fits = Columns.of(problem) <= below.cols();
            var row = fits ? below : area.in(new Rect(2, y + 1, area.cols() - 2, 1));
            row.put(0, 0, Columns.cut(problem, row.cols()), Role.FAIL);
        } else {
            below.put(0, 0, Columns.cut(hint(field), below.cols()), Role.DIM);
        }
    }

    private static String shown(Field field) {
        var text = field.input().text();
        return field.variable().secret() ? Values.MASK.substring(0, 1).repeat(text.length()) : text;
    }

    private static void options(Canvas cell, Field field) {
        int x = 0;
        for (var option : field.options()) {
            boolean chosen = option.equals(field.value());
            x = cell.put(x, 0, chosen ? "(•) " : "( ) ", chosen ? Role.KEY : Role.DIM);
            x = cell.put(x, 0, option, chosen ? Role.STRONG : Role.NORMAL) + 3;
        }
    }

    private static String hint(Field field) {
        var variable = field.variable();
        var text = new StringBuilder(variable.name());
        if (variable.type() != VariableType.TEXT) {
            text.append(" · ").append(variable.type().word());
        }
        if (variable.secret()) {
            text.append(" · secret: never kept, never shown");
        }
        if (!field.source().isEmpty()) {
            text.append(" · ").append(field.source());
        }
        return text.append(field.options().isEmpty() ? "" : " · space chooses").toString();
    }

    private void foot(Canvas inner) {
        int y = inner.rows() - 2;
        if (!form.problem().isEmpty()) {
            inner.put(0, y, Columns.cut(Glyph.FAILED + " " + form.problem(), inner.cols()), Role.FAIL);
        }
        var last = form.step() != null ? "ticks it off" : resumed() ? "goes on" : "begins";
        Dialog.keys(inner, y + 1, "enter", form.onLast() ? last : "next", "↑ ↓", "between fields", "esc", "leaves");
    }
}
