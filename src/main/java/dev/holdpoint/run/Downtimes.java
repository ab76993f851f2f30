package dev.holdpoint.run;

import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.run.Event.DowntimeEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the downtime clock. It starts with the step that takes the users' service away and ends when the step that gives it back has
 * verified; a step that is skipped ends nothing, for nobody has seen the service back: then a person says so.
 */
public final class Downtimes {
    private Downtimes() {}

    /** What a step's end means for it. */
    static List<Event> ended(Run run, Plan.Stop stop, @Nullable String by, @Nullable String reason) {
        return stop.step().downtime() == Downtime.ENDS ? over(run, stop, by, reason) : List.of();
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
            return Decision.refused("the downtime ends with " + waiting.get().id()
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

    /** The step whose end will end it; empty where none is left to do so. */
    public static Optional<Plan.Stop> ending(Run run) {
        return run.plan().stops().stream()
                .filter(it -> it.step().downtime() == Downtime.ENDS)
                .filter(it -> !run.status(it).state().settled())
                .findFirst();
    }

    /** How long it has lasted; zero before it begins. */
    public static Duration lasted(Run run, Instant now) {
        var started = run.downtimeStarted();
        var ended = run.downtimeEnded();
        return started == null ? Duration.ZERO : Duration.between(started, ended == null ? now : ended);
    }
}
