package dev.holdpoint.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which steps come behind the kept ones: those that need them, and those that need these. Reckoned once for a checklist. */
final class Behind {
    private static final BitSet NOTHING = new BitSet();

    private final Map<String, BitSet> places = new HashMap<>();

    private Behind() {}

    static Behind of(List<Plan.Stop> stops) {
        var behind = new Behind();
        if (stops.stream().allMatch(it -> it.step().sensing().keep() == null)) {
            return behind;
        }
        var needing = needing(stops);
        for (var stop : stops) {
            if (stop.step().sensing().keep() != null) {
                behind.places.put(stop.id(), from(stop, needing));
            }
        }
        return behind;
    }

    private static Map<String, List<Plan.Stop>> needing(List<Plan.Stop> stops) {
        var needing = new HashMap<String, List<Plan.Stop>>();
        for (var stop : stops) {
            for (var need : stop.step().needs()) {
                needing.computeIfAbsent(need, id -> new ArrayList<>()).add(stop);
            }
        }
        return needing;
    }

    private static BitSet from(Plan.Stop kept, Map<String, List<Plan.Stop>> needing) {
        var found = new BitSet();
        var open = new ArrayDeque<Plan.Stop>(List.of(kept));
        for (var next = open.poll(); next != null; next = open.poll()) {
            for (var later : needing.getOrDefault(next.id(), List.of())) {
                if (!found.get(later.place())) {
                    found.set(later.place());
                    open.add(later);
                }
            }
        }
        return found;
    }

    /** @param kept the id of a step with {@code keep} */
    boolean is(Plan.Stop stop, String kept) {
        return places.getOrDefault(kept, NOTHING).get(stop.place());
    }
}
