package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Scroll;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.Due;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.run.Items;
import dev.holdpoint.run.Ledger;
import dev.holdpoint.run.OpenItem;
import java.time.ZoneId;

/** What is open: since when, who opened it, how it is closed, until when; then how the rest was closed. */
final class ItemsView {
    private static final int LABEL = 9;
    private static final int MOST = 4;

    private final Looking at;
    private final ZoneId zone;
    private final Facts facts;

    private ItemsView(Looking at, ZoneId zone, int cols) {
        this.at = at;
        this.zone = zone;
        this.facts = new Facts(cols, LABEL);
    }

    static void draw(Canvas body, Looking at, Scroll scroll, ZoneId zone) {
        var view = new ItemsView(at, zone, body.cols() - 4);
        at.run().openItems().values().forEach(view::open);
        at.run().ledger().closed().reversed().forEach(view::closed);
        if (view.facts.lines().isEmpty()) {
            view.facts.line("Nothing has been opened yet.", Role.DIM);
        }
        Reading.draw(body, "Open items", view.facts.lines(), scroll, ":close   :hand   esc closes");
    }

    private void open(OpenItem item) {
        facts.line(Line.of(Glyph.OPEN + " " + SafeText.line(item.name()), Role.WARN));
        facts.fact("Since", Due.shown(item.since(), zone) + ", opened by " + item.step(), Role.NORMAL, MOST);
        facts.fact("Close", Items.howToClose(at.run(), item), Role.NORMAL, MOST);
        if (item.claim() != null) {
            facts.fact("Closed?", "its kind looks whether it is", Role.RUN, MOST);
        }
        facts.fact("Not yet", item.stays(), Role.FAIL, MOST);
        due(item);
        facts.blank();
    }

    private void due(OpenItem item) {
        var handed = item.handed();
        if (handed != null) {
            var late = item.overdue(at.now());
            facts.fact(
                    "Due",
                    Due.shown(handed.due(), zone) + (late ? " OVERDUE" : "") + ", taken over by " + handed.to()
                            + (handed.reason().isBlank() ? "" : ": " + handed.reason()),
                    late ? Role.FAIL : Role.WARN,
                    MOST);
        }
    }

    private void closed(Ledger.Closed item) {
        facts.line(Line.of(Glyph.DONE + " " + SafeText.line(item.name()), item.verified() ? Role.OK : Role.WARN));
        facts.fact("Closed", Due.shown(item.at(), zone) + ", " + item.says(), Role.DIM, MOST);
        facts.blank();
    }
}
