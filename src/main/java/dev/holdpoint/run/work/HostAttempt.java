package dev.holdpoint.run.work;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Outputs;
import dev.holdpoint.run.Workplace;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import dev.holdpoint.target.host.Job;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.JobEnd;
import dev.holdpoint.target.host.JobId;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.TerminalSize;
import dev.holdpoint.target.host.ssh.UnknownHostKey;
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
final class HostAttempt implements Attempt, Workplace.Work {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final TtySize TERMINAL = new TtySize(80, 24);

    private final String name;
    private final Step step;
    private final BoundSetting setting;
    private final boolean resumed;
    private final Outputs.Sink sink;
    private final Workplace.Reports reports;
    private final Grounds grounds;
    private final StartsUnderWay starts;
    private final InstantSource clock;
    private final String on;
    private final Guard guard;
    private final List<Job> running = new CopyOnWriteArrayList<>();
    private final Typist typist = new Typist(new Terminals());
    private volatile TtySize size = TERMINAL;
    private volatile Progress last = Progress.saying("");

    HostAttempt(
            String name,
            Step step,
            BoundSetting setting,
            boolean resumed,
            Outputs.Sink sink,
            Workplace.Reports reports,
            Grounds grounds,
            StartsUnderWay starts,
            InstantSource clock) {
        this.name = name;
        this.step = step;
        this.setting = setting;
        this.resumed = resumed;
        this.sink = sink;
        this.reports = reports;
        this.grounds = grounds;
        this.starts = starts;
        this.clock = clock;
        this.guard = new Guard(grounds.ways(), reports);
        this.on = Template.fill(step.on(), setting.values()).text();
    }

    @Override
    public Attempt attempt() {
        return this;
    }

    @Override
    public Ended job(String host, String job, Script script, Consumer<String> watcher) throws InterruptedException {
        var id = new JobId(name + "." + job);
        try {
            var begun = reports.begun(id.value()).map(Place::read);
            var at = setting.host(begun.map(Place::host).orElse(host));
            var started =
                    begun.isPresent() ? jobs(at).attach(id, begun.get().boot()) : Optional.of(first(id, at, script));
            if (started.isEmpty()) {
                return gone(id, at);
            }
            var end = followed(started.get(), at, watcher);
            if (!(end instanceof JobEnd.NeverBegan)) {
                return ended(end);
            }
            // It is proven that it never began and never will: starting it now starts it for the first time.
            mustBeAllowed(id);
            started.get().discard();
            return ended(followed(start(id, at, script), at, watcher));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Ended> attach(String job, Consumer<String> watcher) throws InterruptedException {
        var id = new JobId(name + "." + job);
        var begun = reports.begun(id.value()).map(Place::read);
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        try {
            var at = setting.host(begun.get().host());
            var started = jobs(at).attach(id, begun.get().boot());
            if (started.isEmpty()) {
                return Optional.of(gone(id, at));
            }
            var end = followed(started.get(), at, watcher);
            return end instanceof JobEnd.NeverBegan ? Optional.empty() : Optional.of(ended(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Jobs jobs(Host host) throws IOException, InterruptedException {
        return grounds.jobs(host);
    }

    private static Ended gone(JobId id, Host at) {
        return new Ended.Lost("what job " + id + " left on " + (at.local() ? "this machine" : at.target())
                + " is gone: nobody can know how it ended");
    }

    private Job first(JobId id, Host at, Script script) throws IOException, InterruptedException {
        mustBeAllowed(id);
        guard.pass(at);
        reports.begins(id.value(), new Place(at.target(), jobs(at).boot()).toString());
        return start(id, at, script);
    }

    private Job start(JobId id, Host at, Script script) throws IOException, InterruptedException {
        if (reports.stopping()) {
            throw new TargetProblem("stopped before " + id + " began");
        }
        var command = command(script, grounds.folder(at));
        return starts.whole(() -> jobs(at).startOrAttach(id, command));
    }

    private void mustBeAllowed(JobId id) {
        if (!reports.mayBegin(id.value())) {
            throw new TargetProblem("the program ended before it began, nothing was done: release it again");
        }
    }

    private JobCommand command(Script script, String folder) {
        var command = JobCommand.shell(script.text()).in(folder).with(script.environment());
        return script.tty() ? command.onTerminal(new TerminalSize(size.columns(), size.rows())) : command;
    }

    private JobEnd followed(Job job, Host at, Consumer<String> watcher) throws IOException, InterruptedException {
        running.add(job);
        sized();
        try (var ignored = Vigil.over(at, grounds.ways(), reports, () -> last)) {
            for (; ; ) {
                try {
                    return followOnce(job, watcher);
                } catch (IOException e) {
                    // The disk is full, or the host does not answer. The job does not mind; it is followed on from what
                    // is kept.
                    if (at.local()) {
                        reports.progress(Progress.saying("cannot follow, the job goes on: " + e.getMessage()));
                    }
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
        var at = setting.host(host);
        if (at.local()) {
            return ShortCommand.run(script, setting.files());
        }
        try {
            guard.pass(at);
            var answer = grounds.ways().capture(at, command(script, grounds.folder(at)));
            return new Captured(new Ended.Exited(answer.status()), answer.output());
        } catch (IOException e) {
            throw new TargetProblem(host + " does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> ssh() {
        return grounds.ways().ssh();
    }

    @Override
    public Identity identify(String host) throws InterruptedException {
        var at = setting.host(host);
        try {
            var trusted = reports.remembered(TRUSTED_KEY).orElse("");
            if (!trusted.isEmpty()) {
                grounds.ways().trust(at, trusted.substring(trusted.indexOf(' ') + 1));
                reports.remember(TRUSTED_KEY, "");
            }
            return grounds.ways().identify(at);
        } catch (UnknownHostKey e) {
            reports.remember(UNKNOWN_KEY, e.type() + " " + e.fingerprint());
            throw new TargetProblem(e.getMessage() + "; compare it with the host's own, then say :trust", e);
        } catch (IOException e) {
            throw new TargetProblem(String.valueOf(e.getMessage()), e);
        }
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
            reports.progress(Progress.saying(line));
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
        last = progress;
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
        return on;
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
