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
     * second start of a step that failed, never a step that mends. Steps that may be done at any time and want a person keep it from nothing.
     */
    static Next next(Run run) {
        var blocked = "";
        var aside = "";
        var active = Readiness.active(run);
        for (var stop : run.plan().walk()) {
            var state = run.status(stop).state();
            if (state.settled() || state.active()) {
                continue;
            }
            var reason = personNeeded(run, stop);
            if (stop.step().anytime() && state == StepState.TO_DO && !reason.isEmpty()) {
                // Nothing waits for it.
                aside = aside.isEmpty() ? reason : aside;
                continue;
            }
            if (!reason.isEmpty() || state == StepState.FAILED) {
                // Who waits for what is blocked above cannot be asked for yet.
                var waits = state == StepState.TO_DO && !blocked.isEmpty() && Readiness.waits(run, stop, active);
                return new Next(List.of(), waits ? blocked : reason);
            }
            if (!blocked.isEmpty() && Readiness.waits(run, stop, active)) {
                // Only the first obstacle is told; to put one together for each of thousands of steps took most of a
                // frame.
                continue;
            }
            var obstacle = Readiness.obstacle(run, stop);
            if (obstacle.isEmpty()) {
                return new Next(Starts.events(run, stop), "");
            }
            // What it waits for may stand below it.
            blocked = blocked.isEmpty() ? stop.id() + ": " + obstacle.get() : blocked;
        }
        if (!active.isEmpty()) {
            return new Next(List.of(), "");
        }
        var waits = blocked.isEmpty() ? aside : blocked;
        return new Next(List.of(), waits.isEmpty() ? "nothing is left to run" : waits);
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
        return stop.traits().byHand() ? stop.id() + " waits for you: do it, then tick it off" : "";
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
