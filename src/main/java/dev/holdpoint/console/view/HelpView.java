package dev.holdpoint.console.view;

import dev.holdpoint.console.keys.Binding;
import dev.holdpoint.console.keys.Keymap;
import dev.holdpoint.console.keys.Labels;
import dev.holdpoint.console.keys.Permits;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import java.util.ArrayList;
import java.util.List;

/** Every key, what it does, and why it does not work now. */
final class HelpView {
    private static final int KEYS = 14;

    private HelpView() {}

    static void draw(Canvas body, Looking at, Panel.Helping helping) {
        var lines = lines(at, helping.gate(), body.cols() - 4);
        Reading.draw(body, "Keys", lines, helping.scroll(), "↑ ↓ scrolls   esc closes");
    }

    private static List<Line> lines(Looking at, boolean gate, int cols) {
        var sections = new ArrayList<>(Keymap.sections());
        if (gate) {
            sections.addFirst(sections.removeLast());
        }
        var lines = new ArrayList<Line>();
        for (var section : sections) {
            lines.add(Line.of(section.title(), Role.TITLE));
            section.bindings().forEach(it -> lines.addAll(binding(it, at, cols)));
            lines.add(Line.EMPTY);
        }
        lines.add(Line.of("Signs", Role.TITLE));
        lines.addAll(Legend.lines());
        return lines;
    }

    private static List<Line> binding(Binding binding, Looking at, int cols) {
        var refusal = Permits.refusal(binding.command(), at);
        var lines = new ArrayList<Line>();
        var key = Columns.pad("  " + Labels.of(binding.keys()), KEYS);
        var words = Columns.wrap(binding.command().says(), Math.max(20, cols - KEYS));
        for (int i = 0; i < words.size(); i++) {
            lines.add(Line.of(i == 0 ? key : " ".repeat(KEYS), refusal.isEmpty() ? Role.KEY : Role.KEY_OFF)
                    .add(words.get(i), refusal.isEmpty() ? Role.NORMAL : Role.DIM));
        }
        refusal.ifPresent(it -> lines.add(Line.of(
                " ".repeat(KEYS) + Columns.cut("not now: " + it, Math.max(20, cols - KEYS)), Role.WARN)));
        return lines;
    }
}
