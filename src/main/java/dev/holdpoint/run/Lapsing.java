package dev.holdpoint.run;

import dev.holdpoint.run.Event.StepLapsed;
import java.util.ArrayList;
import java.util.List;

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
        var lapsed = run.plan().stops().stream()
                .filter(it -> it.traits().looks() && run.status(it).state() == StepState.DONE)
                .filter(it -> run.plan().behind(it, gone.id()))
                .toList();
        if (lapsed.isEmpty()) {
            return own;
        }
        var events = new ArrayList<>(own);
        lapsed.forEach(it -> events.add(new StepLapsed(it.id(), gone.id() + " was undone")));
        lapsed.forEach(it -> events.addAll(Items.openAgain(Replay.with(run, events), it)));
        return events;
    }
}
