package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.StepState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The step pane while the cursor is on the heading of a phase: how its steps stand. */
final class PhaseView {
    private final Looking at;
    private final int phase;

    PhaseView(Looking at, int phase) {
        this.at = at;
        this.phase = phase;
    }

    void draw(Canvas canvas, boolean focus) {
        var phases = at.run().plan().checklist().phases();
        var title = phase >= 0 && phase < phases.size() ? phases.get(phase).title() : "";
        canvas.box(canvas.whole(), title, focus ? Role.BORDER_FOCUS : Role.BORDER, focus ? Role.TITLE : Role.DIM);
        var inner = canvas.in(new Rect(2, 1, canvas.cols() - 4, canvas.rows() - 2));
        var stops = at.run().plan().walk().stream()
                .filter(it -> it.phase() == phase)
                .toList();
        int y = 0;
        inner.put(0, y++, Columns.cut(counts(stops), inner.cols()), Role.NORMAL);
        y++;
        for (var stop : stops) {
            if (y >= inner.rows()) {
                break;
            }
            var mark = Marks.of(at.run(), stop);
            inner.put(0, y, mark.glyph().text(), mark.role());
            inner.put(2, y, Columns.cut(stop.step().title(), inner.cols() - 2), Role.NORMAL);
            y++;
        }
    }

    private String counts(List<Plan.Stop> stops) {
        Map<StepState, Integer> counts = new EnumMap<>(StepState.class);
        stops.forEach(it -> counts.merge(at.run().status(it).state(), 1, Integer::sum));
        var words = counts.entrySet().stream()
                .map(it -> it.getValue() + " "
                        + it.getKey().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                .toList();
        return Wording.many(stops.size(), "step") + ": " + String.join(", ", words);
    }
}
