package dev.holdpoint.operator;

import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Mending;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.WayBack;
import java.util.Optional;

/** Where the eyes should be: what runs, else what has gone wrong, else the open gate, else what can be started next. */
public final class Focal {
    /** More steps than anybody waits for; past them the first one will do. */
    private static final int CANDIDATES = 64;

    private Focal() {}

    /** The step the run is about now; empty only for a plan without steps. */
    public static Optional<Plan.Stop> of(Run run) {
        var back = back(run);
        if (back.isPresent()) {
            return back;
        }
        Plan.Stop wrong = null;
        Plan.Stop gate = null;
        for (var stop : run.plan().stops()) {
            var status = run.status(stop);
            if (status.state().active()) {
                return Optional.of(stop);
            }
            if (wrong == null && wrong(status.state())) {
                wrong = stop;
            }
            if (gate == null && open(status.gate())) {
                gate = stop;
            }
        }
        var seen = wrong == null ? gate : wrong;
        var mending = wrong == null ? Optional.<Plan.Stop>empty() : Mending.next(run, wrong);
        return mending.or(() -> Optional.ofNullable(seen))
                .or(() -> next(run, -1))
                .or(() -> run.plan().walk().isEmpty()
                        ? Optional.empty()
                        : Optional.of(run.plan().walk().getLast()));
    }

    /** While a run goes back: what is taken back now, or next; where all is, the step that was begun first. */
    private static Optional<Plan.Stop> back(Run run) {
        var way = run.rollback();
        if (!way.bars() || way.steps().isEmpty()) {
            return Optional.empty();
        }
        return run.plan().stops().stream()
                .filter(it -> run.status(it).state().active())
                .findFirst()
                .or(() -> WayBack.of(run).next().map(WayBack.Part::stop))
                .or(() -> Optional.of(run.plan().stop(way.steps().getLast().step())));
    }

    /** A person has to see to it. */
    public static boolean wrong(StepState state) {
        return state == StepState.FAILED || state == StepState.UNKNOWN;
    }

    /** The first step behind {@code place} that can be started now, else the first one that is to do. */
    public static Optional<Plan.Stop> next(Run run, int place) {
        Plan.Stop first = null;
        int looked = 0;
        for (var stop : run.plan().stops()) {
            var state = run.status(stop).state();
            if (stop.place() <= place || (state != StepState.TO_DO && state != StepState.UNDONE)) {
                continue;
            }
            if (Readiness.missing(run, stop).isEmpty() && !Watched.soaks(run, stop)) {
                return Optional.of(stop);
            }
            first = first == null ? stop : first;
            if (++looked >= CANDIDATES) {
                break;
            }
        }
        return Optional.ofNullable(first);
    }

    private static boolean open(Gate gate) {
        return gate instanceof Gate.Sensing
                || gate instanceof Gate.Armed
                || gate instanceof Gate.Waiting
                || gate instanceof Gate.Counting;
    }
}
