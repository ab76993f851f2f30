package dev.holdpoint.run;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which steps come behind which: those that need it, and those that need these. Reckoned once for a checklist, when it is asked first. */
final class Behind {
    private static final BitSet NOTHING = new BitSet();

    private final List<Plan.Stop> stops;
    private @Nullable Map<String, BitSet> places;

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

    /** Asked by the thread that decides, and by whoever looks. */
    private synchronized BitSet of(String id) {
        if (places == null) {
            places = reckoned(stops);
        }
        return places.getOrDefault(id, NOTHING);
    }

    private static Map<String, BitSet> reckoned(List<Plan.Stop> stops) {
        var ids = new HashMap<String, Integer>();
        stops.forEach(it -> ids.put(it.id(), it.place()));
        var needed = new @Nullable BitSet[stops.size()];
        // What a step needs stands above it, mostly: then once is enough.
        for (var more = true; more; ) {
            more = false;
            for (var stop : stops) {
                if (needed[stop.place()] == null) {
                    needed[stop.place()] = needed(stop, ids, needed);
                    more |= needed[stop.place()] != null;
                }
            }
        }
        var behind = new HashMap<String, BitSet>();
        for (var stop : stops) {
            var above = needed[stop.place()];
            if (above != null) {
                above.stream()
                        .forEach(it -> behind.computeIfAbsent(stops.get(it).id(), id -> new BitSet())
                                .set(stop.place()));
            }
        }
        return behind;
    }

    /** All that the step needs, and that these need; null while that is not known of one of them. */
    private static @Nullable BitSet needed(Plan.Stop stop, Map<String, Integer> ids, @Nullable BitSet[] known) {
        var all = new BitSet();
        // The nearest first: it needs most of the others.
        for (var need : stop.step().needs().reversed()) {
            var place = ids.get(need);
            if (place == null || all.get(place)) {
                continue;
            }
            var more = known[place];
            if (more == null) {
                return null;
            }
            all.set(place);
            all.or(more);
        }
        return all;
    }
}
