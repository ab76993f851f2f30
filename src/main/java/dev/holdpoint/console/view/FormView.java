package dev.holdpoint.console.view;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.console.model.Field;
import dev.holdpoint.console.model.Form;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Style;
import java.util.ArrayList;
import java.util.List;

/** Values to fill in: a row each, and below it what is wrong, or for the one being typed what kind of value it is. */
final class FormView {
    private static final int FEET = 3;

    /** Columns of the box: enough for most, more where questions or values are longer and there is room. */
    private static final int COLS = 100;

    /** Signs and blanks beside a question and its value. */
    private static final int BESIDE = 9;

    private static final int LEAST_LABEL = 10;

    /** Rows of a value that is shown whole; of a longer one its beginning, so that the form is still seen. */
    private static final int MOST_VALUE = 5;

    private final Looking at;
    private final Form form;

    /** Columns within the box, and of the questions. */
    private int cols;

    private int label;

    FormView(Looking at, Form form) {
        this.at = at;
        this.form = form;
    }

    void draw(Canvas body) {
        int box = measure(body.cols());
        int most = Math.max(1, (body.rows() - 2 - FEET) / 3);
        var about = new Facts(cols, 0).fact("", about(), Role.NORMAL, most).lines();
        int heads = about.size() + 1;
        int lines = heads + rows(0, form.fields().size()) + FEET;
        draw(body.in(body.whole().centred(box, Math.min(body.rows(), lines + 2))), about);
    }

    private void draw(Canvas box, List<Line> about) {
        box.clear(box.whole());
        box.box(box.whole(), title(), Role.BORDER_FOCUS, Role.TITLE);
        var inner = box.in(new Rect(2, 1, box.cols() - 4, box.rows() - 2));
        int y = 0;
        for (var line : about) {
            inner.put(0, y++, line);
        }
        int heads = y + 1;
        fields(box, inner.in(new Rect(0, heads, inner.cols(), inner.rows() - heads - FEET)));
        foot(inner);
    }

    /** @return columns of the box */
    private int measure(int room) {
        int asks = LEAST_LABEL;
        int values = 0;
        for (var field : form.fields()) {
            asks = Math.max(asks, Columns.of(field.variable().ask()));
            values = Math.max(values, Columns.of(shown(field)));
        }
        int box = Math.min(room, Math.max(COLS, asks + values + BESIDE));
        cols = box - 4;
        label = Math.min(asks, Math.max(cols * 2 / 5, cols - values - BESIDE + 4));
        return box;
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
        int y = 0;
        int i = top;
        for (; i < form.fields().size() && y + rows(i, i + 1) <= area.rows(); i++) {
            field(area, form.fields().get(i), y, i == form.current());
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
            rows += 1 + below(form.fields().get(i), i == form.current()).size();
        }
        return rows;
    }

    /** What stands below a field: for the one that is typed in all of what was cut, and what kind of value it is; what is wrong. */
    private List<Line> below(Field field, boolean current) {
        var lines = new ArrayList<Line>();
        var secret = field.variable().secret();
        if (current && Columns.of(field.variable().ask()) > label) {
            below(lines, field.variable().ask(), Role.STRONG);
        }
        if (current && !secret && field.options().isEmpty() && Columns.of(shown(field)) > cell()) {
            below(lines, Columns.cut(shown(field), MOST_VALUE * (cols - 4)), Role.NORMAL);
        }
        if (!field.problem().isEmpty()) {
            below(lines, Glyph.FAILED + " " + field.problem(), Role.FAIL);
        } else if (current || (field.value().isEmpty() && !field.source().isEmpty())) {
            below(lines, hint(field), Role.DIM);
        }
        return lines;
    }

    /** Below the value where it fits there, else below the question. */
    private void below(List<Line> lines, String text, Style style) {
        if (Columns.of(text) <= cell()) {
            lines.add(Line.of(" ".repeat(label + 4) + text, style));
        } else {
            Columns.wrap(text, cols - 4).forEach(it -> lines.add(Line.of("    " + it, style)));
        }
    }

    /** Columns of a value. */
    private int cell() {
        return Math.max(1, cols - label - 4);
    }

    private void field(Canvas area, Field field, int y, boolean current) {
        if (current) {
            area.put(0, y, Glyph.CLOSED.text(), Role.KEY);
        }
        area.put(2, y, Columns.pad(field.variable().ask(), label), current ? Role.STRONG : Role.NORMAL);
        var cell = area.in(new Rect(label + 4, y, cell(), 1));
        if (!field.options().isEmpty()) {
            options(cell, field);
        } else if (current) {
            Dialog.field(cell, field.input(), shown(field), true);
        } else {
            cell.fill(cell.whole(), " ", Role.INPUT);
            cell.put(0, 0, Wording.ends(shown(field), cell.cols()), Role.INPUT);
        }
        int below = y + 1;
        for (var line : below(field, current)) {
            area.put(0, below++, line);
        }
    }

    private static String shown(Field field) {
        var text = field.input().text();
        return field.variable().secret() ? Values.MASK.substring(0, 1).repeat(text.length()) : text;
    }

    private static void options(Canvas cell, Field field) {
        int x = 0;
        int wanted = field.options().stream().mapToInt(it -> Columns.of(it) + 7).sum() - 3;
        if (wanted > cell.cols()) {
            var of = " (" + (field.options().indexOf(field.value()) + 1) + " of "
                    + field.options().size() + ")";
            var chosen = Columns.cut(field.value(), cell.cols() - 4 - of.length());
            x = cell.put(x, 0, "(•) ", Role.KEY);
            cell.put(cell.put(x, 0, chosen, Role.STRONG), 0, of, Role.DIM);
            return;
        }
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
