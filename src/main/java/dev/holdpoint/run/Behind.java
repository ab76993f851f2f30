package dev.holdpoint.run;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which steps come behind which: those that need it, and those that need these. Asked step by step: without {@code needs:} thousands of
 * steps need millions of others, and all pairs took a second.
 */
final class Behind {
    private final List<Plan.Stop> stops;
    private final Map<String, BitSet> found = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    /** Steps that need one below them. */
    private final BitSet upwards = new BitSet();

    Behind(List<Plan.Stop> stops) {
        this.stops = stops;
    }

    boolean is(Plan.Stop stop, String id) {
        return of(id).get(stop.place());
    }

    /** Whether a step at one of those places comes behind it. */
    boolean any(String id, BitSet those) {
        return of(id).intersects(those);
    }

    /** Looks all needs through once, which the first question would wait for. */
    synchronized void reckon() {
        if (!places.isEmpty()) {
            return;
        }
        stops.forEach(it -> places.put(it.id(), it.place()));
        for (var stop : stops) {
            for (var need : stop.step().needs()) {
                if (places.getOrDefault(need, -1) > stop.place()) {
                    upwards.set(stop.place());
                    break;
                }
            }
        }
    }

    /** Asked by the thread that decides, and by whoever looks. */
    private synchronized BitSet of(String id) {
        reckon();
        return found.computeIfAbsent(id, this::behind);
    }

    private BitSet behind(String id) {
        var all = new BitSet();
        var place = places.get(id);
        if (place == null) {
            return all;
        }
        all.set(place);
        // From the top to the bottom, and again where what was found may be needed further up.
        for (var more = true; more; ) {
            more = false;
            for (var stop : stops) {
                int at = stop.place();
                if (!all.get(at) && (at > place || upwards.get(at)) && needs(stop, all)) {
                    all.set(at);
                    more = !upwards.isEmpty();
                }
            }
        }
        all.clear(place);
        return all;
    }

    /** The nearest first: it is mostly that. */
    private boolean needs(Plan.Stop stop, BitSet those) {
        var needs = stop.step().needs();
        for (int i = needs.size() - 1; i >= 0; i--) {
            var place = places.get(needs.get(i));
            if (place != null && those.get(place)) {
                return true;
            }
        }
        return false;
    }
}
