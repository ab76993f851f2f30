package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The point of safe return: the last moment at which a rollback begun then would still end inside the window.
 *
 * @param anything something has been done that would have to be taken back
 * @param takes how long taking back all that was done should take, one after the other
 * @param until the moment; null where there is none: no window, or no way back
 * @param noneSince the first step that cannot be taken back and was done; null while there is a way back
 * @param byHand how many of the steps a person would take back: the program has no undo for them
 */
public record SafeReturn(
        boolean anything,
        Duration takes,
        @Nullable Instant until,
        @Nullable String noneSince,
        int byHand) {

    public static SafeReturn of(Run run, Instant now) {
        var expectations = new Expectations(run, now);
        var takes = Duration.ZERO;
        String none = null;
        int byHand = 0;
        boolean anything = false;
        for (var stop : run.plan().stops()) {
            if (!touched(run, stop)) {
                continue;
            }
            anything = true;
            takes = takes.plus(expectations.undo(stop));
            none = none == null && stop.step().undo() instanceof Step.UndoRule.None ? stop.id() : none;
            byHand += byHand(stop) ? 1 : 0;
        }
        var end = windowEnd(run);
        var until = end == null || none != null ? null : end.minus(takes);
        return new SafeReturn(anything, takes, until, none, byHand);
    }

    /** It has changed something, or may have. */
    private static boolean touched(Run run, Plan.Stop stop) {
        if (stop.traits().looks()) {
            return false;
        }
        var status = run.status(stop);
        return switch (status.state()) {
            case DONE, RUNNING, VERIFYING, UNDOING, UNKNOWN -> true;
            case FAILED, SKIPPED -> status.attempt() > 0;
            case TO_DO, NOT_APPLICABLE, UNDONE -> false;
        };
    }

    private static boolean byHand(Plan.Stop stop) {
        return stop.step().undo() instanceof Step.UndoRule.Automatic
                && !stop.traits().undoable();
    }

    /** Null where the checklist has no window, or it has not begun. */
    public static @Nullable Instant windowEnd(Run run) {
        var length = run.plan().checklist().window().length();
        var begun = run.begun();
        return length == null || begun == null || !run.variablesSet() ? null : begun.plus(length);
    }

    /** The moment has passed. */
    public boolean missed(Instant now) {
        return until != null && now.isAfter(until);
    }
}
