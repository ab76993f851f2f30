package dev.holdpoint.run;

import dev.holdpoint.checklist.Step.UndoRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The plan of a rollback: what has really been done, the last first; before it has begun, as it would be now.
 *
 * @param parts all of it, also what is behind
 */
public record WayBack(List<Part> parts) {
    /** Where nothing was ever measured. */
    private static final Duration SOME = Duration.ofMinutes(1);

    /** What becomes of a step. */
    public enum Fate {
        /** It is taken back. */
        UNDO,
        /** It is stepped over, by name. */
        CANNOT,
        /** A person has to say first whether it happened. */
        UNKNOWN
    }

    /**
     * One step of the way.
     *
     * @param why why it cannot be taken back, or what has to be said first; empty where it is undone
     * @param expected how long its undo should take; zero where there is none
     * @param behind taken back, or stepped over
     */
    public record Part(Plan.Stop stop, Fate fate, String why, Duration expected, boolean behind) {}

    public WayBack {
        parts = List.copyOf(parts);
    }

    /** As it stood when something happened last: what the rules go by. */
    public static WayBack of(Run run) {
        var at = run.lastEvent();
        return of(run, at == null ? Instant.EPOCH : at);
    }

    /** As it stands now: what a running step has begun has to be taken back as well. */
    public static WayBack of(Run run, Instant now) {
        return new WayBack(
                run.rollback().bars()
                        ? run.rollback().steps().stream()
                                .map(it -> part(run, run.plan().stop(it.step()), it.expected()))
                                .toList()
                        : backwards(run).stream()
                                .map(it -> part(run, it, expected(run, it, now)))
                                .toList());
    }

    /** What comes next; empty where all is behind. */
    public Optional<Part> next() {
        return parts.stream().filter(it -> !it.behind).findFirst();
    }

    /** Parts that are behind. */
    public int behind() {
        return (int) parts.stream().filter(Part::behind).count();
    }

    /** How long what is left should take; what of the running undo is over already does not count. */
    public Duration left(Run run, Instant now) {
        var left = Duration.ZERO;
        for (var part : parts) {
            if (!part.behind) {
                var status = run.status(part.stop);
                var over = status.state() == StepState.UNDOING ? status.took(now) : Duration.ZERO;
                left = left.plus(part.expected.compareTo(over) > 0 ? part.expected.minus(over) : Duration.ZERO);
            }
        }
        return left;
    }

    /** What is left of the window when it would be over, negative when it ends too late; empty where there is no window. */
    public Optional<Duration> spare(Run run, Instant now) {
        var length = run.plan().checklist().window().length();
        var begun = run.begun();
        return length == null || begun == null
                ? Optional.empty()
                : Optional.of(Duration.between(now.plus(left(run, now)), begun.plus(length)));
    }

    /** How long taking a step back should take; more than nothing where nobody knows. */
    private static Duration expected(Run run, Plan.Stop stop, Instant now) {
        var expectations = new Expectations(run, now);
        boolean guessed = !expectations.undoKnown(stop);
        var undo = expectations.undo(stop);
        return guessed && undo.isZero() ? SOME : undo;
    }

    private static Part part(Run run, Plan.Stop stop, Duration expected) {
        var status = run.status(stop);
        boolean behind =
                takenBack(run, status.state()) || run.rollback().passed().containsKey(stop.id());
        var cannot = cannot(stop, status);
        if (cannot.isPresent()) {
            return new Part(stop, Fate.CANNOT, cannot.get(), Duration.ZERO, behind);
        }
        return status.state() == StepState.UNKNOWN
                ? new Part(
                        stop,
                        Fate.UNKNOWN,
                        "nobody knows how " + stop.id() + " ended: look, then say whether it happened",
                        expected,
                        behind)
                : new Part(stop, Fate.UNDO, "", expected, behind);
    }

    /** A step that mends a trouble is none of the run's any more when it is taken back and its trouble is gone. */
    private static boolean takenBack(Run run, StepState state) {
        return state == StepState.UNDONE
                || (state == StepState.NOT_APPLICABLE && run.rollback().bars());
    }

    private static Optional<String> cannot(Plan.Stop stop, StepStatus status) {
        if (stop.step().undo() instanceof UndoRule.None none) {
            return Optional.of("cannot be taken back: " + none.because());
        }
        if (stop.step().undo() instanceof UndoRule.Automatic && !stop.traits().undoable()) {
            return Optional.of("has no undo: what it did is taken back by hand, where it has to be");
        }
        return status.state() == StepState.SKIPPED
                ? Optional.of("was skipped after it had begun: what it left is taken back by hand")
                : Optional.empty();
    }

    /** By when they began, then by their place. No Comparator.comparing: a start would wait for it (docs/performance.md). */
    private static int begun(Run run, Plan.Stop one, Plan.Stop other) {
        int byTime = when(run.status(one)).compareTo(when(run.status(other)));
        return byTime != 0 ? byTime : Integer.compare(one.place(), other.place());
    }

    /** The last one that was begun first, but nothing before what stands on it, be it through a check or a skipped step. */
    private static List<Plan.Stop> backwards(Run run) {
        var done = new ArrayList<>(run.plan().stops().stream()
                .filter(it -> !it.traits().looks() && stands(run, it))
                .sorted((one, other) -> begun(run, other, one))
                .toList());
        var standing = new BitSet();
        done.forEach(it -> standing.set(it.place()));
        var order = new ArrayList<Plan.Stop>();
        while (!done.isEmpty()) {
            var next = done.stream()
                    .filter(it -> !run.plan().anyBehind(it, standing))
                    .findFirst()
                    .orElseGet(done::getFirst);
            done.remove(next);
            standing.clear(next.place());
            order.add(next);
        }
        return order;
    }

    /** It was begun, and what it did is not taken back. */
    static boolean stands(Run run, Plan.Stop stop) {
        var status = run.status(stop);
        return switch (status.state()) {
            case DONE, UNKNOWN, RUNNING, VERIFYING, UNDOING -> true;
            case FAILED, SKIPPED -> status.attempt() > 0;
            case TO_DO -> Mending.doneBefore(run, stop);
            case NOT_APPLICABLE, UNDONE -> false;
        };
    }

    /** When it was begun. */
    static Instant when(StepStatus status) {
        var started = status.started() == null ? status.ended() : status.started();
        return started == null ? Instant.EPOCH : started;
    }
}
