package dev.holdpoint.run;

import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way back that a run is on, as its events tell it. While there is one no step goes forward.
 *
 * @param by who has begun it
 * @param steps what is taken back, in this order, with the steps that can only be stepped over
 * @param passed steps that were stepped over, and why: they are still as they were
 * @param going the next thing begins by itself
 * @param waits why it does not; empty while it does
 * @param counting the step whose undo begins at {@code ends}, or null
 * @param proof what the last look at the source saw
 * @param weighed what going back would lose, as far as it was looked up
 */
public record Rollback(
        Stage stage,
        String by,
        String reason,
        @Nullable Instant since,
        List<Planned> steps,
        Map<String, String> passed,
        boolean going,
        String waits,
        @Nullable String counting,
        @Nullable Instant ends,
        List<Evidence> proof,
        Weighed weighed) {
    /** The run goes forward. */
    public static final Rollback NONE =
            new Rollback(Stage.NONE, "", "", null, List.of(), Map.of(), false, "", null, null, List.of(), Weighed.NOT);

    /** How far it is. */
    public enum Stage {
        NONE,
        /** Steps are taken back. */
        UNDOING,
        /** All that can be is taken back; whether the source serves is still to be seen. */
        PROVING,
        /** It is over; the run stays as it is until a person goes forward again. */
        OVER
    }

    /** @param expected how long its undo should take; zero for a step that can only be stepped over */
    public record Planned(String step, Duration expected) {}

    /**
     * What would be lost, looked up and not believed.
     *
     * @param looking it is being looked up
     * @param seen when it was, or null
     * @param losses by step, a sentence each; a step that nobody could be asked about has none
     */
    public record Weighed(boolean looking, @Nullable Instant seen, Map<String, List<String>> losses) {
        static final Weighed NOT = new Weighed(false, null, Map.of());

        public Weighed {
            losses = Map.copyOf(losses);
        }
    }

    public Rollback {
        steps = List.copyOf(steps);
        passed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(passed));
        proof = List.copyOf(proof);
    }

    /** Nothing may go forward. */
    public boolean bars() {
        return stage != Stage.NONE;
    }

    /** What is said to whoever wants to go forward; only where it {@link #bars}. */
    String barred() {
        return stage == Stage.OVER
                ? "the run is rolled back: it begins again only when somebody says why (:forward)"
                : "the run goes back: nothing goes forward before somebody says why (:forward)";
    }

    public boolean underWay() {
        return stage == Stage.UNDOING || stage == Stage.PROVING;
    }

    /** The source is being looked at. */
    public boolean looking() {
        return stage == Stage.PROVING && going;
    }

    Rollback after(Event event, Instant at) {
        return switch (event) {
            case Event.OfRollback it -> told(it, at);
            case Event.RunResumed ignored
            when weighed.looking ->
                with(new Weighed(false, weighed.seen, weighed.losses)).after(event, at);
            case Event.StepUndoing it when it.step().equals(counting) -> with(going, waits, null, null);
            case Event.StepUndone it when passed.containsKey(it.step()) -> without(it.step());
            case Event.StepUndoFailed it when stage == Stage.UNDOING -> halted("the undo of " + it.step() + " failed");
            // While a run goes back the gate of an undo is the only one that opens.
            case Event.HoldLocked it
            when stage == Stage.UNDOING -> halted("the gate of " + it.step() + "'s undo locked: " + it.reason());
            case Event.RunLeft ignored when underWay() -> halted("the driver has left");
            case Event.TerminalLost ignored when underWay() -> halted("the terminal was gone");
            case Event.RunResumed ignored when underWay() -> halted("the program was away");
            default -> this;
        };
    }

    private Rollback told(Event.OfRollback event, Instant at) {
        return switch (event) {
            case Event.RollbackWeighing ignored -> with(new Weighed(true, weighed.seen, weighed.losses));
            case Event.RollbackWeighed it -> with(new Weighed(false, it.seen(), it.losses()));
            case Event.RollbackStarted it ->
                new Rollback(
                        Stage.UNDOING,
                        it.by(),
                        it.reason(),
                        at,
                        it.steps(),
                        Map.of(),
                        true,
                        "",
                        null,
                        null,
                        List.of(),
                        weighed);
            case Event.RollbackHalted it -> halted(it.reason());
            case Event.RollbackWentOn ignored -> with(true, "", null, null);
            case Event.UndoAnnounced it -> with(going, waits, it.step(), it.ends());
            case Event.StepSteppedOver it -> passing(it.step(), it.reason());
            case Event.SourceLooking ignored -> in(Stage.PROVING, true, "", proof);
            case Event.SourceLooked it -> in(Stage.PROVING, false, "the source is not proven to serve", it.evidence());
            case Event.RollbackEnded it -> in(Stage.OVER, false, it.reason(), it.evidence());
            case Event.ForwardAgain ignored -> NONE;
        };
    }

    private Rollback halted(String why) {
        return with(false, why, null, null);
    }

    private Rollback with(boolean goes, String why, @Nullable String step, @Nullable Instant end) {
        return new Rollback(stage, by, reason, since, steps, passed, goes, why, step, end, proof, weighed);
    }

    private Rollback with(Weighed now) {
        return new Rollback(stage, by, reason, since, steps, passed, going, waits, counting, ends, proof, now);
    }

    private Rollback in(Stage now, boolean goes, String why, List<Evidence> seen) {
        return new Rollback(now, by, reason, since, steps, passed, goes, why, null, null, seen, weighed);
    }

    /** Taken back after all. */
    private Rollback without(String step) {
        var fewer = new LinkedHashMap<>(passed);
        fewer.remove(step);
        return new Rollback(stage, by, reason, since, steps, fewer, going, waits, counting, ends, proof, weighed);
    }

    private Rollback passing(String step, String why) {
        var more = new LinkedHashMap<>(passed);
        more.put(step, why);
        return new Rollback(stage, by, reason, since, steps, more, going, waits, counting, ends, proof, weighed);
    }
}
