package dev.holdpoint.line;

import dev.holdpoint.operator.Due;
import dev.holdpoint.run.Downtimes;
import dev.holdpoint.run.Forecast;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.SafeReturn;
import dev.holdpoint.step.Progress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How long it has taken and should still take, and until when there is a way back, in sentences. */
final class Prospects {
    private Prospects() {}

    static void downtime(Run run, Instant now, Function<String, Optional<Progress>> progress, List<String> lines) {
        if (run.downtimeStarted() == null) {
            return;
        }
        var planned = run.plan().checklist().window().downtime();
        var runs = Downtimes.running(run);
        var forecast = Forecast.of(run, progress, now);
        var down = forecast.downtime();
        lines.add("Downtime: " + Spoken.span(Downtimes.lasted(run, now))
                + (planned == null ? "" : " of " + Spoken.span(planned))
                + (runs ? ", going on." : ", over.")
                + (!runs || down == null
                        ? ""
                        : " In all " + (forecast.downtimeUnknown() == 0 ? "about " : "at least ") + Spoken.span(down)
                                + (planned != null && down.compareTo(planned) > 0 ? ", LONGER THAN PLANNED." : ".")));
        if (runs && Downtimes.ending(run).isEmpty()) {
            lines.add("No step is left that ends the downtime: say end-downtime and what shows that users are served.");
        }
    }

    /** @param all also what is as it should be */
    static void end(
            Run run, Instant now, Function<String, Optional<Progress>> progress, boolean all, List<String> lines) {
        if (run.over() || !run.variablesSet()) {
            return;
        }
        var forecast = Forecast.of(run, progress, now);
        if (!forecast.left().isZero()) {
            var ends = now.plus(forecast.left());
            var window = SafeReturn.windowEnd(run);
            var late = window != null && ends.isAfter(window);
            if (all || late) {
                lines.add("It should end " + (forecast.unknown() == 0 ? "about " : "after ") + shown(ends)
                        + (late ? ", PAST THE WINDOW." : "."));
            }
        }
        var back = SafeReturn.of(run, now);
        if (!run.rollback().bars() && (all || back.missed(now))) {
            wayBack(back, now).ifPresent(lines::add);
        }
    }

    private static Optional<String> wayBack(SafeReturn back, Instant now) {
        if (!back.anything()) {
            return Optional.empty();
        }
        if (back.noneSince() != null) {
            return Optional.of("There is no way back since " + back.noneSince() + ".");
        }
        var takes = "a rollback takes about " + Spoken.span(back.takes())
                + (back.byHand() == 0 ? "" : ", " + Spoken.many(back.byHand(), "step") + " of it by hand");
        var until = back.until();
        return Optional.of(
                until == null
                        ? "There is a way back: " + takes + "."
                        : (back.missed(now) ? "NO SAFE RETURN since " : "Safe return until ") + shown(until) + ": "
                                + takes + ".");
    }

    private static String shown(Instant when) {
        return Due.shown(when, ZoneId.systemDefault());
    }
}
