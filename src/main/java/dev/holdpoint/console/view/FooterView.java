package dev.holdpoint.console.view;

import dev.holdpoint.console.keys.Footer;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Role;
import java.util.ArrayList;
import java.util.List;

/** The keys that work now; where the row is short, the least important are left out. */
final class FooterView {
    private FooterView() {}

    static void draw(Canvas canvas, List<Footer.Item> items) {
        var shown = new ArrayList<>(items);
        while (width(shown) > canvas.cols() - 2 && shown.size() > 1) {
            shown.remove(leastImportant(shown));
        }
        int x = 1;
        for (var item : shown) {
            x = canvas.put(x, 0, item.key(), Role.KEY);
            x = canvas.put(x + 1, 0, item.label(), Role.NORMAL) + 3;
        }
    }

    /** The last of those with the highest rank. */
    private static int leastImportant(List<Footer.Item> items) {
        int found = 0;
        for (int i = 1; i < items.size(); i++) {
            if (items.get(i).rank() >= items.get(found).rank()) {
                found = i;
            }
        }
        return found;
    }

    private static int width(List<Footer.Item> items) {
        return items.stream()
                        .mapToInt(it -> Columns.of(it.key()) + Columns.of(it.label()) + 4)
                        .sum()
                - 3;
    }
}
