package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.RunFeed.Wanted;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that a conductor needs, in memory: a journal that can be full, and kinds whose doings a test decides. */
final class Workshop implements Workplace, Bindings, Outputs, Journal {
    final List<Event> written = new CopyOnWriteArrayList<>();
    /** What was opened, in order; with a {@code +} behind it where it was come back to. */
    final List<String> opened = new CopyOnWriteArrayList<>();

    final List<String> stopped = new CopyOnWriteArrayList<>();
    final List<String> tidied = new CopyOnWriteArrayList<>();
    final List<String> said = new CopyOnWriteArrayList<>();
    volatile boolean full;
    /** Whether jobs of before still run. */
    volatile boolean runs;

    /** What {@link #stop} could not end. */
    volatile List<String> left = List.of();

    volatile Doing act = reports -> Outcome.done("done");
    volatile InstantSource clock = InstantSource.system();
    volatile Seeing look = () -> Evidence.green("check", "fine", Instant.now());

    private volatile @Nullable Reports handed;

    /** What the action does, as itself and as an undo. */
    interface Doing {
        Outcome act(Reports reports) throws InterruptedException;
    }

    interface Seeing {
        Evidence look() throws InterruptedException;
    }

    /** A conductor over a run that has come so far. */
    Conductor conductor(Walk walk, Wanted... form) {
        return conductor(walk.run(), form);
    }

    Conductor conductor(Run run, Wanted... form) {
        return new Conductor(
                RunFold.from(run), run.plan(), this, this, this, this, List.of(form), () -> clock.instant());
    }

    static void awaitRun(Conductor conductor, String what, Predicate<Run> wanted) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!wanted.test(conductor.run())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + ": " + conductor.run());
            }
            Thread.onSpinWait();
        }
    }

    static void awaitState(Conductor conductor, String step, StepState state) {
        awaitRun(conductor, step + " " + state, run -> run.status(step).state() == state);
    }

    @Override
    public void append(List<Event> events, Instant at) throws IOException {
        if (full) {
            throw new IOException("no space left");
        }
        written.addAll(events);
    }

    @Override
    public Work open(String name, Step step, Values values, boolean resumed, Outputs.Sink sink, Reports reports) {
        opened.add(name + (resumed ? "+" : ""));
        handed = reports;
        return new Handed();
    }

    @Override
    public boolean anyRuns(Map<String, String> jobs, Values values) {
        return runs;
    }

    @Override
    public List<String> stop(Map<String, String> jobs, Values values) {
        stopped.addAll(jobs.keySet());
        return left;
    }

    @Override
    public void tidy(Map<String, String> jobs, Values values) {
        tidied.addAll(jobs.keySet());
    }

    @Override
    public Bound<?> action(KindUse use, Values values) {
        return new Bound<>(new Deed(), new Nothing());
    }

    @Override
    public Looked<?> check(KindUse use, Values values) {
        return new Looked<>(new Look(), new Nothing());
    }

    @Override
    public Setting setting(Values values) {
        return new FakeAttempt();
    }

    @Override
    public Sink open(String step, int attempt, Set<String> secrets) {
        return new Heard();
    }

    @Override
    public Sink gate(String step, Set<String> secrets) {
        return new Heard();
    }

    @Override
    public Optional<OutputSource> source(String step, int attempt) {
        return Optional.empty();
    }

    private static final class Handed implements Work {
        @Override
        public Attempt attempt() {
            return new FakeAttempt();
        }

        @Override
        public void type(byte[] keys) {}

        @Override
        public void resize(int columns, int rows) {}

        @Override
        public void close() {}
    }

    /** A spec without fields. */
    record Nothing() {}

    private final class Deed implements Action<Nothing> {
        @Override
        public String name() {
            return "deed";
        }

        @Override
        public String says() {
            return "Does what a test wants.";
        }

        @Override
        public Class<Nothing> spec() {
            return Nothing.class;
        }

        @Override
        public List<String> preview(Nothing spec, Setting setting) {
            return List.of();
        }

        @Override
        public Outcome run(Nothing spec, Attempt attempt) throws InterruptedException {
            return act.act(Objects.requireNonNull(handed));
        }

        @Override
        public Outcome undo(Nothing spec, Attempt attempt) throws InterruptedException {
            return run(spec, attempt);
        }

        @Override
        public Evidence closed(Nothing spec, String item, Attempt attempt) throws InterruptedException {
            return look.look();
        }

        @Override
        public Afterlife afterlife(Nothing spec) {
            return Afterlife.REATTACH;
        }
    }

    private final class Look implements Check<Nothing> {
        @Override
        public String name() {
            return "look";
        }

        @Override
        public String says() {
            return "Sees what a test wants.";
        }

        @Override
        public Class<Nothing> spec() {
            return Nothing.class;
        }

        @Override
        public List<String> preview(Nothing spec, Setting setting) {
            return List.of();
        }

        @Override
        public Evidence observe(Nothing spec, Attempt attempt) throws InterruptedException {
            return look.look();
        }

        @Override
        public String label(Nothing spec) {
            return "look";
        }
    }

    private final class Heard implements Sink {
        @Override
        public void say(String line) {
            said.add(line);
        }

        @Override
        public void print(String line) {
            said.add(line);
        }

        @Override
        public void job(String job, byte[] bytes, int start, int length, long until) {}

        @Override
        public void end(String job) {}

        @Override
        public long offset(String job) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
