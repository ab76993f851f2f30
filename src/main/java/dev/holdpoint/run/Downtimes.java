package dev.holdpoint.run;

import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.run.Event.DowntimeEnded;
import dev.holdpoint.run.Event.DowntimeStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the downtime clock. It starts with the step that takes the users' service away and ends when the step that gives it back has
 * verified; a step that is skipped ends nothing, for nobody has seen the service back: then a person says so. On the way back it is the other
 * way round, from when the undo begins.
 */
public final class Downtimes {
    private Downtimes() {}

    /** What a step's end means for it. */
    static List<Event> ended(Run run, Plan.Stop stop, @Nullable String by, @Nullable String reason) {
        return stop.step().downtime() == Downtime.ENDS ? over(run, stop, by, reason) : List.of();
    }

    /** The same of its undo: what it has taken away is there again, unless another step that takes it away stands. */
    static List<Event> takenBack(Run run, Plan.Stop stop) {
        return stop.step().downtime() == Downtime.STARTS && !away(run, stop) ? over(run, stop, null, null) : List.of();
    }

    /** {@code decision}, and the downtime that goes on with the undo of the step that had ended it. */
    static Decision.Events andAgain(Run run, Decision.Events decision) {
        var ended = decision.events().stream()
                .flatMap(it -> Stream.ofNullable(goesBack(it)))
                .map(run.plan()::stop)
                .filter(it -> it.step().downtime() == Downtime.ENDS)
                .findFirst();
        if (ended.isEmpty()) {
            return decision;
        }
        var then = Replay.with(run, decision.events());
        if (running(then) || !away(then, ended.get())) {
            return decision;
        }
        var events = new ArrayList<>(decision.events());
        events.add(new DowntimeStarted(ended.get().id()));
        return new Decision.Events(events);
    }

    private static @Nullable String goesBack(Event event) {
        return switch (event) {
            case Event.StepUndoing it -> it.step();
            case Event.StepUndone it -> it.step();
            case Event.StepLapsed it -> it.step();
            default -> null;
        };
    }

    /** Whether the users' service is away, {@code gone} apart: a step that takes it away stands, and none after it that gives it back. */
    private static boolean away(Run run, Plan.Stop gone) {
        return run.plan().stops().stream()
                .filter(it -> !it.equals(gone) && it.step().downtime() == Downtime.STARTS && WayBack.stands(run, it))
                .anyMatch(it -> run.plan().stops().stream()
                        .noneMatch(other -> !other.equals(gone)
                                && other.step().downtime() == Downtime.ENDS
                                && run.status(other).state() == StepState.DONE
                                && !WayBack.when(run.status(other)).isBefore(WayBack.when(run.status(it)))));
    }

    static List<Event> over(Run run, Plan.Stop stop, @Nullable String by, @Nullable String reason) {
        return running(run) ? List.of(new DowntimeEnded(stop.id(), by, reason)) : List.of();
    }

    /** A person says that the users are served again. */
    static Decision end(Run run, String reason) {
        if (!running(run)) {
            return Decision.refused(
                    run.downtimeStarted() == null ? "no downtime has begun" : "the downtime is over already");
        }
        var waiting = ending(run);
        if (waiting.isPresent()) {
            return Decision.refused(
                    run.rollback().bars()
                            ? "the downtime ends when " + waiting.get().id()
                                    + " is taken back: wait for it, or go on without it (s)"
                            : "the downtime ends with " + waiting.get().id()
                                    + ", which is still to do: run it, or skip it first");
        }
        if (reason.isBlank()) {
            return Decision.refused("say what shows that the users are served again");
        }
        var last = run.plan().stops().stream()
                .filter(it -> it.step().downtime() != null)
                .reduce((first, second) -> second)
                .orElse(run.plan().stops().getLast());
        return Decision.of(new DowntimeEnded(last.id(), run.driver(), reason));
    }

    public static boolean running(Run run) {
        return run.downtimeStarted() != null && run.downtimeEnded() == null;
    }

    /** The step whose end will end it, on the way back the end of its undo; empty where none is left to do so. */
    public static Optional<Plan.Stop> ending(Run run) {
        if (run.rollback().bars()) {
            return WayBack.of(run).parts().stream()
                    .filter(it -> !it.behind() && it.fate() != WayBack.Fate.CANNOT)
                    .map(WayBack.Part::stop)
                    .filter(it -> it.step().downtime() == Downtime.STARTS)
                    .findFirst();
        }
        return run.plan().stops().stream()
                .filter(it -> it.step().downtime() == Downtime.ENDS)
                .filter(it -> !run.status(it).state().settled())
                .findFirst();
    }

    /** How long it has lasted, with all that came before it; zero before the first begins. */
    public static Duration lasted(Run run, Instant now) {
        var started = run.downtimeStarted();
        var ended = run.downtimeEnded();
        return started == null
                ? Duration.ZERO
                : run.downtimeBefore().plus(Duration.between(started, ended == null ? now : ended));
    }
}
