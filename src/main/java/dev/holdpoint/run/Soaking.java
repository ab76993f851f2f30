package dev.holdpoint.run;

import dev.holdpoint.run.Event.HoldLocked;
import dev.holdpoint.run.Event.SoakOver;
import dev.holdpoint.run.Event.SoakTurned;
import dev.holdpoint.run.Senses.Colour;
import dev.holdpoint.run.Senses.Soak;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of {@code soak}: a step is locked until so much time has passed with the checks green. A look that is red begins the time anew,
 * from when it is green again. Time in which the program was away counts where the first look after it is green, and is told apart.
 */
public final class Soaking {
    private Soaking() {}

    static Decision.Events seen(Run run, Signal.SoakSeen signal, Instant now) {
        var stop = run.plan().stop(signal.step());
        var soak = run.senses().soaks().get(stop.id());
        if (soak == null
                || run.over()
                || run.left()
                || !wanted(run, stop)
                || soak.colour() == Colour.of(signal.evidence())) {
            return new Decision.Events(List.of());
        }
        var green = Colour.of(signal.evidence()) == Colour.GREEN;
        var events = new ArrayList<Event>();
        events.add(new SoakTurned(stop.id(), green, signal.evidence()));
        if (!green && !(run.status(stop).gate() instanceof Gate.Locked) && !UndoGates.open(run, stop)) {
            var why = "its soak begins anew: " + Keeping.said(signal.evidence());
            events.add(new HoldLocked(stop.id(), why, List.of()));
        }
        var since = soak.since();
        if (green && !soak.over() && since != null && passed(stop, since, now)) {
            events.add(new SoakOver(stop.id()));
        }
        return new Decision.Events(events);
    }

    /** Whether its time matters now: once the step has been started behind it, it has done its work. */
    static boolean wanted(Run run, Plan.Stop stop) {
        return switch (run.status(stop).state()) {
            case TO_DO, FAILED, UNDONE -> !spent(run, stop);
            default -> false;
        };
    }

    /** The one before it does not count: what was switched again is to soak again. */
    private static boolean spent(Run run, Plan.Stop stop) {
        var soak = run.senses().soaks().get(stop.id());
        return run.status(stop).attempt() > 0 && soak != null && soak.over();
    }

    private static boolean passed(Plan.Stop stop, Instant since, Instant now) {
        return !now.isBefore(since.plus(length(stop)));
    }

    private static Duration length(Plan.Stop stop) {
        var soak = stop.step().sensing().soak();
        return soak == null ? Duration.ZERO : soak.length();
    }

    /** When its time is over, as it stands; empty where it is over, is not soaking, or nobody can tell yet. */
    static Optional<Instant> due(Run run, Plan.Stop stop) {
        var soak = run.senses().soaks().get(stop.id());
        return soak == null
                        || soak.over()
                        || soak.colour() != Colour.GREEN
                        || soak.since() == null
                        || !wanted(run, stop)
                ? Optional.empty()
                : Optional.of(soak.since().plus(length(stop)));
    }

    static Optional<Event> tick(Run run, Plan.Stop stop, Instant now) {
        return due(run, stop).filter(it -> !now.isBefore(it)).map(it -> new SoakOver(stop.id()));
    }

    /** Why its soak locks it; empty where none does. */
    public static Optional<String> obstacle(Run run, Plan.Stop stop) {
        var wanted = stop.step().sensing().soak();
        var soak = run.senses().soaks().get(stop.id());
        if (wanted == null || spent(run, stop) || (soak != null && soak.over() && soak.colour() == Colour.GREEN)) {
            return Optional.empty();
        }
        var time = Spans.shortly(wanted.length());
        if (soak == null || soak.colour() == Colour.RED) {
            var why = soak == null ? "" : ", which begin anew: " + Keeping.said(soak.evidence());
            return Optional.of("soaks " + time + " after " + String.join(", ", wanted.after()) + why);
        }
        return Optional.of(
                soak.colour() == Colour.UNSEEN
                        ? "soaks " + time + ", and its checks were not looked at yet: wait for the next look"
                        : "soaks " + time + " after " + String.join(", ", wanted.after()) + ", and they are not over");
    }

    /** {@code refusal}, and where a soak is why: how long it still takes and until when, in the zone of this machine. */
    static Decision timed(Run run, Decision refusal, Instant now) {
        if (!(refusal instanceof Decision.Refusal(String reason))) {
            return refusal;
        }
        for (var id : run.senses().soaks().keySet()) {
            var stop = run.plan().stop(id);
            var bare = obstacle(run, stop);
            if (bare.isPresent() && reason.endsWith(bare.get())) {
                var head = reason.substring(0, reason.length() - bare.get().length());
                return Decision.refused(
                        head + obstacle(run, stop, now, ZoneId.systemDefault()).orElse(bare.get()));
            }
        }
        return refusal;
    }

    /** As {@link #obstacle(Run, Plan.Stop)}, with how long it still takes and until when. */
    public static Optional<String> obstacle(Run run, Plan.Stop stop, Instant now, ZoneId zone) {
        var bare = obstacle(run, stop);
        var wanted = stop.step().sensing().soak();
        var ends = ends(run, stop);
        if (bare.isEmpty() || wanted == null || ends.isEmpty()) {
            return bare;
        }
        var soak = "the soak of " + Spans.shortly(wanted.length()) + " after " + String.join(", ", wanted.after());
        var seen = run.senses().soaks().get(stop.id());
        var looked = seen != null && seen.colour() != Colour.UNSEEN;
        return Optional.of(
                ends.get().isAfter(now)
                        ? soak + " is not over: " + Until.still(ends.get(), now, zone)
                                + (looked ? "" : "; its checks were not looked at yet")
                        : soak + " is over when its checks have been looked at: wait for the next look");
    }

    /** When its time is over, were its checks green until then; empty where they are not, or nothing soaks. */
    public static Optional<Instant> ends(Run run, Plan.Stop stop) {
        return soak(run, stop).flatMap(it -> Optional.ofNullable(it.since())).map(it -> it.plus(length(stop)));
    }

    /** The soak that keeps the step locked now. */
    public static Optional<Soak> soak(Run run, Plan.Stop stop) {
        var soak = run.senses().soaks().get(stop.id());
        return soak == null || !wanted(run, stop) || (soak.over() && soak.colour() == Colour.GREEN)
                ? Optional.empty()
                : Optional.of(soak);
    }

    /** How much of its time is still missing; all of it while a check is red. */
    public static Duration left(Plan.Stop stop, Soak soak, Instant now) {
        var since = soak.since();
        var left = since == null ? length(stop) : length(stop).minus(Duration.between(since, now));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
