package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Role;
import java.util.ArrayList;
import java.util.List;

/** Instead of a picture: how large the window must be, and after that what there is room for. */
final class TooSmallView {
    /** Keeps a size on one line. */
    private static final String BOUND = "\u00a0";

    private TooSmallView() {}

    static void draw(Canvas canvas, Looking at) {
        var lines = lines(canvas, at);
        int y = Math.max(0, (canvas.rows() - lines.size()) / 2);
        for (var line : lines) {
            canvas.put(Math.max(0, (canvas.cols() - Columns.of(line)) / 2), y++, line, Role.WARN);
        }
    }

    /** The longest text that the window has room for; the last one in any case. */
    private static List<String> lines(Canvas canvas, Looking at) {
        List<String> lines = List.of();
        for (var text : texts(canvas, at)) {
            lines = Columns.wrap(text, canvas.cols()).stream()
                    .map(it -> it.replace(BOUND, " "))
                    .toList();
            if (lines.size() <= canvas.rows()) {
                return lines;
            }
        }
        return lines;
    }

    /** What matters most stands first and is kept longest. */
    private static List<String> texts(Canvas canvas, Looking at) {
        var needs = size(ScreenView.LEAST.cols(), ScreenView.LEAST.rows());
        var sentences = new ArrayList<String>();
        sentences.add("Holdpoint needs " + needs + " at least.");
        if (at.panel() instanceof Panel.Confirming confirming) {
            sentences.add("Then it asks: " + confirming.question());
        }
        sentences.add("Until then no key acts, only q leaves.");
        sentences.add("The run goes on.");
        sentences.add("This window is " + size(canvas.cols(), canvas.rows()) + ".");
        var texts = new ArrayList<String>();
        for (int i = sentences.size(); i > 0; i--) {
            texts.add(String.join(" ", sentences.subList(0, i)));
        }
        texts.add("needs " + needs);
        texts.add(needs);
        texts.add(needs.replace(BOUND, ""));
        return texts;
    }

    private static String size(int cols, int rows) {
        return cols + BOUND + "×" + BOUND + rows;
    }
}
