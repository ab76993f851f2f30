package dev.holdpoint.run;

import dev.holdpoint.checklist.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a step may be started now, gates apart; and if not, why. */
public final class Readiness {
    private Readiness() {}

    /** One sentence why the step can't start or be armed now; empty when it can. */
    public static Optional<String> obstacle(Run run, Plan.Stop stop) {
        if (run.over()) {
            return Optional.of("the run is over");
        }
        if (run.left()) {
            return Optional.of("nobody drives the run: resume it");
        }
        if (!run.variablesSet()) {
            return Optional.of("the variables are not given yet");
        }
        var back = RollingBack.bar(run);
        if (back.isPresent()) {
            return back;
        }
        var state = run.status(stop).state();
        return switch (state) {
            case TO_DO, FAILED, UNDONE -> Mending.wanted(run, stop) ? unmet(run, stop) : Optional.of(over(stop));
            case RUNNING, VERIFYING -> Optional.of(stop.id() + " is running");
            case UNDOING -> Optional.of(stop.id() + " is being undone");
            case DONE -> Optional.of(stop.id() + " is done already");
            case SKIPPED -> Optional.of(stop.id() + " was skipped");
            case NOT_APPLICABLE ->
                Optional.of(
                        run.plan().mends(stop.id()) == null ? stop.id() + " does not apply to this run" : over(stop));
            case UNKNOWN -> Optional.of("nobody knows how " + stop.id() + " ended: look, then say whether it happened");
        };
    }

    private static String over(Plan.Stop mends) {
        return mends.id() + " mends a trouble that has not come, or is over";
    }

    private static Optional<String> unmet(Run run, Plan.Stop stop) {
        var missing = missing(run, stop);
        if (!missing.isEmpty()) {
            return Optional.of("needs " + named(missing) + " first");
        }
        var open = Variables.undecided(run, stop);
        if (!open.isEmpty()) {
            return Optional.of("nobody knows yet whether it applies: " + named(open) + " has no value");
        }
        var when = stop.step().when();
        if (when != null && !when.holds(stop.step().scope(run.values()))) {
            // A step that has failed or was undone stays so when a value changes, to be seen; it is skipped, not
            // started.
            return Optional.of(stop.id() + " does not apply any more (" + when.text() + "): skip it");
        }
        return Variables.lacking(run, stop.traits().reads())
                .or(() -> Soaking.obstacle(run, stop))
                .or(() -> Keeping.obstacle(run, stop))
                .or(() -> crowded(run, stop))
                .or(() -> Mending.running(run, stop).map(it -> it.id() + " is running, which mends it"));
    }

    /** The variables that the step would have set and that have no value yet: wanted when it is marked done. */
    public static List<Variable> unset(Run run, Plan.Stop stop) {
        return Variables.unset(run, stop);
    }

    /** Whether it needs a step that is not settled. */
    static boolean waits(Run run, Plan.Stop stop) {
        for (var need : stop.step().needs()) {
            if (!run.status(need).state().settled()) {
                return true;
            }
        }
        return false;
    }

    /** The needs of a step that are not settled, in the order of the page. */
    public static List<String> missing(Run run, Plan.Stop stop) {
        var missing = new ArrayList<String>();
        for (var need : stop.step().needs()) {
            if (!run.status(need).state().settled()) {
                missing.add(need);
            }
        }
        return missing;
    }

    /** Outside a {@code parallel} block one step runs at a time; inside it, {@code at_once} of its steps. */
    private static Optional<String> crowded(Run run, Plan.Stop stop) {
        var group = stop.step().group();
        int beside = 0;
        for (var other : run.plan().stops()) {
            if (other.place() == stop.place() || !run.status(other).state().active()) {
                continue;
            }
            if (group == null || !group.equals(other.step().group())) {
                if (stop.step().anytime() || other.step().anytime()) {
                    continue;
                }
                return Optional.of(other.id() + " is running");
            }
            beside++;
        }
        return group != null && beside >= group.atOnce()
                ? Optional.of(beside + " steps of this block are running, as many as may")
                : Optional.empty();
    }

    private static String named(List<String> ids) {
        return ids.size() <= 3
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(0, 3)) + " and " + (ids.size() - 3) + " more";
    }
}
