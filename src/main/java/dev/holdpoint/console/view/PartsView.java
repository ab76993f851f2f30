package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.run.Plan;
import dev.holdpoint.step.Progress;
import java.util.List;

/** How far the pieces of a running step are, at the bottom of its pane: a bar for each database, host or file. */
final class PartsView {
    private static final int LABEL = 18;

    private final List<Progress.Part> parts;
    private final String says;

    PartsView(Looking at, Plan.Stop stop) {
        var progress =
                at.run().status(stop).state().active() ? at.progress(stop.id()) : java.util.Optional.<Progress>empty();
        this.parts = progress.map(Progress::parts).orElse(List.of());
        this.says = progress.map(Progress::says).orElse("");
    }

    /** Rows that it wants of {@code rows}: a third at most, or half of very few. */
    int height(int rows) {
        int wanted = parts.size() + (says.isBlank() ? 0 : 1);
        return wanted == 0 ? 0 : Math.min(wanted, Math.max(Math.min(3, rows / 2 + 1), rows / 3));
    }

    void draw(Canvas canvas) {
        int shown = canvas.rows() - (says.isBlank() ? 0 : 1);
        int label = Math.min(
                LABEL,
                parts.stream().mapToInt(it -> Columns.of(it.label())).max().orElse(0));
        int bar = Math.clamp(canvas.cols() / 5L, 6, 24);
        for (int i = 0; i < Math.min(shown, parts.size()); i++) {
            part(canvas, parts.get(i), i, label, bar);
        }
        if (canvas.rows() > 0 && !says.isBlank()) {
            var more = parts.size() - shown;
            var text = more > 0 ? says + "   (" + more + " more)" : says;
            canvas.put(0, canvas.rows() - 1, Columns.cut(SafeText.line(text), canvas.cols()), Role.RUN);
        }
    }

    private static void part(Canvas canvas, Progress.Part part, int y, int label, int bar) {
        canvas.put(0, y, Columns.pad(SafeText.line(part.label()), label), Role.NORMAL);
        int x = label + 2;
        if (part.fraction() >= 0) {
            canvas.bar(x, y, bar, part.fraction());
        }
        x += bar + 2;
        canvas.put(x, y, Columns.cut(SafeText.lines(part.says()), canvas.cols() - x), Role.DIM);
    }
}
