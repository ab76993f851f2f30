package dev.holdpoint.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules that the clock brings: stale evidence locks, countdowns end, retries fall due. */
final class Clock {
    private Clock() {}

    static Decision.Events tick(Run run, Instant now) {
        if (run.over() || run.left()) {
            return new Decision.Events(List.of());
        }
        var events = new ArrayList<Event>();
        var starts = false;
        for (var stop : run.plan().stops()) {
            var status = run.status(stop);
            Gates.tick(stop, status.gate(), now).ifPresent(events::add);
            Soaking.tick(run, stop, now).ifPresent(events::add);
            // One at a time: whether the next may start beside it is asked of the run after it.
            if (!starts && retryDue(run, stop, now)) {
                events.addAll(Starts.events(run, stop));
                starts = true;
            }
        }
        return new Decision.Events(events);
    }

    private static boolean retryDue(Run run, Plan.Stop stop, Instant now) {
        var status = run.status(stop);
        var at = status.retryAt();
        return status.state() == StepState.FAILED
                && at != null
                && !now.isBefore(at)
                && !stop.isHold()
                && Readiness.obstacle(run, stop).isEmpty();
    }

    /** When {@link #tick} will next have something to do; empty where nothing waits for the clock. */
    static Optional<Instant> due(Run run) {
        return Stream.concat(
                        RollingBack.dueAt(run).stream(),
                        run.plan().stops().stream().flatMap(stop -> dues(run, stop).stream()))
                .min(Instant::compareTo);
    }

    private static List<Instant> dues(Run run, Plan.Stop stop) {
        var status = run.status(stop);
        var dues = new ArrayList<Instant>();
        Gates.due(stop, status.gate()).ifPresent(dues::add);
        Soaking.due(run, stop).ifPresent(dues::add);
        var retry = status.retryAt();
        // One that something else keeps from starting waits for that to end, not for the clock.
        if (status.state() == StepState.FAILED
                && retry != null
                && Readiness.obstacle(run, stop).isEmpty()) {
            dues.add(retry);
        }
        return dues;
    }
}
