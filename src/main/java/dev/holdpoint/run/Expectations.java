package dev.holdpoint.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long steps and their undos should take: what the author expects, else what was measured in earlier runs, else what this run has
 * seen. Where nobody knows it is zero, and {@link #known} says so.
 */
public final class Expectations {
    private final Run run;
    private final Instant now;

    public Expectations(Run run, Instant now) {
        this.run = run;
        this.now = now;
    }

    /** From its start to its end; zero where nobody knows. */
    public Duration run(Plan.Stop stop) {
        var expected = run.plan().expected(stop);
        return expected == null ? Duration.ZERO : expected;
    }

    /** Whether {@link #run(Plan.Stop)} is more than a guess. A look takes next to nothing. */
    public boolean known(Plan.Stop stop) {
        return stop.traits().looks() || run.plan().expected(stop) != null;
    }

    /** Taking it back, as it stands now: as the way back that the run is on has it, else as measured before, else as its author expects, else as long as doing it has taken, else as that should take. */
    public Duration undo(Plan.Stop stop) {
        // Once its undo has begun nothing tells any more how long doing it took: the plan was made before.
        for (var planned : run.rollback().steps()) {
            if (planned.step().equals(stop.id())) {
                return planned.expected();
            }
        }
        var measured = run.plan().measured(stop).map(Measured.Figure::undo).orElse(null);
        var written = stop.step().undo().expect();
        return measured != null ? measured : written != null ? written : asLongAsDoing(stop);
    }

    /** Whether anybody has said or measured how long taking it back takes. */
    boolean undoKnown(Plan.Stop stop) {
        return stop.step().undo().expect() != null || taken(stop) != null || known(stop);
    }

    private Duration asLongAsDoing(Plan.Stop stop) {
        if (stop.traits().looks()) {
            return Duration.ZERO;
        }
        var done = taken(stop);
        return done == null ? run(stop) : done;
    }

    /** How long its last attempt took, or has taken; null where no attempt tells: nothing was started, or its undo was since. */
    public @Nullable Duration taken(Plan.Stop stop) {
        var status = run.status(stop);
        var byWord = status.by() != null && !stop.traits().byHand();
        return status.started() == null || status.undo() || byWord ? null : status.took(now);
    }
}
