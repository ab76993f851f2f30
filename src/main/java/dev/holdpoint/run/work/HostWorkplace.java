package dev.holdpoint.run.work;

import dev.holdpoint.checklist.BindProblem;
import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Outputs;
import dev.holdpoint.run.Workplace;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.JobId;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.Ways;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Attempts whose jobs run on this machine and on the hosts of the checklist. */
public final class HostWorkplace implements Workplace, AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** A guard that is told to end puts the old state back first. */
    private static final Duration UNTIL_BACK = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Checklist checklist;
    private final Path files;
    private final Grounds grounds;
    private final StartsUnderWay starts = new StartsUnderWay();
    private final InstantSource clock;
    private final ExecutorService tidying = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("tidying").daemon().factory());

    /**
     * @param run its id
     * @param root the folder for the directories of jobs
     * @param files the run's folder for files that steps write
     */
    public HostWorkplace(Checklist checklist, String run, Path root, Path files, Ways ways, InstantSource clock) {
        this.checklist = checklist;
        this.files = files.toAbsolutePath();
        this.grounds = new Grounds(ways, root.toAbsolutePath(), this.files, run, clock);
        this.clock = clock;
    }

    @Override
    public Work open(String name, Step step, Values values, boolean resumed, Outputs.Sink sink, Reports reports) {
        var guard = new Guard(grounds.ways(), reports);
        var setting = new BoundSetting(checklist, values, files, new Tunnels(grounds.ways(), guard));
        return new HostAttempt(
                name, step, setting, resumed, sink, new Countdown(reports), grounds, guard, starts, clock);
    }

    /** For hosts only: no database is asked. */
    private BoundSetting setting(Values values) {
        return new BoundSetting(checklist, values, files, BoundSetting.Tunnels.NONE);
    }

    @Override
    public boolean anyRuns(Map<String, String> begun, Values values) {
        return begun.entrySet().stream().anyMatch(it -> runs(it.getKey(), Place.read(it.getValue()), values));
    }

    private boolean runs(String name, Place place, Values values) {
        try {
            if (nothingLeft(name, place)) {
                return false;
            }
            var job = jobs(place, values).attach(new JobId(name));
            return job.isPresent() && job.get().running();
        } catch (IOException | TargetProblem | BindProblem e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** On this machine a look says so at once; another one has to be asked. */
    private boolean nothingLeft(String name, Place place) {
        return place.host().equals(Host.LOCAL)
                && !Files.isDirectory(grounds.root().resolve(name));
    }

    private Jobs jobs(Place place, Values values) throws IOException, InterruptedException {
        return grounds.jobs(setting(values).host(place.host()));
    }

    /** Guards last: what a step still does has ended before its old state is put back. */
    @Override
    public List<String> stop(Map<String, String> begun, Values values) throws InterruptedException {
        var left = new ArrayList<String>();
        for (var guards : List.of(false, true)) {
            var some = new HashMap<>(begun);
            some.keySet().removeIf(it -> guards(it) != guards);
            left.addAll(stopped(some, values));
        }
        return left;
    }

    private static boolean guards(String job) {
        return job.endsWith("." + Sentry.JOB);
    }

    private List<String> stopped(Map<String, String> begun, Values values) throws InterruptedException {
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var stops = begun.entrySet().stream()
                    .map(it -> side.submit(() -> stop(it.getKey(), Place.read(it.getValue()), values)))
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
    private Optional<String> stop(String name, Place place, Values values) throws InterruptedException {
        try {
            var job = jobs(place, values).attach(new JobId(name), place.boot());
            if (job.isEmpty()) {
                return Optional.of("what job " + name + " left on " + place.where() + " is gone, it may still run");
            }
            job.get().cancel(guards(name) ? UNTIL_BACK : GRACE);
            return Optional.empty();
        } catch (IOException | TargetProblem | BindProblem e) {
            return Optional.of("job " + name + " could not be stopped: " + e.getMessage());
        }
    }

    @Override
    public void tidy(Map<String, String> ended, Values values) {
        tidying.execute(() -> ended.forEach((name, kept) -> {
            var place = Place.read(kept);
            if (!nothingLeft(name, place)) {
                discard(name, place, values);
            }
        }));
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
    private void discard(String name, Place place, Values values) {
        try {
            var job = jobs(place, values).attach(new JobId(name));
            if (job.isPresent()) {
                job.get().discard();
            }
        } catch (IOException | TargetProblem | BindProblem e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
