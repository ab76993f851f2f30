package dev.holdpoint.console.model;

import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.run.Mending;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;

/**
 * What the steps of a checklist need at most, in columns. Measured once for as long as the same steps are seen: to measure thousands of
 * titles takes a good part of a frame.
 */
public final class Widths {
    private static final int LEAST_ID = 4;

    private final Run run;
    private final int id;
    private final int title;

    private Widths(Run run) {
        this.run = run;
        int widestId = LEAST_ID;
        int widestTitle = 0;
        for (var stop : run.plan().stops()) {
            if (run.plan().mends(stop.id()) != null && Mending.above(run, stop).isEmpty()) {
                continue;
            }
            widestId = Math.max(widestId, Columns.of(shown(run.plan(), stop)));
            widestTitle = Math.max(widestTitle, Columns.of(stop.step().title()));
        }
        id = widestId;
        title = widestTitle;
    }

    static Widths of(Run run) {
        return new Widths(run);
    }

    /** Those of a later moment. */
    Widths after(Run next) {
        var same = next.plan().equals(run.plan())
                && next.troubles().isEmpty()
                && run.troubles().isEmpty();
        return same ? this : new Widths(next);
    }

    /** An id as it is shown: one that mends stands below the step that it mends, so its own is enough. */
    public static String shown(Plan plan, Plan.Stop stop) {
        var trouble = plan.mends(stop.id());
        return trouble == null ? stop.id() : stop.id().substring(trouble.id().length() + 1);
    }

    public int id() {
        return id;
    }

    public int title() {
        return title;
    }
}
