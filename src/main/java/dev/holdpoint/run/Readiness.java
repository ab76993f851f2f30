package dev.holdpoint.run;

import dev.holdpoint.checklist.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
                .or(() -> Variables.unproven(run, stop))
                .or(() -> Soaking.obstacle(run, stop))
                .or(() -> Keeping.obstacle(run, stop))
                .or(() -> crowded(run, stop))
                .or(() -> Mending.running(run, stop).map(it -> it.id() + " is running, which mends it"));
    }

    /** The variables that the step would have set and that have no value yet: wanted when it is marked done. */
    public static List<Variable> unset(Run run, Plan.Stop stop) {
        return Variables.unset(run, stop);
    }

    /**
     * Whether it cannot start for what can be seen at once: it needs a step that is not settled, or others are running.
     *
     * @param active the steps that are running
     */
    static boolean waits(Run run, Plan.Stop stop, List<Plan.Stop> active) {
        if (crowd(stop, active) != null) {
            return true;
        }
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
        var crowd = crowd(stop, active(run));
        if (crowd == null) {
            return Optional.empty();
        }
        return Optional.of(
                stop.inBlockWith(crowd.getFirst())
                        ? crowd.size() + " steps of this block are running, as many as may"
                        : crowd.getFirst().id() + " is running");
    }

    /** The steps that are running, in the order of the page. */
    static List<Plan.Stop> active(Run run) {
        var active = new ArrayList<Plan.Stop>();
        for (var stop : run.plan().stops()) {
            if (run.status(stop).state().active()) {
                active.add(stop);
            }
        }
        return active;
    }

    /** Those among the running ones that leave no room for it: one that stands outside its block, or as many of its block as may run. */
    private static @Nullable List<Plan.Stop> crowd(Plan.Stop stop, List<Plan.Stop> active) {
        if (active.isEmpty()) {
            return null;
        }
        var beside = new ArrayList<Plan.Stop>();
        for (var other : active) {
            if (stop.inBlockWith(other)) {
                beside.add(other);
            } else if (other.place() != stop.place()
                    && !stop.step().anytime()
                    && !other.step().anytime()) {
                return List.of(other);
            }
        }
        var group = stop.step().group();
        return group != null && beside.size() >= group.atOnce() ? beside : null;
    }

    private static String named(List<String> ids) {
        return ids.size() <= 3
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(0, 3)) + " and " + (ids.size() - 3) + " more";
    }
}
