package dev.holdpoint.console.keys;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Plan;
import java.util.Optional;

/** The step that an interruption is about. */
public final class Running {
    private Running() {}

    /** The step under the cursor if it runs, else the first one that does. */
    public static Optional<Plan.Stop> of(Looking at) {
        var stop = at.selected();
        if (stop != null && goesOn(at, stop)) {
            return Optional.of(stop);
        }
        return at.run().plan().stops().stream().filter(it -> goesOn(at, it)).findFirst();
    }

    /** Whether there is something to interrupt; a gate whose checks are being looked at goes on as well. */
    public static boolean goesOn(Looking at, Plan.Stop stop) {
        var status = at.run().status(stop);
        return status.state().active() || status.gate() instanceof Gate.Sensing;
    }
}
