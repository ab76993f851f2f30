package dev.holdpoint.line;

import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Run;

/** What a step waits for, to somebody who cannot give it. */
final class Waiting {
    private Waiting() {}

    static String of(Run run, Plan.Stop stop) {
        var missing = Readiness.missing(run, stop);
        return switch (run.status(stop).state()) {
            case TO_DO, UNDONE ->
                !missing.isEmpty()
                        ? "It needs " + String.join(", ", missing) + " first."
                        : Watched.soaks(run, stop) ? "It soaks." : forDriver(run, stop);
            case RUNNING -> stop.traits().byHand() ? forDriver(run, stop) : "It goes on by itself.";
            case FAILED, UNKNOWN -> forDriver(run, stop);
            default -> "It goes on by itself.";
        };
    }

    private static String forDriver(Run run, Plan.Stop stop) {
        return "It waits for " + run.driver()
                + (stop.isHold() ? ": it is a hold point." : stop.traits().byHand() ? ": it is done by hand." : ".");
    }
}
