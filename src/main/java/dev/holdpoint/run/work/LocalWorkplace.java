package dev.holdpoint.run.work;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Outputs;
import dev.holdpoint.run.Workplace;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.JobId;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Attempts whose jobs run on this machine. */
public final class LocalWorkplace implements Workplace, AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Checklist checklist;
    private final Path root;
    private final Path files;
    private final Jobs jobs;
    private final StartsUnderWay starts = new StartsUnderWay();
    private final InstantSource clock;
    private final ExecutorService tidying = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("tidying").daemon().factory());

    /**
     * @param root the folder for the directories of jobs
     * @param files the run's folder for files that steps write
     */
    public LocalWorkplace(Checklist checklist, Path root, Path files, InstantSource clock) {
        this.checklist = checklist;
        this.root = root.toAbsolutePath();
        this.files = files.toAbsolutePath();
        this.jobs = LocalHost.jobs(this.root, clock);
        this.clock = clock;
    }

    @Override
    public Work open(String name, Step step, Values values, boolean resumed, Outputs.Sink sink, Reports reports) {
        var setting = new BoundSetting(checklist, values, files);
        return new LocalAttempt(name, step, setting, resumed, sink, reports, jobs, starts, clock);
    }

    @Override
    public boolean anyRuns(Collection<String> begun) {
        return begun.stream().filter(it -> Files.isDirectory(root.resolve(it))).anyMatch(this::runs);
    }

    private boolean runs(String name) {
        try {
            var job = jobs.attach(new JobId(name));
            return job.isPresent() && job.get().running();
        } catch (IOException | TargetProblem e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public List<String> stop(Map<String, String> begun) throws InterruptedException {
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var stops = begun.entrySet().stream()
                    .map(it -> side.submit(() -> stop(it.getKey(), it.getValue())))
                    .toList();
            var left = new ArrayList<String>();
            for (var stop : stops) {
                stop.get().ifPresent(left::add);
            }
            return left;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Attaching shuts the door on a start that is still on its way, or waits for it. */
    private Optional<String> stop(String name, String boot) throws InterruptedException {
        try {
            var job = jobs.attach(new JobId(name), boot);
            if (job.isEmpty()) {
                return Optional.of("what job " + name + " left on this machine is gone, it may still run");
            }
            job.get().cancel(GRACE);
            return Optional.empty();
        } catch (IOException | TargetProblem e) {
            return Optional.of("job " + name + " could not be stopped: " + e.getMessage());
        }
    }

    @Override
    public void tidy(Collection<String> ended) {
        tidying.execute(() ->
                ended.stream().filter(it -> Files.isDirectory(root.resolve(it))).forEach(this::discard));
    }

    /** Waits for starts under way, and a moment for what is being tidied: output of jobs is not masked where the host keeps it. */
    @Override
    public void close() throws InterruptedException {
        starts.close();
        tidying.shutdown();
        if (!tidying.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            tidying.shutdownNow();
        }
    }

    /** A leftover that cannot be removed now is no reason to fail a step that has ended: the next tidying finds it again. */
    private void discard(String name) {
        try {
            var job = jobs.attach(new JobId(name));
            if (job.isPresent()) {
                job.get().discard();
            }
        } catch (IOException | TargetProblem e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
