package dev.holdpoint.run;

import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that happened to one step.
 *
 * @param attempt the number of the last start, from 1; 0 before the first
 * @param started when the last attempt, or the undo of it, started
 * @param ended when that ended; where nothing was ever started, when the step was settled
 * @param says the last word about it: what was done, or why it failed
 * @param remedy what to do about a failure
 * @param by who said so, where a person did
 * @param evidence what its checks or its verify saw last
 * @param retryAt when the program will try again by itself
 * @param cancelling true between the wish to stop it and its end
 * @param remembered facts it keeps for its undo
 * @param recent which of them it keeps since its last attempt, or the undo of it, started
 * @param undos how often it was begun to take it back
 * @param undo whether what started last was its undo
 */
public record StepStatus(
        StepState state,
        int attempt,
        @Nullable Instant started,
        @Nullable Instant ended,
        String says,
        String remedy,
        @Nullable String by,
        List<Evidence> evidence,
        @Nullable Instant retryAt,
        boolean cancelling,
        Gate gate,
        Map<String, String> remembered,
        Set<String> recent,
        int undos,
        boolean undo) {
    public static final StepStatus INITIALLY = new StepStatus(
            StepState.TO_DO,
            0,
            null,
            null,
            "",
            "",
            null,
            List.of(),
            null,
            false,
            Gate.Locked.INITIALLY,
            Map.of(),
            Set.of(),
            0,
            false);

    /** A step that is none of the run's until a trouble comes which it mends. */
    static final StepStatus ASIDE = INITIALLY.as(StepState.NOT_APPLICABLE, "its trouble has not come");

    /** The fact that a job was about to begin; its value is the boot of the job's host. */
    static String job(String name) {
        return "job " + name;
    }

    /** Whether any of its jobs was about to begin since its last attempt, or the undo of it, started; but for one. */
    boolean anyJob(String but) {
        return recent.stream().anyMatch(it -> it.startsWith(job("")) && !it.equals(but));
    }

    /** What is said of a hold point to which the program came back and of which no job had begun; but for one. */
    String neverBegan(String but) {
        // What a kind makes ready before its first job is remembered before it is done.
        return recent.stream().allMatch(it -> it.equals(but))
                ? "the program ended before it began, nothing was done"
                : "the program ended before any job of it had begun; what it had made ready stands in its output";
    }

    /** A fact kept since its last attempt, or the undo of it, started. */
    Optional<String> ofThisAttempt(String key) {
        return recent.contains(key) ? Optional.ofNullable(remembered.get(key)) : Optional.empty();
    }

    /**
     * Its jobs that were about to begin: name and boot.
     *
     * @param work what their names begin with
     */
    Map<String, String> jobs(String work) {
        var jobs = new HashMap<String, String>();
        remembered.forEach((key, boot) -> {
            if (key.startsWith(job(work))) {
                jobs.put(key.substring(job("").length()), boot);
            }
        });
        return jobs;
    }

    /** The fact that so many parts of the undo of an attempt are done. */
    static String partsUndone(int attempt) {
        return "parts undone of " + attempt;
    }

    /** Parts of the undo of the last attempt that are done. */
    int partsUndone() {
        return Integer.parseInt(remembered.getOrDefault(partsUndone(attempt), "0"));
    }

    /** Nothing of it is taken back any more: its undo begins with the first part again. */
    StepStatus whole() {
        return partsUndone() == 0 ? this : remembering(partsUndone(attempt), "0");
    }

    /** How long the last attempt or undo took, or has taken until {@code now}; zero before the first. */
    public Duration took(Instant now) {
        if (started == null) {
            return Duration.ZERO;
        }
        return Duration.between(started, ended == null || state.active() ? now : ended);
    }

    StepStatus as(StepState next, String words) {
        return new StepStatus(
                next,
                attempt,
                started,
                ended,
                words,
                "",
                by,
                evidence,
                null,
                cancelling,
                gate,
                remembered,
                recent,
                undos,
                undo);
    }

    StepStatus startedAt(Instant at, int number) {
        return new StepStatus(
                StepState.RUNNING,
                number,
                at,
                null,
                "",
                "",
                null,
                List.of(),
                null,
                false,
                Gate.Locked.INITIALLY,
                remembered,
                Set.of(),
                undos,
                false);
    }

    StepStatus undoingSince(Instant at, String words) {
        return new StepStatus(
                StepState.UNDOING,
                attempt,
                at,
                null,
                words,
                "",
                by,
                evidence,
                null,
                false,
                gate instanceof Gate.Locked ? gate : Gate.Locked.INITIALLY,
                remembered,
                Set.of(),
                undos + 1,
                true);
    }

    StepStatus endedAs(
            StepState end,
            @Nullable Instant at,
            String words,
            String advice,
            @Nullable String who,
            List<Evidence> seen,
            @Nullable Instant again) {
        // What a person says afterwards does not make the attempt any longer.
        var until = state.active() || ended == null ? at : ended;
        return new StepStatus(
                end,
                attempt,
                started,
                until,
                words,
                advice,
                who,
                seen,
                again,
                false,
                gate,
                remembered,
                recent,
                undos,
                undo);
    }

    StepStatus with(Gate next) {
        return new StepStatus(
                state,
                attempt,
                started,
                ended,
                says,
                remedy,
                by,
                evidence,
                retryAt,
                cancelling,
                next,
                remembered,
                recent,
                undos,
                undo);
    }

    /** As before its first start; what it has done keeps its numbers, its times and its facts. */
    StepStatus toDoAgain() {
        return new StepStatus(
                StepState.TO_DO,
                attempt,
                started,
                ended,
                "",
                "",
                null,
                List.of(),
                null,
                false,
                Gate.Locked.INITIALLY,
                remembered,
                Set.of(),
                undos,
                false);
    }

    /** Waits for a person, where it waited for the clock. */
    StepStatus notAgain() {
        return retryAt == null ? this : endedAs(state, ended, says, remedy, by, evidence, null);
    }

    StepStatus beingCancelled() {
        return new StepStatus(
                state,
                attempt,
                started,
                ended,
                says,
                remedy,
                by,
                evidence,
                retryAt,
                true,
                gate,
                remembered,
                recent,
                undos,
                undo);
    }

    StepStatus remembering(String key, String value) {
        var facts = new HashMap<>(remembered);
        facts.put(key, value);
        var keys = new HashSet<>(recent);
        keys.add(key);
        return new StepStatus(
                state,
                attempt,
                started,
                ended,
                says,
                remedy,
                by,
                evidence,
                retryAt,
                cancelling,
                gate,
                Map.copyOf(facts),
                Set.copyOf(keys),
                undos,
                undo);
    }

    /** A person has to say whether it happened: nobody knows how it ended, or to take it back has failed. */
    public boolean unsettled() {
        return state == StepState.UNKNOWN || undoFailed();
    }

    /** It was done, and to take it back has failed: what is said of it by hand is about that. */
    public boolean undoFailed() {
        return state == StepState.FAILED && undo;
    }
}
