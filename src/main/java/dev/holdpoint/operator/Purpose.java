package dev.holdpoint.operator;

import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a line of words is wanted for. */
public enum Purpose {
    SKIP("Skip", "Why is it skipped? It stays in the journal."),
    RETRY("Try again", "What is different now? It stays in the journal."),
    AGAIN("Run forward again", "Its undo failed: why does it run forward? It stays in the journal."),
    MARK_DONE("Mark as done by hand", "What did you see that makes it done?"),
    MARK_FAILED("It did not happen", "What did you see that makes it failed?"),
    UNDO("Undo", "Why is it taken back?"),
    CLOSE_ITEM("Close by hand", "How was it closed? It stays in the journal."),
    HAND_OVER(
            "Hand over",
            "Who closes it, and until when? NAME DUE, and why: bob 3d, or bob 2026-03-01T18:00 after the audit"),
    END_DOWNTIME("End the downtime", "What shows that the users are served again? It stays in the journal."),
    LEFT_DONE("Not taken back", "What did you see that makes it done as before?"),
    TAKEN_BACK("Taken back by hand", "What did you see that makes it undone?"),
    PASS_OVER("Go on without it", "Why is it not taken back? It stays on the list of what is left."),
    FORWARD("Go forward again", "Why? What was undone can be started again; its hold points are locked."),
    ACCEPT("Over, though not proven", "What did you see that makes it over? It stays in the journal."),
    NOTE("Note", "What should be remembered about it?"),
    ANYWAY("Go on anyway", "Why does it go on before what it needs ends? It stays in the journal."),
    CODE("Reviewer's code", "The reviewer's name and the six digits that they read out: NAME CODE"),
    ABORT("Abort the run", "Why is the run given up? It cannot be resumed afterwards.");

    private final String title;
    private final String question;

    Purpose(String title, String question) {
        this.title = title;
        this.question = question;
    }

    /** What is wanted of a step that is to run again: one whose undo failed was done, and runs forward once more. */
    public static Purpose retrying(StepStatus step) {
        return step.undoFailed() ? AGAIN : RETRY;
    }

    /** What is said of a step that is done by hand: of a failed undo, that is the undo. */
    public static Purpose markingDone(StepStatus step) {
        return step.undoFailed() ? TAKEN_BACK : MARK_DONE;
    }

    /** What is said of something that did not happen: of a failed undo, that it is done as before. */
    public static Purpose markingFailed(StepStatus step) {
        return step.undoFailed() ? LEFT_DONE : MARK_FAILED;
    }

    public String title() {
        return title;
    }

    public String question() {
        return question;
    }

    /** Words that would do, to ask the rules before a person is asked. */
    public String sample() {
        return this == HAND_OVER ? "… 1d" : "…";
    }

    /** @param about the step or the open item it is about; only a note, the downtime and the end of the run may be about none */
    public Intent intent(@Nullable String about, String words) {
        return intent(about, words, Instant.now());
    }

    /** @param now from which durations count */
    public Intent intent(@Nullable String about, String words, Instant now) {
        var of = about == null ? "" : about;
        return switch (this) {
            case RETRY, AGAIN -> new Intent.RetryStep(of, words);
            case TAKEN_BACK -> new Intent.MarkDone(of, words);
            case PASS_OVER -> new Intent.SkipStep(of, words);
            case FORWARD -> new Intent.GoForward(words);
            case ACCEPT -> new Intent.AcceptRollback(words);
            case SKIP -> new Intent.SkipStep(of, words);
            case MARK_DONE -> new Intent.MarkDone(of, words);
            case MARK_FAILED, LEFT_DONE -> new Intent.MarkFailed(of, words);
            case UNDO -> new Intent.UndoStep(of, words);
            case CLOSE_ITEM -> new Intent.CloseItem(of, words);
            case HAND_OVER -> Due.handOver(of, words, now);
            case END_DOWNTIME -> new Intent.EndDowntime(words);
            case NOTE -> new Intent.AddNote(about, words);
            case ANYWAY -> new Intent.GoOnAnyway(of, words);
            case CODE -> {
                var parts = words.split("\\s+", 2);
                yield new Intent.SpeakCode(of, parts[0], parts.length > 1 ? parts[1] : "");
            }
            case ABORT -> new Intent.Abort(words);
        };
    }
}
