package dev.holdpoint.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run has opened: what is open still, and how the rest was closed. Immutable.
 *
 * @param open by name, in the order in which they were opened
 * @param closed in the order in which they were closed
 */
public record Ledger(Map<String, OpenItem> open, List<Closed> closed) {
    public static final Ledger EMPTY = new Ledger(Map.of(), List.of());

    public Ledger {
        open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
        closed = List.copyOf(closed);
    }

    /**
     * @param step whose end has closed it, or who had opened it where a person did
     * @param by who said so; null where no person did
     * @param reason how; empty where its step's end says it all
     * @param verified it was seen to be closed; else somebody, or some program's exit, has only said so
     */
    public record Closed(
            String name, String step, Instant at, @Nullable String by, String reason, boolean verified) {
        /** "verified by close-door", "said by alice, not verified: took the rule away". */
        public String says() {
            var who = by == null ? "by " + step : "said by " + by;
            var how = verified ? (by == null ? "verified " + who : who + ", verified") : who + ", not verified";
            return reason.isBlank() ? how : how + ": " + reason;
        }
    }

    /** Takes an event in; any other than those of items changes nothing. */
    public Ledger and(Event.OfStep event, Instant at) {
        return switch (event) {
            case Event.ItemOpened it -> with(new OpenItem(it.item(), it.step(), at, words(it.close())));
            case Event.ItemHandedOver it ->
                changed(
                        it.item(),
                        item -> item.with(new OpenItem.Handed(it.to(), it.due(), it.by(), words(it.reason()))));
            case Event.ItemSensing it ->
                changed(it.item(), item -> item.claimed(new OpenItem.Claim(it.step(), it.by()), ""));
            case Event.ItemStaysOpen it -> changed(it.item(), item -> item.claimed(null, it.reason()));
            case Event.ItemClosed it -> without(it, at);
            default -> this;
        };
    }

    private static String words(@Nullable String text) {
        return text == null ? "" : text;
    }

    private interface Change {
        OpenItem of(OpenItem item);
    }

    private Ledger changed(String name, Change change) {
        var item = open.get(name);
        return item == null ? this : with(change.of(item));
    }

    private Ledger with(OpenItem item) {
        var items = new LinkedHashMap<>(open);
        items.put(item.name(), item);
        return new Ledger(items, closed);
    }

    private Ledger without(Event.ItemClosed it, Instant at) {
        var items = new LinkedHashMap<>(open);
        items.remove(it.item());
        var all = new ArrayList<>(closed);
        all.add(new Closed(it.item(), it.step(), at, it.by(), words(it.reason()), it.verified()));
        return new Ledger(items, all);
    }

    /** Nothing is open that nobody has taken over. */
    boolean settled() {
        return open.values().stream().allMatch(it -> it.handed() != null && it.claim() == null);
    }
}
