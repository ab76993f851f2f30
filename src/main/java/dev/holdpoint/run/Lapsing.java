package dev.holdpoint.run;

import dev.holdpoint.run.Event.StepLapsed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rule of what was seen behind a step that is taken back: a check that stands on it, directly or through others, has looked at what is
 * not so any more. It is to be done again, and so are what it closed and the gates that wait for it.
 */
final class Lapsing {
    private Lapsing() {}

    /**
     * @param run in which {@code gone} is still being undone
     * @param own what its end means by itself
     * @return {@code own}, then the checks that it takes with it and the items that are open again for that
     */
    static List<Event> with(Run run, Plan.Stop gone, List<Event> own) {
        var lapsed = standing(run, gone).stream()
                .filter(it -> it.traits().looks() && run.status(it).state() == StepState.DONE)
                .toList();
        if (lapsed.isEmpty()) {
            return own;
        }
        var events = new ArrayList<>(own);
        lapsed.forEach(it -> events.add(new StepLapsed(it.id(), gone.id() + " was undone")));
        for (var check : lapsed) {
            var open = Items.openAgain(Replay.with(run, events), check);
            events.addAll(open);
        }
        return events;
    }

    /** What has begun and needs the step, or needs what needs it. */
    private static List<Plan.Stop> standing(Run run, Plan.Stop gone) {
        var found = new ArrayList<Plan.Stop>();
        var ids = new HashSet<>(Set.of(gone.id()));
        for (var more = true; more; ) {
            more = false;
            for (var stop : run.plan().stops()) {
                if (run.status(stop).state() != StepState.TO_DO
                        && !ids.contains(stop.id())
                        && stop.step().needs().stream().anyMatch(ids::contains)) {
                    ids.add(stop.id());
                    found.add(stop);
                    more = true;
                }
            }
        }
        return found;
    }
}
