package dev.holdpoint.run;

import dev.holdpoint.checklist.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run as of its last event: nothing but its events folded ({@link RunFold}). Immutable.
 *
 * @param id the run's id
 * @param events how many events it has seen
 * @param lastEvent when the last one was written
 * @param values variables that are no secrets
 * @param secrets names of variables whose values are given but not kept
 * @param downtimeBefore how long the downtimes lasted, all together, that were over before the last one began
 * @param left true between leaving and coming back
 * @param senses what looks have told that nobody waited for
 * @param unattended left by its terminal and not by its driver: the program lives on without one
 * @param approvals what other people have said, by hold point
 * @param troubles what is known of the last failure, by the step that failed
 * @param rollback the way back that it is on
 */
public record Run(
        Plan plan,
        String id,
        String driver,
        String host,
        boolean rehearsal,
        long events,
        @Nullable Instant begun,
        @Nullable Instant lastEvent,
        boolean variablesSet,
        Values values,
        Set<String> secrets,
        List<StepStatus> steps,
        Ledger ledger,
        @Nullable Instant downtimeStarted,
        @Nullable Instant downtimeEnded,
        Duration downtimeBefore,
        List<Note> notes,
        boolean runningOn,
        String runOnStopped,
        End end,
        boolean left,
        boolean unattended,
        Map<String, Approvals> approvals,
        Map<String, Mending> troubles,
        Rollback rollback,
        Senses senses) {

    /** How a run is over. */
    public enum End {
        NOT_YET,
        FINISHED,
        ABORTED
    }

    public record Note(@Nullable String step, String by, Instant at, String text) {}

    public StepStatus status(Plan.Stop stop) {
        return steps.get(stop.place());
    }

    /** @throws IllegalArgumentException where the plan has no such step */
    public StepStatus status(String step) {
        return status(plan.stop(step));
    }

    /** What is open, by name, in the order in which it was opened; also what somebody has taken over. */
    public Map<String, OpenItem> openItems() {
        return ledger.open();
    }

    public Approvals approvals(Plan.Stop stop) {
        return approvals.getOrDefault(stop.id(), Approvals.NONE);
    }

    /** Every step is settled, nothing is left open that nobody has taken over, and the run does not go back. */
    public boolean complete() {
        return !rollback.bars()
                && ledger.settled()
                && steps.stream().allMatch(it -> it.state().settled());
    }

    public boolean over() {
        return end != End.NOT_YET;
    }

    /** Something of the program's own goes on, which does not wait for a person. */
    public boolean busy() {
        return plan.stops().stream()
                .anyMatch(it -> status(it).state().active()
                        && !(it.traits().byHand() && status(it).state() == StepState.RUNNING));
    }

    public boolean active() {
        return steps.stream().anyMatch(it -> it.state().active());
    }
}
