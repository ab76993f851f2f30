package dev.holdpoint.line;

import dev.holdpoint.operator.Due;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Items;
import dev.holdpoint.run.Ledger;
import dev.holdpoint.run.OpenItem;
import dev.holdpoint.run.Run;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Open items in sentences. */
final class ItemLines {
    private ItemLines() {}

    /** Each with since when, by whom, how it is closed and until when; then how the rest was closed. */
    static List<String> of(Run run, Instant now) {
        var lines = new ArrayList<String>();
        for (var item : run.openItems().values()) {
            lines.add("Open: " + item.name() + ", opened by " + item.step() + " "
                    + Spoken.ago(item.since(), now) + ". To close it: " + Word.spoken(Items.howToClose(run, item)) + "."
                    + (item.stays().isEmpty() ? "" : " Not yet: " + item.stays() + ".")
                    + (item.overdue(now) ? " OVERDUE" + taken(item) + "." : ""));
            var handed = item.handed();
            if (handed != null && !item.overdue(now)) {
                lines.add("    " + handed.to() + " closes it until " + shown(handed.due()) + ".");
            }
        }
        for (var item : run.ledger().closed()) {
            lines.add("Closed: " + item.name() + ", " + item.says() + ".");
        }
        if (lines.isEmpty()) {
            lines.add("Nothing has been opened yet.");
        }
        return lines;
    }

    /** ", bob takes it over until 2026-03-01 18:00"; empty where nobody does. */
    static String taken(OpenItem item) {
        var handed = item.handed();
        return handed == null ? "" : ", " + handed.to() + " closes it until " + shown(handed.due());
    }

    static String handed(Event.ItemHandedOver it) {
        return "Handed over: " + it.item() + ", " + it.to() + " closes it until " + shown(it.due())
                + (it.reason().isBlank() ? "." : ": " + it.reason());
    }

    static String closed(Event.ItemClosed it) {
        var reason = it.reason() == null ? "" : it.reason();
        return "Closed: " + it.item() + ", "
                + new Ledger.Closed(it.item(), it.step(), Instant.EPOCH, it.by(), reason, it.verified()).says() + ".";
    }

    private static String shown(Instant due) {
        return Due.shown(due, ZoneId.systemDefault());
    }
}
