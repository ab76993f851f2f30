package dev.holdpoint.run;

import dev.holdpoint.checklist.Values;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person wants. {@link Decide} answers with events or with the reason why not. */
public sealed interface Intent {
    /** An intent about one step. */
    sealed interface OfStep extends Intent {
        String step();
    }

    record SetVariables(Values values) implements Intent {}

    /** Start a step that is no hold point and has not failed: that one is tried again with a reason, {@link RetryStep}. */
    record StartStep(String step) implements OfStep {}

    /** Try a failed step again, and why it should go better now. */
    record RetryStep(String step, String reason) implements OfStep {}

    /** The host key that a connection was shown is the right one: somebody has compared it. The connection is tried again. */
    record TrustKey(String step) implements OfStep {}

    /** Look at the checks of a hold point, so that it may be released. */
    record ArmHold(String step) implements OfStep {}

    record TypePhrase(String step, String text) implements OfStep {}

    /**
     * Somebody besides the driver agrees.
     *
     * @param by who, by the kernel's word or by a code that was looked at
     * @param digest of what they have seen; null for what stands on the driver's screen now
     */
    record ApproveHold(
            String step,
            String by,
            Approvals.How how,
            @Nullable String digest) implements OfStep {}

    /** A code was typed as {@code name}'s. Who can judge codes makes one of the other two of it. */
    record SpeakCode(String step, String name, String code) implements OfStep {
        @Override
        public String toString() {
            return "SpeakCode of " + name + " for " + step;
        }
    }

    /** A code was looked at, and is none of {@code name}'s. */
    record RefuseCode(String step, String name) implements OfStep {}

    /** The phrase is typed and the window has ended: release it all the same. */
    record PassWindow(String step) implements OfStep {}

    /** Start the step in spite of what ends before it would, and why. */
    record GoOnAnyway(String step, String reason) implements OfStep {}

    /** Any key during the countdown, or leaving the gate. */
    record StopCountdown(String step) implements OfStep {}

    /** Tick off a step done by hand; {@code answers} are the values its {@code ask:} wants. */
    record TickStep(String step, Map<String, String> answers) implements OfStep {
        public TickStep {
            answers = Map.copyOf(answers);
        }
    }

    record SkipStep(String step, String reason) implements OfStep {}

    /**
     * It was done outside, or its outcome was looked at: it counts as done. Never a hold point that was not released.
     *
     * @param values of the variables that it would have set
     */
    record MarkDone(String step, String reason, Map<String, String> values) implements OfStep {
        public MarkDone {
            values = Map.copyOf(values);
        }

        public MarkDone(String step, String reason) {
            this(step, reason, Map.of());
        }
    }

    /** An unknown outcome was looked at: it did not happen; or a failed undo: the step is done as before. */
    record MarkFailed(String step, String reason) implements OfStep {}

    record CancelStep(String step) implements OfStep {}

    record UndoStep(String step, String reason) implements OfStep {}

    /** An open item was closed outside, or needs no closing: it counts as closed. */
    record CloseItem(String item, String reason) implements Intent {}

    /**
     * Somebody closes an open item after the run: then it can be finished.
     *
     * @param to who
     * @param due until when; null where that was not understood
     * @param reason may be empty
     */
    record HandOver(String item, String to, @Nullable Instant due, String reason) implements Intent {}

    /** The users are served again, though no step that ends the downtime has said so. */
    record EndDowntime(String reason) implements Intent {}

    record AddNote(@Nullable String step, String text) implements Intent {}

    /** Look up what going back would lose. */
    record WeighRollback() implements Intent {}

    /** Take back what was done; {@code typed} is {@link RollingBack#PHRASE}. */
    record RollBack(String reason, String typed) implements Intent {}

    /** End the way back; what was undone can be started again. */
    record GoForward(String reason) implements Intent {}

    /** The rollback is over though the source is not proven to serve. */
    record AcceptRollback(String reason) implements Intent {}

    record RunOn() implements Intent {}

    record StopRunOn() implements Intent {}

    /** Leave; the run is kept, or finished when nothing is left to do. */
    record Leave() implements Intent {}

    record Abort(String reason) implements Intent {}
}
