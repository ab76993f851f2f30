package dev.holdpoint.run;

import java.time.Instant;
import java.util.List;

/** What a run would be after more events, without writing them: for rules and for whoever looks one step ahead. */
public final class Replay {
    private Replay() {}

    /** The run that {@code events} would make of it. */
    public static Run with(Run run, List<Event> events) {
        var at = run.lastEvent() == null ? Instant.EPOCH : run.lastEvent();
        var fold = RunFold.from(run);
        events.forEach(event -> fold.apply(event, at));
        return fold.run();
    }
}
