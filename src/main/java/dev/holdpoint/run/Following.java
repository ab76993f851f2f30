package dev.holdpoint.run;

import dev.holdpoint.run.Event.RunOnStopped;
import java.util.ArrayList;
import java.util.List;

/** The rules of running on: which step the program starts by itself, and where it stops and waits for a person. */
final class Following {
    private Following() {}

    /**
     * @param events the starts; empty where a person is needed
     * @param reason why it stops
     */
    record Next(List<Event> events, String reason) {}

    /**
     * What the program starts now. Never a hold point, never a step done by hand, never past a failure or an unknown outcome, never the
     * second start of a step that failed.
     */
    static Next next(Run run) {
        var events = new ArrayList<Event>();
        var stop = first(run);
        if (stop == null) {
            return new Next(events, run.active() ? "" : "nothing is left to run");
        }
        var reason = personNeeded(run, stop);
        if (!reason.isEmpty()) {
            return new Next(events, reason);
        }
        if (run.status(stop).state() == StepState.TO_DO
                && Readiness.obstacle(run, stop).isEmpty()) {
            events.addAll(Starts.events(run, stop));
        }
        return new Next(events, "");
    }

    /** The first step that is neither settled nor going on, in the order of the page; null where there is none. */
    private static Plan.@org.jspecify.annotations.Nullable Stop first(Run run) {
        for (var stop : run.plan().stops()) {
            var state = run.status(stop).state();
            if (!state.settled() && !state.active()) {
                return stop;
            }
        }
        return null;
    }

    private static String personNeeded(Run run, Plan.Stop stop) {
        var state = run.status(stop).state();
        if (state == StepState.UNKNOWN) {
            return stop.id() + " has an unknown outcome";
        }
        if (state == StepState.FAILED) {
            return run.status(stop).retryAt() == null ? stop.id() + " failed" : "";
        }
        if (state == StepState.UNDONE) {
            return stop.id() + " was undone";
        }
        if (stop.isHold()) {
            return stop.id() + " is a hold point";
        }
        return stop.traits().byHand() ? stop.id() + " is done by hand" : "";
    }

    /** The decision's own events, then whatever running on makes of the run after them. */
    static Decision.Events after(Run run, Decision.Events own) {
        var decision = Variables.andTheirSteps(run, own);
        var begins = decision.events().stream().anyMatch(Event.RunOnStarted.class::isInstance);
        if (!run.runningOn() && !begins) {
            return decision;
        }
        var events = new ArrayList<>(decision.events());
        var then = Replay.with(run, events);
        if (then.over() || !then.runningOn()) {
            return decision;
        }
        for (var next = next(then); ; next = next(then)) {
            if (next.events().isEmpty()) {
                if (!next.reason().isEmpty() && !then.active()) {
                    events.add(new RunOnStopped(next.reason()));
                }
                return new Decision.Events(events);
            }
            events.addAll(next.events());
            then = Replay.with(then, next.events());
        }
    }
}
