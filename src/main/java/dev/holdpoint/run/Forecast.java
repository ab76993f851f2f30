package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.step.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long what is left should take, were every step started as soon as it may: one after the other, the steps of a {@code parallel} block
 * side by side as many as may, a running one by what it says of itself. People's pauses are not in it. On the way back nothing is forecast.
 *
 * @param left until the last step is done
 * @param unknown how many of the steps left nobody knows the time of: then {@code left} is the least
 * @param downtime how long the downtime will have lasted at its end; null where none runs and none is to come
 * @param downtimeUnknown the same for the steps that it waits for
 */
public record Forecast(Duration left, int unknown, @Nullable Duration downtime, int downtimeUnknown) {

    /** @param progress the last word of a running step about how far it is */
    public static Forecast of(Run run, Function<String, Optional<Progress>> progress, Instant now) {
        return run.rollback().bars()
                ? new Forecast(Duration.ZERO, 0, null, 0)
                : new Walkthrough(run, progress, now).walk();
    }

    /** Walks the rest of the plan with a clock of its own. */
    private static final class Walkthrough {
        private final Run run;
        private final Function<String, Optional<Progress>> progress;
        private final Instant now;
        private final Expectations expectations;
        private Duration clock = Duration.ZERO;
        private Duration beside = Duration.ZERO;
        private int unknown;
        private Step.@Nullable Group group;
        private final PriorityQueue<Duration> lanes = new PriorityQueue<>();
        private @Nullable Duration downFrom;
        private int unknownFrom;
        private @Nullable Duration downTo;
        private int unknownTo;

        Walkthrough(Run run, Function<String, Optional<Progress>> progress, Instant now) {
            this.run = run;
            this.progress = progress;
            this.now = now;
            this.expectations = new Expectations(run, now);
            if (Downtimes.running(run)) {
                downFrom = Downtimes.lasted(run, now).negated();
            }
        }

        Forecast walk() {
            for (var stop : run.plan().stops()) {
                if (!run.status(stop).state().settled()) {
                    take(stop);
                }
            }
            leaveBlock();
            var left = clock.compareTo(beside) < 0 ? beside : clock;
            var down = downFrom == null || downTo == null ? null : downTo.minus(downFrom);
            return new Forecast(left, unknown, down, down == null ? 0 : unknownTo - unknownFrom);
        }

        private void take(Plan.Stop stop) {
            var step = stop.step();
            if (step.group() == null || !step.group().equals(group)) {
                leaveBlock();
            }
            var begins = step.downtime() == Downtime.STARTS && downFrom == null && run.downtimeStarted() == null;
            if (begins) {
                downFrom = clock;
                unknownFrom = unknown;
            }
            var ends = end(stop, remaining(stop));
            if (step.downtime() == Downtime.ENDS && downFrom != null) {
                downTo = ends;
                unknownTo = unknown;
            }
        }

        /** @return when it ends, from now */
        private Duration end(Plan.Stop stop, Duration takes) {
            var block = stop.step().group();
            if (block != null) {
                group = block;
                var from = lanes.size() < block.atOnce() ? clock : lanes.remove();
                lanes.add(from.plus(takes));
                return from.plus(takes);
            }
            if (stop.step().anytime()) {
                beside = beside.plus(takes);
                return beside;
            }
            clock = clock.plus(takes);
            return clock;
        }

        private void leaveBlock() {
            for (var end : lanes) {
                clock = clock.compareTo(end) < 0 ? end : clock;
            }
            lanes.clear();
            group = null;
        }

        private Duration remaining(Plan.Stop stop) {
            var status = run.status(stop);
            return switch (status.state()) {
                case VERIFYING -> Duration.ZERO;
                case RUNNING -> running(stop, status);
                case UNDOING -> orNothing(expectations.undo(stop).minus(status.took(now)));
                case UNKNOWN -> unknown();
                default -> expectations.known(stop) ? expectations.run(stop) : unknown();
            };
        }

        private Duration running(Plan.Stop stop, StepStatus status) {
            var word = progress.apply(stop.id());
            var left = word.map(Progress::left).orElse(null);
            if (left != null) {
                return orNothing(left);
            }
            double done = word.map(Progress::fraction).orElse(-1.0);
            var took = status.took(now);
            if (done > 0 && done <= 1) {
                return Duration.ofMillis((long) (took.toMillis() * (1 - done) / done));
            }
            var planned = expectations.run(stop);
            return expectations.known(stop) && planned.compareTo(took) > 0 ? planned.minus(took) : overdue(stop);
        }

        /** A look that goes on is nearly over; of anything that takes longer than it should nobody knows how long. */
        private Duration overdue(Plan.Stop stop) {
            return stop.traits().looks() ? Duration.ZERO : unknown();
        }

        private Duration unknown() {
            unknown++;
            return Duration.ZERO;
        }

        private static Duration orNothing(Duration span) {
            return span.isNegative() ? Duration.ZERO : span;
        }
    }
}
