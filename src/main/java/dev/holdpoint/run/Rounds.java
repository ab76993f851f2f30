package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at checks again and again that nobody waits for: those of kept steps, and those of soaks. Each on threads of its own, the next look
 * only when the last one's have ended, each for so long at most. What was seen is told; what becomes of it is decided where all else is.
 * {@link #see} is called on the conductor's thread.
 */
final class Rounds implements AutoCloseable {
    /** For one look, where the step has no {@code timeout}. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    /** Between two looks at the checks of a soak, where a tenth of its time is not less. */
    static final Duration SOAKING = Duration.ofMinutes(1);

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Conductor conductor;
    private final Followers followers;
    private final Bindings bindings;
    private final Workplace workplace;
    private final InstantSource clock;
    private final List<String> steps;
    private final Map<Round, Going> going = new HashMap<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("rounds").daemon().factory());
    private volatile boolean closing;

    /** Where the steps were when something was red already. */
    private List<StepState> stood = List.of();

    /** What is looked at, and for which end of the step: after another one it is looked at anew. */
    private record Round(
            String step, String purpose, int attempt, List<KindUse> checks, Duration every, Duration limit) {}

    /** @param now it does not wait: it was asked for while the one before went on */
    private record Turn(int number, boolean now) {}

    private static final class Going {
        private volatile boolean over;
        private volatile @Nullable Task task;
        /** By when its next look must have ended, by the clock on the wall. */
        private volatile Instant due = Instant.MAX;

        private int turn;
        private boolean looking;
        private boolean hurried;

        /** The next look's number: of those that wait only the last one looks. */
        synchronized Turn waits() {
            var now = hurried;
            hurried = false;
            looking = false;
            return new Turn(++turn, now);
        }

        synchronized boolean looks(int mine) {
            var now = !looking && mine == turn;
            looking |= now;
            return now;
        }

        /** True where the next look shall begin now, in place of the one that waits; else it does when the one that goes on has ended. */
        synchronized boolean hurries() {
            hurried = looking;
            turn += looking ? 0 : 1;
            return !looking;
        }

        void end() {
            over = true;
            var now = task;
            if (now != null) {
                now.cancel("no longer looked at");
            }
        }
    }

    Rounds(
            Conductor conductor,
            Plan plan,
            Followers followers,
            Bindings bindings,
            Workplace workplace,
            InstantSource clock) {
        this.conductor = conductor;
        this.followers = followers;
        this.bindings = bindings;
        this.workplace = workplace;
        this.clock = clock;
        this.steps = plan.stops().stream()
                .filter(it -> it.step().sensing().keep() != null
                        || it.step().sensing().soak() != null)
                .map(Plan.Stop::id)
                .toList();
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Begins the rounds that this run wants, and ends those that it does not. */
    void see(Run run) {
        if (steps.isEmpty() || closing) {
            return;
        }
        var wanted = wanted(run);
        going.entrySet().removeIf(it -> {
            var ends = wanted.stream().noneMatch(it.getKey()::equals);
            if (ends) {
                it.getValue().end();
            }
            return ends;
        });
        for (var round : wanted) {
            if (!going.containsKey(round)) {
                var begun = new Going();
                going.put(round, begun);
                again(round, begun, first(run, round));
                watch(round, begun);
            }
        }
        hurry(run);
    }

    /** What is red is looked at at once when a step has begun or ended: it may have been what was wanting. */
    private void hurry(Run run) {
        if (Keeping.red(run).isEmpty()) {
            stood = List.of();
            return;
        }
        var stand =
                run.plan().stops().stream().map(it -> run.status(it).state()).toList();
        if (!stood.isEmpty() && !stand.equals(stood)) {
            going.forEach((round, mine) -> {
                if (round.purpose().equals("keep")
                        && Keeping.red(run, run.plan().stop(round.step()))
                        && mine.hurries()) {
                    again(round, mine, Duration.ZERO);
                }
            });
        }
        stood = stand;
    }

    private List<Round> wanted(Run run) {
        var rounds = new ArrayList<Round>();
        if (run.over() || run.left()) {
            return rounds;
        }
        for (var id : steps) {
            var stop = run.plan().stop(id);
            var keep = stop.step().sensing().keep();
            var soak = stop.step().sensing().soak();
            if (keep != null
                    && run.senses().kept().containsKey(id)
                    && stop.step().body() instanceof Step.Body.Look(var checks)) {
                var timeout = stop.step().timeout();
                int attempt = run.status(stop).attempt();
                rounds.add(new Round(id, "keep", attempt, checks, keep, timeout == null ? LONGEST : timeout));
            }
            if (soak != null
                    && !soak.checks().isEmpty()
                    && run.senses().soaks().containsKey(id)
                    && Soaking.wanted(run, stop)) {
                rounds.add(new Round(id, "soak", 0, soak.checks(), every(soak.length()), LONGEST));
            }
        }
        return rounds;
    }

    private static Duration every(Duration length) {
        var tenth = length.dividedBy(10);
        var every = tenth.compareTo(SOAKING) < 0 ? tenth : SOAKING;
        return every.compareTo(LEAST) < 0 ? LEAST : every;
    }

    /** At once where nothing was seen yet, as after a return. */
    private static Duration first(Run run, Round round) {
        var kept = run.senses().kept().get(round.step());
        return round.purpose().equals("keep") && kept != null && kept.colour() != Senses.Colour.UNSEEN
                ? round.every()
                : Duration.ZERO;
    }

    private void again(Round round, Going mine, Duration in) {
        if (closing || mine.over) {
            return;
        }
        var turn = mine.waits();
        var wait = turn.now() ? Duration.ZERO : in;
        mine.due = clock.instant().plus(wait).plus(round.limit());
        try {
            var _ = timer.schedule(() -> look(round, mine, turn.number()), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: whoever comes back looks again.
            return;
        }
    }

    /** While the machine sleeps the timer stands still: what was green before is not, after it, until it has been looked at. */
    private void watch(Round round, Going mine) {
        if (closing || mine.over || !round.purpose().equals("keep")) {
            return;
        }
        var now = clock.instant();
        var kept = conductor.run().senses().kept().get(round.step());
        if (kept != null && kept.colour() == Senses.Colour.GREEN && Gates.late(mine.due, now)) {
            var late =
                    "its look is overdue by " + Spans.about(Duration.between(mine.due, now)) + ", it is looked at now";
            tell(round, mine, List.of(Evidence.red(round.step(), late, now)));
            if (mine.hurries()) {
                again(round, mine, Duration.ZERO);
            }
        }
        try {
            var _ = timer.schedule(() -> watch(round, mine), LEAST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
            return;
        }
    }

    private void look(Round round, Going mine, int turn) {
        if (closing || mine.over || !mine.looks(turn)) {
            return;
        }
        var run = conductor.run();
        var stop = run.plan().stop(round.step());
        var task = new Task(
                conductor, stop, run.status(stop), stop.step().scope(conductor.values()), round.purpose(), workplace);
        mine.task = task;
        task.start(
                null,
                it -> looked(it, round, mine),
                why -> tell(round, mine, List.of(Evidence.red(round.step(), why, clock.instant()))),
                () -> again(round, mine, round.every()));
    }

    /** Returns when every check has come back from it, also one that has not answered in time: no look runs beside the next. */
    private void looked(Task task, Round round, Going mine) throws InterruptedException {
        var looking = task.looking(workplace, Unheard.OUTPUTS, bindings, clock);
        var seen = looking.look(round.checks(), round.limit());
        if (task.stopped().isEmpty()) {
            tell(round, mine, seen);
        }
        looking.awaitEnd();
    }

    private void tell(Round round, Going mine, List<Evidence> seen) {
        if (!closing && !mine.over) {
            saw(
                    round.purpose().equals("keep")
                            ? new Signal.KeptSeen(round.step(), round.attempt(), seen)
                            : new Signal.SoakSeen(round.step(), seen));
        }
    }

    /** It is known to whoever looks on, also while the journal cannot be written. */
    private void saw(Signal.Again signal) {
        if (Hush.of(signal, conductor.values()) instanceof Signal.Again hushed) {
            followers.saw(hushed.step(), hushed.evidence());
        }
        conductor.tell(signal);
        conductor.moved(signal.step());
    }

    @Override
    public void close() {
        closing = true;
        timer.shutdownNow();
    }
}
