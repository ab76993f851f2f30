package dev.holdpoint.run;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an action, a check or the clock has to tell. Late ones, of an attempt that is over, change nothing. */
public sealed interface Signal {
    /**
     * The action of a step has ended.
     *
     * @param captured variables that its output set
     */
    record ActionEnded(String step, int attempt, Outcome outcome, Map<String, String> captured) implements Signal {
        public ActionEnded {
            captured = Map.copyOf(captured);
        }
    }

    /** The checks of a {@code check} step, or the {@code verify} of another, were looked at for the last time. */
    record Verified(String step, int attempt, List<Evidence> evidence) implements Signal {
        public Verified {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * @param ended when the last of its checks had answered: how old the evidence is counts from then
     * @param resolved what the step would do, as its kind tells it now; wanted where approvals are
     * @param reviewers who may approve it; the same
     */
    record HoldSensed(
            String step, List<Evidence> evidence, Instant ended, List<String> resolved, List<String> reviewers)
            implements Signal {
        public HoldSensed {
            evidence = List.copyOf(evidence);
            resolved = List.copyOf(resolved);
            reviewers = List.copyOf(reviewers);
        }

        /** Where nobody else is asked. */
        public HoldSensed(String step, List<Evidence> evidence, Instant ended) {
            this(step, evidence, ended, List.of(), List.of());
        }
    }

    /** The kind that opened an item has looked whether it is closed. */
    record ItemSensed(String item, Evidence evidence) implements Signal {}

    /** A check step that is kept was looked at again. */
    record KeptSeen(String step, int attempt, List<Evidence> evidence) implements Again {
        public KeptSeen {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The output of a failed attempt and the reason of its failure were looked over.
     *
     * @param troubles ids of those that it speaks of
     */
    record TroublesSeen(String step, int attempt, List<String> troubles) implements Signal {
        public TroublesSeen {
            troubles = List.copyOf(troubles);
        }
    }

    /** The look at the source after a rollback. */
    record SourceLooked(List<Evidence> evidence) implements Signal {
        public SourceLooked {
            evidence = List.copyOf(evidence);
        }
    }

    /** The checks of a step's soak were looked at again. */
    record SoakSeen(String step, List<Evidence> evidence) implements Again {
        public SoakSeen {
            evidence = List.copyOf(evidence);
        }
    }

    /** A look that is repeated: while it waits for the disk, the next one takes its place. */
    sealed interface Again extends Signal {
        String step();

        List<Evidence> evidence();
    }

    /** What going back would lose, by step. */
    record RollbackWeighed(Map<String, List<String>> losses, Instant seen) implements Signal {
        public RollbackWeighed {
            losses = Map.copyOf(losses);
        }
    }

    record UndoEnded(String step, Outcome outcome) implements Signal {}

    record Remembered(String step, String key, String value) implements Signal {}

    /** The clock: countdowns end, evidence grows stale, retries fall due. */
    record Tick() implements Signal {}

    /** The journal may be written again: whatever somebody wanted since it could not be was refused. */
    record WrittenAgain() implements Signal {}

    /** The driver's terminal is gone, and the program lives on without it. */
    record HungUp() implements Signal {}

    /** The program has come back to a run it had left or died under. */
    record Returned(String driver, String host) implements Signal {}
}
