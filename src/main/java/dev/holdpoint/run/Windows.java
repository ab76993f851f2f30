package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.run.Event.HoldLocked;
import dev.holdpoint.run.Event.WindowPassed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of the checklist's window: after its end every hold point asks once more, and while less of it is left than is needed nothing
 * begins that users would notice.
 */
public final class Windows {
    private Windows() {}

    /** It counts from when the values were given; empty where there is none, or it has not begun. */
    public static Optional<Instant> ends(Run run) {
        var length = run.plan().checklist().window().length();
        var begun = run.begun();
        return length == null || begun == null || !run.variablesSet()
                ? Optional.empty()
                : Optional.of(begun.plus(length));
    }

    /** For how long it has been over; empty while it is not. */
    public static Optional<Duration> over(Run run, Instant now) {
        return ends(run).filter(it -> !now.isBefore(it)).map(it -> Duration.between(it, now));
    }

    /** Whether the gate has to be told that it may open after the window's end. */
    public static boolean asks(Run run, Plan.Stop stop, Instant now) {
        return over(run, now).isPresent()
                && !UndoGates.open(run, stop)
                && !run.senses().late().contains(stop.id());
    }

    /** "the window ended 12 min ago". */
    public static String ended(Run run, Instant now) {
        return "the window ended " + Spans.about(over(run, now).orElse(Duration.ZERO)) + " ago";
    }

    /** Its driver releases it in spite of the window's end. */
    static Decision goOn(Run run, Plan.Stop stop, Instant now) {
        var ends = ends(run);
        if (run.status(stop).gate() instanceof Gate.Waiting typed && Gates.nothingAsked(run, stop, now)) {
            return Gates.counts(run, stop, typed, now);
        }
        if (ends.isEmpty() || !asks(run, stop, now)) {
            return Decision.refused("nothing is asked: the window has not ended, or it is answered already");
        }
        if (!(run.status(stop).gate() instanceof Gate.Waiting waiting)) {
            return Decision.refused("the phrase of " + stop.id() + " comes first");
        }
        var lock = Readiness.obstacle(run, stop).or(() -> Gates.lock(stop, waiting, now));
        if (lock.isPresent()) {
            return Decision.of(new HoldLocked(stop.id(), lock.get(), java.util.List.of()));
        }
        var passed = new WindowPassed(stop.id(), run.driver(), ends.get());
        return Approving.missing(run, stop) > 0
                ? Decision.of(passed)
                : Decision.of(passed, Gates.countdown(run, stop, now));
    }

    /** Why a gate that has not been asked about does not open. */
    static Optional<String> unasked(Run run, Plan.Stop stop, Instant now) {
        return asks(run, stop, now)
                ? Optional.of(ended(run, now) + ": arm it again, it asks once more")
                : Optional.empty();
    }

    /** After its end a hold point asks instead; behind the point of no return the way on is the only one. */
    static Stream<Lifetime> lifetimes(Run run, Plan.Stop stop, Instant now) {
        var ends = ends(run);
        var downtime = stop.step().downtime() == Step.Downtime.STARTS && !Downtimes.running(run);
        var asks = stop.isHold() && over(run, now).isPresent();
        return ends.isEmpty() || asks || (!stop.isHold() && !downtime) || beyondReturn(run)
                ? Stream.empty()
                : Stream.of(new Lifetime("the window", ends.get()));
    }

    private static boolean beyondReturn(Run run) {
        return run.plan().stops().stream()
                .anyMatch(it -> it.step().undo() instanceof Step.UndoRule.None
                        && run.status(it).attempt() > 0);
    }
}
