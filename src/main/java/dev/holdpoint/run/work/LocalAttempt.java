package dev.holdpoint.run.work;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Outputs;
import dev.holdpoint.run.Workplace;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.Script;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Job;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.JobEnd;
import dev.holdpoint.target.host.JobId;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.TerminalSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An attempt on this machine. A job's name is kept in the journal before it is started, so that after a crash it is only attached to. */
final class LocalAttempt implements Attempt, Workplace.Work {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final TtySize TERMINAL = new TtySize(80, 24);

    private final String name;
    private final Step step;
    private final Setting setting;
    private final boolean resumed;
    private final Outputs.Sink sink;
    private final Workplace.Reports reports;
    private final Jobs jobs;
    private final StartsUnderWay starts;
    private final InstantSource clock;
    private final List<Job> running = new CopyOnWriteArrayList<>();
    private final Typist typist = new Typist(new Terminals());
    private volatile TtySize size = TERMINAL;

    LocalAttempt(
            String name,
            Step step,
            Setting setting,
            boolean resumed,
            Outputs.Sink sink,
            Workplace.Reports reports,
            Jobs jobs,
            StartsUnderWay starts,
            InstantSource clock) {
        this.name = name;
        this.step = step;
        this.setting = setting;
        this.resumed = resumed;
        this.sink = sink;
        this.reports = reports;
        this.jobs = jobs;
        this.starts = starts;
        this.clock = clock;
    }

    @Override
    public Attempt attempt() {
        return this;
    }

    @Override
    public Ended job(String host, String job, Script script, Consumer<String> watcher) throws InterruptedException {
        var id = new JobId(name + "." + job);
        try {
            var started = startOrAttach(id, command(script));
            if (started.isEmpty()) {
                return gone(id);
            }
            return follow(id, started.get(), script, watcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Ended> attach(String job, Consumer<String> watcher) throws InterruptedException {
        var id = new JobId(name + "." + job);
        var boot = reports.begun(id.value());
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        try {
            var started = jobs.attach(id, boot.get());
            if (started.isEmpty()) {
                return Optional.of(gone(id));
            }
            var end = followed(started.get(), watcher);
            return end instanceof JobEnd.NeverBegan ? Optional.empty() : Optional.of(ended(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ended gone(JobId id) {
        return new Ended.Lost("what job " + id + " left on this machine is gone: nobody can know how it ended");
    }

    private Ended follow(JobId id, Job started, Script script, Consumer<String> watcher)
            throws IOException, InterruptedException {
        var end = followed(started, watcher);
        if (!(end instanceof JobEnd.NeverBegan)) {
            return ended(end);
        }
        // It is proven that it never began and never will: starting it now starts it for the first time.
        mustBeAllowed(id);
        started.discard();
        return ended(followed(start(id, command(script)), watcher));
    }

    private Optional<Job> startOrAttach(JobId id, JobCommand command) throws IOException, InterruptedException {
        var boot = reports.begun(id.value());
        if (boot.isPresent()) {
            return jobs.attach(id, boot.get());
        }
        mustBeAllowed(id);
        reports.begins(id.value(), jobs.boot());
        return Optional.of(start(id, command));
    }

    private Job start(JobId id, JobCommand command) throws IOException, InterruptedException {
        if (reports.stopping()) {
            throw new TargetProblem("stopped before " + id + " began");
        }
        return starts.whole(() -> jobs.startOrAttach(id, command));
    }

    private void mustBeAllowed(JobId id) {
        if (!reports.mayBegin(id.value())) {
            throw new TargetProblem("the program ended before it began, nothing was done: release it again");
        }
    }

    private JobCommand command(Script script) {
        var command =
                JobCommand.shell(script.text()).in(setting.files().toString()).with(script.environment());
        return script.tty() ? command.onTerminal(new TerminalSize(size.columns(), size.rows())) : command;
    }

    private JobEnd followed(Job job, Consumer<String> watcher) throws IOException, InterruptedException {
        running.add(job);
        sized();
        try {
            for (; ; ) {
                try {
                    return followOnce(job, watcher);
                } catch (IOException e) {
                    // The disk is full, or the host does not answer. The job does not mind; it is followed on from what
                    // is kept.
                    reports.progress(
                            new Progress(-1, null, "cannot follow, the job goes on: " + e.getMessage(), List.of()));
                    Thread.sleep(AGAIN);
                }
            }
        } finally {
            running.remove(job);
        }
    }

    private JobEnd followOnce(Job job, Consumer<String> watcher) throws IOException, InterruptedException {
        // The whole name: the step's action and each part of its undo print into the same output, and each has a job of
        // the same kind.
        var called = job.id().value();
        var lines = new Lines(watcher);
        var end = job.follow(sink.offset(called), (buffer, start, length, offset) -> {
            sink.job(called, buffer, start, length, offset + length);
            if (!watcher.equals(UNWATCHED)) {
                lines.take(buffer, start, length);
            }
            reports.printed();
        });
        sink.end(called);
        lines.end();
        return end;
    }

    private static Ended ended(JobEnd end) {
        return switch (end) {
            case JobEnd.Exited exited -> new Ended.Exited(exited.status());
            case JobEnd.Lost lost -> new Ended.Lost(lost.reason());
            case JobEnd.NeverBegan never -> new Ended.Lost("it never began: " + never.reason());
        };
    }

    @Override
    public Captured capture(String host, Script script) throws InterruptedException {
        return ShortCommand.run(script, setting.files());
    }

    @Override
    public void type(byte[] keys) {
        if (step.tty()) {
            typist.type(keys);
        }
    }

    @Override
    public void resize(int columns, int rows) {
        size = new TtySize(columns, rows);
        sized();
    }

    /** Also for a job that has just begun: it may have been built with a size that is an old one by now. */
    private void sized() {
        if (step.tty()) {
            typist.resize(new TerminalSize(size.columns(), size.rows()));
        }
    }

    /** The terminals of this attempt's jobs. Only its typist waits for them. */
    private final class Terminals implements Typist.Terminals {
        private interface OnJob {
            void run(Job job) throws IOException, InterruptedException;
        }

        @Override
        public void type(byte[] keys) {
            each(job -> job.type(keys));
        }

        @Override
        public void resize(TerminalSize to) {
            each(job -> job.resize(to));
        }

        @Override
        public void say(String line) {
            reports.progress(new Progress(-1, null, line, List.of()));
        }

        private void each(OnJob what) {
            for (var job : running) {
                try {
                    what.run(job);
                } catch (IOException | TargetProblem e) {
                    say("the terminal of " + job + " does not answer: " + e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        // Jobs go on; the sink belongs to whoever opened it.
        typist.close();
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean resumed() {
        return resumed;
    }

    @Override
    public void say(String line) {
        try {
            sink.print(line);
            reports.printed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void progress(Progress progress) {
        reports.progress(progress);
    }

    @Override
    public void remember(String key, String value) throws InterruptedException {
        reports.remember(key, value);
    }

    @Override
    public Optional<String> remembered(String key) {
        return reports.remembered(key);
    }

    @Override
    public @Nullable TtySize tty() {
        return step.tty() ? size : null;
    }

    @Override
    public boolean judgedByAuthor() {
        return step.failsWhen() != null || step.succeedsWhen() != null;
    }

    @Override
    public String on() {
        return step.on();
    }

    @Override
    public Values values() {
        return setting.values();
    }

    @Override
    public Database database(String target) {
        return setting.database(target);
    }

    @Override
    public Host host(String name) {
        return setting.host(name);
    }

    @Override
    public Path files() {
        return setting.files();
    }
}
