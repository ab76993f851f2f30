package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The point of safe return: the last moment at which a rollback begun then would still end inside the window.
 *
 * @param anything something has been done that would have to be taken back
 * @param takes how long taking back all that was done should take, one after the other, without what a person takes back
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

    /** The same parts and the same sum as the plan of the rollback shows. */
    public static SafeReturn of(Run run, Instant now) {
        var way = WayBack.of(run, now);
        var parts = way.parts().stream().filter(it -> !it.behind()).toList();
        var takes = way.left(run, now);
        // No Comparator.comparing: a start would wait for it (docs/performance.md).
        var none = parts.stream()
                .map(WayBack.Part::stop)
                .filter(SafeReturn::irrevocable)
                .reduce((a, b) -> a.place() <= b.place() ? a : b)
                .map(Plan.Stop::id)
                .orElse(null);
        var byHand = parts.stream()
                .filter(it -> it.fate() == WayBack.Fate.CANNOT && !irrevocable(it.stop()))
                .count();
        var end = windowEnd(run);
        var until = end == null || none != null ? null : end.minus(takes);
        return new SafeReturn(!parts.isEmpty(), takes, until, none, (int) byHand);
    }

    private static boolean irrevocable(Plan.Stop stop) {
        return stop.step().undo() instanceof Step.UndoRule.None;
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
