package dev.holdpoint.operator;

import dev.holdpoint.run.Downtimes;
import dev.holdpoint.run.Expectations;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.Spans;
import dev.holdpoint.run.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was planned against what it came to: all of it, the downtime, and the steps that differ most. */
public final class Reckoning {
    private static final int MOST = 5;

    /** Nobody wants to read of less. */
    private static final Duration WORTH = Duration.ofSeconds(10);

    private Reckoning() {}

    /** A step that is done, with what it took and should have taken. */
    private record Compared(String step, Duration took, Duration planned) {
        Duration off() {
            return took.minus(planned).abs();
        }

        String says() {
            return step + " took " + Spans.clock(took) + " of ~" + Spans.clock(planned);
        }
    }

    /** A sentence each; empty where nothing was done. */
    public static List<String> lines(Run run, Instant now) {
        var lines = new ArrayList<String>();
        var compared = compared(run, now);
        if (!compared.isEmpty()) {
            var took = compared.stream().map(Compared::took).reduce(Duration.ZERO, Duration::plus);
            var planned = compared.stream().map(Compared::planned).reduce(Duration.ZERO, Duration::plus);
            lines.add("steps with an expected time took " + Spans.clock(took) + " of ~" + Spans.clock(planned));
        }
        compared.stream()
                .filter(it -> it.off().compareTo(WORTH) >= 0)
                .sorted(Comparator.comparing(Compared::off).reversed())
                .limit(MOST)
                .map(Compared::says)
                .forEach(lines::add);
        downtime(run, now, lines);
        return lines;
    }

    private static List<Compared> compared(Run run, Instant now) {
        var expectations = new Expectations(run, now);
        var all = new ArrayList<Compared>();
        for (Plan.Stop stop : run.plan().stops()) {
            var planned = run.plan().expected(stop);
            var took = expectations.taken(stop);
            if (planned != null && took != null && run.status(stop).state() == StepState.DONE) {
                all.add(new Compared(stop.id(), took, planned));
            }
        }
        return all;
    }

    private static void downtime(Run run, Instant now, List<String> lines) {
        if (run.downtimeStarted() != null) {
            var planned = run.plan().checklist().window().downtime();
            lines.add("downtime " + Spans.clock(Downtimes.lasted(run, now))
                    + (planned == null ? "" : " of " + Spans.clock(planned))
                    + (Downtimes.running(run) ? ", STILL GOING ON" : ""));
        }
    }
}
