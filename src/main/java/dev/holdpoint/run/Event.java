package dev.holdpoint.run;

import dev.holdpoint.step.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact. It is on disk before anyone acts on it; events alone change a {@link Run}. The names under which they are written stand in
 * {@link EventNames}.
 */
public sealed interface Event {
    /** An event of one step. */
    sealed interface OfStep extends Event {
        String step();
    }

    /**
     * @param checklist its title
     * @param digest SHA-256 of the frozen checklist files, hex
     * @param driver the operating-system user
     */
    record RunStarted(String run, String checklist, String digest, String driver, String host, boolean rehearsal)
            implements Event {}

    /** The program has come back to the run. Steps that ran meanwhile are settled by the events after it. */
    record RunResumed(String driver, String host) implements Event {}

    /** @param open values that are no secrets; of secrets only the names are kept */
    record VariablesSet(Map<String, String> open, List<String> secrets) implements Event {
        public VariablesSet {
            open = Map.copyOf(open);
            secrets = List.copyOf(secrets);
        }
    }

    /** The driver has left; the run is kept. */
    record RunLeft(String driver) implements Event {}

    /** The terminal is gone: what runs goes on, nothing is started, until nothing runs or somebody takes the run over. */
    record TerminalLost(String driver) implements Event {}

    record RunFinished() implements Event {}

    record RunAborted(String reason) implements Event {}

    /** From here on the program starts the next step by itself until a person is needed. */
    record RunOnStarted() implements Event {}

    record RunOnStopped(String reason) implements Event {}

    /** @param step the step it is about, or null for the run */
    record NoteAdded(@Nullable String step, String by, String text) implements Event {}

    /** A person wants a failed step tried again. */
    record StepRetried(String step, String by, String reason) implements OfStep {}

    record StepStarted(String step, int attempt) implements OfStep {}

    /** A person says that a step done by hand is done. */
    record StepTicked(String step, int attempt, String by, Map<String, String> answers) implements OfStep {
        public StepTicked {
            answers = Map.copyOf(answers);
        }
    }

    /** The step keeps a fact that its undo or its next attempt will need. */
    record StepRemembered(String step, String key, String value) implements OfStep {}

    /** Its output set a variable; the value of a secret one is not kept. */
    record VariableCaptured(
            String step, String name, @Nullable String value) implements OfStep {}

    /** The action has ended well; now its {@code verify} is looked at. */
    record StepVerifying(String step, int attempt, String says) implements OfStep {}

    /**
     * @param says what was done
     * @param evidence what its verify, or the step's own checks, saw
     * @param by who said so where a person did, else null
     */
    record StepDone(
            String step,
            int attempt,
            String says,
            List<Evidence> evidence,
            @Nullable String by) implements OfStep {
        public StepDone {
            evidence = List.copyOf(evidence);
        }
    }

    /** @param retryAt when the program tries again by itself, or null */
    record StepFailed(
            String step,
            int attempt,
            String reason,
            String remedy,
            List<Evidence> evidence,
            @Nullable Instant retryAt) implements OfStep {
        public StepFailed {
            evidence = List.copyOf(evidence);
        }
    }

    /** The program died under it and nobody can know how it ended. */
    record StepUnknown(String step, int attempt, String reason) implements OfStep {}

    /**
     * What is known of a failure: the troubles of the checklist that its output or its reason speaks of, or what its red gate has seen.
     *
     * @param troubles their ids; none where a gate is red of something else now, of which nothing is known
     */
    record TroublesFound(String step, int attempt, List<String> troubles) implements OfStep {
        public TroublesFound {
            troubles = List.copyOf(troubles);
        }
    }

    record StepSkipped(String step, String by, String reason) implements OfStep {}

    /** Its {@code when} does not hold. */
    record StepNotApplicable(String step, String reason) implements OfStep {}

    /** It did not apply, and does: with another value its {@code when} holds. It is to do. */
    record StepApplies(String step, String reason) implements OfStep {}

    record StepCancelling(String step, String by) implements OfStep {}

    /** An undo that reaches the outside is wanted: its gate opens. */
    record UndoAsked(String step, String by, String reason) implements OfStep {}

    record StepUndoing(String step, String by, String reason) implements OfStep {}

    /** A person says that the part of the undo that is done by hand is done. */
    record StepUndoTicked(String step, String by) implements OfStep {}

    record StepUndone(String step, String says) implements OfStep {}

    /** What this check has seen is not so any more: a step that it stands on was taken back. It is to be looked at again. */
    record StepLapsed(String step, String reason) implements OfStep {}

    record StepUndoFailed(String step, String reason, String remedy) implements OfStep {}

    /** The checks of a hold point are being looked at. {@code release} is true the second time, when the countdown is over. */
    record HoldSensing(String step, boolean release) implements OfStep {}

    /**
     * Every check is green: the phrase may be typed.
     *
     * @param seen when the look had ended; each evidence has the moment at which its own observation began
     */
    record HoldArmed(String step, String phrase, List<Evidence> evidence, Instant seen) implements OfStep {
        public HoldArmed {
            evidence = List.copyOf(evidence);
        }
    }

    /** Locked again, and why; {@code evidence} is what was seen, empty when nothing new was. */
    record HoldLocked(String step, String reason, List<Evidence> evidence) implements OfStep {
        public HoldLocked {
            evidence = List.copyOf(evidence);
        }
    }

    record PhraseMistyped(String step, String by) implements OfStep {}

    record PhraseTyped(String step, String by) implements OfStep {}

    record CountdownStarted(String step, Instant ends) implements OfStep {}

    record CountdownStopped(String step, String by) implements OfStep {}

    /**
     * The step may start, on this evidence.
     *
     * @param seen when the look at the moment of release had ended
     */
    record HoldReleased(String step, String by, List<Evidence> evidence, Instant seen) implements OfStep {
        public HoldReleased {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * An armed gate asks other people to agree.
     *
     * @param of who may
     * @param digest SHA-256 of {@code covers}, hex
     * @param covers what they agree to, a line each
     */
    record ApprovalsAsked(String step, int number, List<String> of, String digest, List<String> covers)
            implements OfStep {
        public ApprovalsAsked {
            of = List.copyOf(of);
            covers = List.copyOf(covers);
        }
    }

    /** @param digest what it was given for */
    record HoldApproved(String step, String by, Approvals.How how, String digest) implements OfStep {}

    /** The approval of {@code by} counts no more. */
    record ApprovalVoided(String step, String by, String reason) implements OfStep {}

    /** A code that was typed as {@code name}'s is none. */
    record CodeRefused(String step, String name, String by) implements OfStep {}

    /** A look that nobody waited for saw another colour than the one before it. */
    record KeptTurned(String step, boolean green, List<Evidence> evidence) implements OfStep {
        public KeptTurned {
            evidence = List.copyOf(evidence);
        }
    }

    /** The same of the checks of a soak; {@code step} is the one that is locked by it. */
    record SoakTurned(String step, boolean green, List<Evidence> evidence) implements OfStep {
        public SoakTurned {
            evidence = List.copyOf(evidence);
        }
    }

    /** Its time has passed with the checks green: the step is locked no more. */
    record SoakOver(String step) implements OfStep {}

    /**
     * Its driver releases it although the window has ended.
     *
     * @param ended when it had
     */
    record WindowPassed(String step, String by, Instant ended) implements OfStep {}

    /** Its driver goes on although {@code lifetime} ends before this step and what follows should. */
    record LifetimeWaived(String step, String lifetime, Instant ends, String by, String reason) implements OfStep {}

    /** @param close how it is closed, for whoever looks without the checklist; null where nobody knows */
    record ItemOpened(String step, String item, @Nullable String close) implements OfStep {
        public ItemOpened(String step, String item) {
            this(step, item, null);
        }
    }

    /**
     * Somebody closes it from here on, also when the run is over.
     *
     * @param by who has handed it over
     */
    record ItemHandedOver(String step, String item, String to, Instant due, String by, String reason)
            implements OfStep {}

    /**
     * It is said to be closed, and the kind that opened it looks.
     *
     * @param by who says so where a person does, else null
     */
    record ItemSensing(
            String step,
            String item,
            @Nullable String by,
            @Nullable String reason) implements OfStep {}

    /** It was said to be closed, and is not. */
    record ItemStaysOpen(String step, String item, String reason) implements OfStep {}

    /**
     * @param step whose end has closed it; where a person did, the step that had opened it
     * @param by who said so where a person did, else null
     * @param reason how a person has closed it, or what was seen; else null
     * @param verified it was seen to be closed
     */
    record ItemClosed(
            String step,
            String item,
            @Nullable String by,
            @Nullable String reason,
            boolean verified) implements OfStep {}

    /** An event of the way back. */
    sealed interface OfRollback extends Event {}

    /** What going back would lose is being looked up. */
    record RollbackWeighing(String by) implements OfRollback {}

    /** @param losses by step, a sentence each */
    record RollbackWeighed(Map<String, List<String>> losses, Instant seen) implements OfRollback {
        public RollbackWeighed {
            losses = Map.copyOf(losses);
        }
    }

    /**
     * From here on nothing goes forward.
     *
     * @param steps what is to be taken back, in this order, with what can only be stepped over
     */
    record RollbackStarted(String by, String reason, List<Rollback.Planned> steps) implements OfRollback {
        public RollbackStarted {
            steps = List.copyOf(steps);
        }
    }

    /**
     * No undo begins by itself any more.
     *
     * @param by null where the program stopped it
     */
    record RollbackHalted(@Nullable String by, String reason) implements OfRollback {}

    record RollbackWentOn(String by) implements OfRollback {}

    /** The undo of {@code step} reaches the outside: it begins at {@code ends} unless somebody stops it. */
    record UndoAnnounced(String step, Instant ends) implements OfRollback {}

    /**
     * A step stays as it is.
     *
     * @param by null where it cannot be taken back at all
     */
    record StepSteppedOver(String step, @Nullable String by, String reason) implements OfRollback {}

    /** All is taken back that can be; whether the source serves is being looked at. */
    record SourceLooking() implements OfRollback {}

    /** The source is not proven to serve. */
    record SourceLooked(List<Evidence> evidence) implements OfRollback {
        public SourceLooked {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The rollback is over.
     *
     * @param by who said that it is, though the source was not proven to serve; null where it was
     */
    record RollbackEnded(List<Evidence> evidence, @Nullable String by, String reason) implements OfRollback {
        public RollbackEnded {
            evidence = List.copyOf(evidence);
        }
    }

    /** A person goes forward again; what was undone can be started anew. */
    record ForwardAgain(String by, String reason) implements OfRollback {}

    record DowntimeStarted(String step) implements OfStep {}

    /**
     * @param by who said so where a person did, else null: then it was seen, or a step has ended that is to end it
     * @param reason what that person has seen, else null
     */
    record DowntimeEnded(
            String step, @Nullable String by, @Nullable String reason) implements OfStep {}
}
