package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Values;
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
import dev.holdpoint.target.host.LocalHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An attempt with real jobs on this machine, its facts in memory. {@link #again} is the attempt after the program died. */
final class JobAttempt implements Attempt {
    final List<String> output = new CopyOnWriteArrayList<>();
    final List<Progress> progress = new CopyOnWriteArrayList<>();
    final List<String> jobs = new CopyOnWriteArrayList<>();
    final Map<String, String> facts;
    /** Names of facts that this attempt has kept. */
    private final Set<String> recent;

    private final Path folder;
    private final String series;
    private final boolean resumed;
    private final Map<String, Database> databases;
    private volatile Consumer<String> listener = line -> {};

    JobAttempt(Path folder, Map<String, Database> databases) {
        this(folder, "1", false, databases, new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
    }

    private JobAttempt(
            Path folder,
            String series,
            boolean resumed,
            Map<String, Database> databases,
            Map<String, String> facts,
            Set<String> recent) {
        this.folder = folder;
        this.series = series;
        this.resumed = resumed;
        this.databases = databases;
        this.facts = facts;
        this.recent = recent;
    }

    /** The same attempt, come back to. */
    JobAttempt again() {
        return new JobAttempt(folder, series, true, databases, facts, recent);
    }

    /** The same attempt, come back to with other passwords, addresses, or servers that do not answer. */
    JobAttempt again(Map<String, Database> databases) {
        return new JobAttempt(folder, series, true, databases, facts, recent);
    }

    /** A new try of the same step, whose jobs are its own. */
    JobAttempt retry() {
        return new JobAttempt(folder, series + "1", false, databases, facts, ConcurrentHashMap.newKeySet());
    }

    void onLine(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public Ended job(String host, String name, Script script, Consumer<String> watcher) throws InterruptedException {
        jobs.add(name);
        try {
            var job = start(name, script);
            var ended = follow(job, watcher);
            if (ended.isPresent()) {
                return ended.get();
            }
            // Its start was cut off, which is proven: started now, it is started for the first time.
            job.discard();
            return follow(start(name, script), watcher).orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Optional<Ended> attach(String name, Consumer<String> watcher) throws InterruptedException {
        try {
            var job = LocalHost.jobs(folder.resolve("jobs-" + series)).attach(new JobId(name));
            return job.isPresent() ? follow(job.get(), watcher) : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Job start(String name, Script script) throws IOException, InterruptedException {
        return LocalHost.jobs(folder.resolve("jobs-" + series))
                .startOrAttach(new JobId(name), JobCommand.shell(script.text()).with(script.environment()));
    }

    /** @return empty where it never began */
    private Optional<Ended> follow(Job job, Consumer<String> watcher) throws IOException, InterruptedException {
        var line = new ByteArrayOutputStream();
        var end = job.follow(0, (buffer, start, length, offset) -> {
            for (var at = start; at < start + length; at++) {
                if (buffer[at] == '\n') {
                    hear(line.toString(StandardCharsets.UTF_8), watcher);
                    line.reset();
                } else {
                    line.write(buffer[at]);
                }
            }
        });
        return switch (end) {
            case JobEnd.Exited(int status, long _, var _) -> Optional.of(new Ended.Exited(status));
            case JobEnd.Lost(String reason, long _, var _) -> Optional.of(new Ended.Lost(reason));
            case JobEnd.NeverBegan _ -> Optional.empty();
        };
    }

    private void hear(String line, Consumer<String> watcher) {
        output.add(line);
        watcher.accept(line);
        listener.accept(line);
    }

    /** Ends what still runs of it. */
    void cancel() throws Exception {
        for (var name : jobs) {
            var job = LocalHost.jobs(folder.resolve("jobs-" + series)).attach(new JobId(name));
            if (job.isPresent()) {
                job.get().cancel(Duration.ofSeconds(2));
            }
        }
    }

    @Override
    public Captured capture(String host, Script script) throws InterruptedException {
        var lines = new StringBuilder();
        try {
            var builder = new ProcessBuilder("sh", "-c", script.text()).redirectErrorStream(true);
            builder.environment().putAll(script.environment());
            var process = builder.start();
            process.getOutputStream().close();
            lines.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return new Captured(new Ended.Exited(process.waitFor()), lines.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Database database(String name) {
        var found = databases.get(name);
        if (found == null) {
            throw new TargetProblem("no database target is called " + name);
        }
        return found;
    }

    @Override
    public Host host(String name) {
        if (!name.equals(Host.LOCAL)) {
            throw new TargetProblem("no host is called " + name);
        }
        return Host.HERE;
    }

    @Override
    public Identity identify(String host) {
        throw new TargetProblem("nobody answers on " + host);
    }

    @Override
    public Path files() {
        return folder;
    }

    @Override
    public Values values() {
        return Values.NONE;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public boolean resumed() {
        return resumed;
    }

    @Override
    public void say(String line) {
        output.add(line);
    }

    @Override
    public void progress(Progress now) {
        progress.add(now);
    }

    @Override
    public void remember(String key, String value) {
        facts.put(key, value);
        recent.add(key);
    }

    @Override
    public Optional<String> remembered(String key) {
        return Optional.ofNullable(facts.get(key));
    }

    @Override
    public Optional<String> ofThisAttempt(String key) {
        return recent.contains(key) ? remembered(key) : Optional.empty();
    }

    @Override
    public @Nullable TtySize tty() {
        return null;
    }

    @Override
    public boolean judgedByAuthor() {
        return false;
    }

    @Override
    public String on() {
        return "local";
    }
}
