package dev.holdpoint.console.model;

import dev.holdpoint.run.Mending;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of the cursor through steps that mend a failure, whatever runs beside them. */
final class Leading {
    private Leading() {}

    /**
     * One that was started under the cursor keeps it while it runs; then it leads on to the next one, and back to what it mends.
     *
     * @param selected the step under the cursor, or null
     * @return where the cursor belongs; null where nothing leads it
     */
    static Plan.@Nullable Stop cursor(Run before, Run next, Plan.@Nullable Stop selected) {
        var failed = selected == null ? Optional.<Plan.Stop>empty() : Mending.above(before, selected);
        if (selected == null || failed.isEmpty()) {
            return null;
        }
        var then = before.status(selected);
        var now = next.status(selected);
        if (!then.state().active() && now.attempt() == then.attempt()) {
            return null;
        }
        return now.state().settled() ? Mending.next(next, failed.get()).orElse(failed.get()) : selected;
    }
}
