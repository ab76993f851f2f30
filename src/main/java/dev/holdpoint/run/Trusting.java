package dev.holdpoint.run;

import dev.holdpoint.run.Event.StepRemembered;
import dev.holdpoint.step.Attempt;
import java.util.ArrayList;
import java.util.List;

/** The rule for host keys that nobody here has seen before: a person compares the one that was shown, once, and says so. */
final class Trusting {
    private Trusting() {}

    static Decision trust(Run run, Plan.Stop stop) {
        var shown = run.status(stop).remembered().getOrDefault(Attempt.UNKNOWN_KEY, "");
        if (run.status(stop).state() != StepState.FAILED || shown.isEmpty()) {
            return Decision.refused(stop.id() + " waits for no host key to be trusted");
        }
        return switch (Settling.retry(run, stop, "the host key " + shown + " was compared and is right")) {
            case Decision.Refusal refusal -> refusal;
            case Decision.Events retry -> {
                var events = new ArrayList<Event>(List.of(
                        new StepRemembered(stop.id(), Attempt.TRUSTED_KEY, shown),
                        new StepRemembered(stop.id(), Attempt.UNKNOWN_KEY, "")));
                events.addAll(retry.events());
                yield new Decision.Events(events);
            }
        };
    }
}
