package dev.holdpoint.run.work;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Outputs;
import dev.holdpoint.run.Workplace;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.PutBack;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import dev.holdpoint.target.host.Job;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.JobEnd;
import dev.holdpoint.target.host.JobId;
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
    private final Countdown reports;
    private final Grounds grounds;
    private final StartsUnderWay starts;
    private final InstantSource clock;
    private final String on;
    private final Guard guard;
    private final List<Job> running = new CopyOnWriteArrayList<>();
    private final Typist typist = new Typist(new Terminals());
    /** What guards the step, once it may do something. */
    private volatile @Nullable Sentry guarded;

    private volatile TtySize size = TERMINAL;
    private volatile Progress last = Progress.saying("");

    HostAttempt(
            String name,
            Step step,
            BoundSetting setting,
            boolean resumed,
            Outputs.Sink sink,
            Countdown reports,
            Grounds grounds,
            Guard guard,
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
        this.guard = guard;
        this.on = Template.fill(step.on(), setting.values()).text();
    }

    @Override
    public Attempt attempt() {
        return this;
    }

    @Override
    public Ended job(String host, String job, Script script, Consumer<String> watcher) throws InterruptedException {
        return run(job).run(
                        host, at -> command(script, grounds.folder(at)), (begun, at) -> followed(begun, at, watcher));
    }

    @Override
    public Optional<Ended> attach(String job, Consumer<String> watcher) throws InterruptedException {
        return run(job).attach((begun, at) -> followed(begun, at, watcher));
    }

    private JobRun run(String job) {
        return new JobRun(new JobId(name + "." + job), setting, grounds, guard, reports, starts);
    }

    private JobCommand command(Script given, String folder) {
        var guard = guarded;
        var script = guard == null ? given : Sentry.unlessBack(given, guard.directory());
        var command = JobCommand.shell(script.text()).in(folder).with(script.environment());
        return script.tty() ? command.onTerminal(new TerminalSize(size.columns(), size.rows())) : command;
    }

    private JobEnd followed(Job job, Host at, Consumer<String> watcher) throws InterruptedException {
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
    public Outcome guarded(Duration time, PutBack back, Workplace.Deed deed) throws InterruptedException {
        var at = setting.host(back.host());
        var refused = GuardedDeed.refused(at.local());
        if (refused.isPresent()) {
            return refused.get();
        }
        try (var sentry = new Sentry(this, grounds, at, name, time, back)) {
            return new GuardedDeed(at.target(), time, sentry, reports).carryOut(() -> {
                guarded = sentry;
                return deed.carryOut();
            });
        } catch (IOException e) {
            throw new TargetProblem(at.target() + " does not answer: " + e.getMessage(), e);
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
                // Once: a key that has changed since is shown and asked about anew.
                reports.remember(TRUSTED_KEY, "");
                grounds.ways().trust(at, trusted.substring(trusted.indexOf(' ') + 1));
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
            var _ = each(job -> job.type(keys));
        }

        @Override
        public boolean resize(TerminalSize to) {
            return each(job -> job.resize(to));
        }

        @Override
        public void say(String line) {
            reports.progress(Progress.saying(line));
        }

        /** @return false where one could not be reached */
        private boolean each(OnJob what) {
            var all = true;
            for (var job : running) {
                try {
                    what.run(job);
                } catch (IOException | TargetProblem e) {
                    all &= !(e instanceof IOException);
                    say("the terminal of " + job + " does not answer: " + e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return true;
                }
            }
            return all;
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
    public Optional<String> ofThisAttempt(String key) {
        return reports.ofThisAttempt(key);
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
