package dev.holdpoint.run.work;

import dev.holdpoint.run.Workplace.Reports;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Progress;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Job;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.JobEnd;
import dev.holdpoint.target.host.JobId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One job of an attempt, from its name in the journal to its end. Until the name is in the journal nothing has begun, and what breaks is a
 * failure. From then on only the host can say what became of it: it is asked again and again, and a way that breaks is no failure, because
 * whoever would try again would run it beside the first.
 */
final class JobRun {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final JobId id;
    private final BoundSetting setting;
    private final Grounds grounds;
    private final Guard guard;
    private final Reports reports;
    private final StartsUnderWay starts;

    /** What the job is, on the host that it begins on. */
    interface Commands {
        JobCommand on(Host host) throws IOException, InterruptedException;
    }

    /** Reads a job to its end, whatever breaks meanwhile. */
    interface Follower {
        JobEnd follow(Job job, Host at) throws InterruptedException;
    }

    JobRun(JobId id, BoundSetting setting, Grounds grounds, Guard guard, Reports reports, StartsUnderWay starts) {
        this.id = id;
        this.setting = setting;
        this.grounds = grounds;
        this.guard = guard;
        this.reports = reports;
        this.starts = starts;
    }

    /** Starts it, or attaches to it where it was started before, and waits for its end. */
    Ended run(String host, Commands commands, Follower follower) throws InterruptedException {
        var begun = reports.begun(id.value()).map(Place::read);
        var at = setting.host(begun.map(Place::host).orElse(host));
        try {
            var place = begun.isPresent() ? begun.get() : begins(at);
            var job = begun.isPresent() ? attached(at, place) : started(at, place, commands);
            for (; ; ) {
                if (job.isEmpty()) {
                    return gone(at);
                }
                var end = follower.follow(job.get(), at);
                if (!(end instanceof JobEnd.NeverBegan)) {
                    return ended(end);
                }
                // It is proven that it never began and never will: starting it now starts it for the first time.
                mustBeAllowed();
                discarded(job.get(), at);
                job = started(at, place, commands);
            }
        } catch (Elsewhere elsewhere) {
            return new Ended.Lost(String.valueOf(elsewhere.getMessage()));
        }
    }

    /** @return empty where it was never begun */
    Optional<Ended> attach(Follower follower) throws InterruptedException {
        var begun = reports.begun(id.value()).map(Place::read);
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        var at = setting.host(begun.get().host());
        try {
            var job = attached(at, begun.get());
            if (job.isEmpty()) {
                return Optional.of(gone(at));
            }
            var end = follower.follow(job.get(), at);
            return end instanceof JobEnd.NeverBegan ? Optional.empty() : Optional.of(ended(end));
        } catch (Elsewhere elsewhere) {
            return Optional.of(new Ended.Lost(String.valueOf(elsewhere.getMessage())));
        }
    }

    /** What breaks here breaks before anything has begun. */
    private Place begins(Host at) throws InterruptedException {
        try {
            mustBeAllowed();
            guard.pass(at);
            var place = new Place(at.target(), grounds.jobs(at).boot());
            reports.begins(id.value(), place.toString());
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mustBeAllowed() {
        var barred = reports.barred(id.value());
        if (barred.isPresent()) {
            throw new TargetProblem(barred.get() + ": release it again");
        }
    }

    private Optional<Job> started(Host at, Place place, Commands commands) throws InterruptedException {
        if (reports.stopping()) {
            throw new TargetProblem("stopped before " + id + " began");
        }
        try {
            var command = commands.on(at);
            return Optional.of(starts.whole(() -> grounds.jobs(at).startOrAttach(id, command)));
        } catch (IOException cut) {
            return attached(at, place);
        }
    }

    private Optional<Job> attached(Host at, Place place) throws InterruptedException {
        for (; ; ) {
            try {
                pass(at);
                return grounds.jobs(at).attach(id, place.boot());
            } catch (IOException e) {
                wait(at, e);
            }
        }
    }

    /** The machine that has the job does not answer by this name: what became of it cannot be asked. */
    private void pass(Host at) throws IOException, InterruptedException {
        try {
            guard.pass(at);
        } catch (TargetProblem another) {
            throw new Elsewhere("what became of job " + id + " cannot be asked: " + another.getMessage());
        }
    }

    private void discarded(Job job, Host at) throws InterruptedException {
        for (; ; ) {
            try {
                job.discard();
                return;
            } catch (IOException e) {
                wait(at, e);
            }
        }
    }

    private void wait(Host at, IOException why) throws InterruptedException {
        reports.progress(new Progress(
                -1, null, "no word from " + name(at) + ", which is asked again: " + why.getMessage(), List.of(), true));
        Thread.sleep(AGAIN);
    }

    private static String name(Host at) {
        return at.local() ? "this machine" : at.target();
    }

    private Ended gone(Host at) {
        return new Ended.Lost("what job " + id + " left on " + name(at) + " is gone: nobody can know how it ended");
    }

    private static Ended ended(JobEnd end) {
        return switch (end) {
            case JobEnd.Exited exited -> new Ended.Exited(exited.status());
            case JobEnd.Lost lost -> new Ended.Lost(lost.reason());
            case JobEnd.NeverBegan never -> new Ended.Lost("it never began: " + never.reason());
        };
    }

    /** Nobody can know what became of it. */
    private static final class Elsewhere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Elsewhere(String says) {
            super(says);
        }
    }
}
