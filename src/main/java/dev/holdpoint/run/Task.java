package dev.holdpoint.run;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt.TtySize;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that goes on for one step, on a virtual thread of its own, and the handles to stop it. */
final class Task implements Workplace.Reports {
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Conductor conductor;
    private final Plan.Stop stop;
    private final StepStatus status;
    private final Values values;
    private final String purpose;
    private final Workplace workplace;
    private final CompletableFuture<String> unstopped = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final BlockingQueue<Integer> ticks = new LinkedBlockingQueue<>();
    private final List<Workplace.Work> works = new ArrayList<>();
    private volatile String stopped = "";
    private volatile boolean resumed;
    private @Nullable TtySize size;
    private @Nullable Thread thread;
    /** Let go, perhaps before it was started: its time can be over when the program comes back. */
    private boolean goes;

    /** What it does. */
    interface Body {
        void run(Task task) throws InterruptedException;
    }

    Task(Conductor conductor, Plan.Stop stop, StepStatus status, Values values, String purpose, Workplace workplace) {
        this.conductor = conductor;
        this.stop = stop;
        this.status = status;
        this.values = values;
        this.purpose = purpose;
        this.workplace = workplace;
    }

    /**
     * @param before ends first
     * @param broken told why it ended without a report of its own: stopped before it began, or by a mistake of the program's
     */
    void start(@Nullable Task before, Body body, Consumer<String> broken, Runnable after) {
        synchronized (this) {
            thread = Thread.ofVirtual().name(stop.id() + " " + purpose).start(() -> {
                try {
                    if (before != null) {
                        before.over.await();
                    }
                    body.run(this);
                } catch (InterruptedException e) {
                    // Let go: the program is leaving. Or stopped before its body had begun, which nobody else reports.
                    if (!stopped.isEmpty()) {
                        broken.accept(stopped);
                    }
                } catch (Throwable e) {
                    // Also errors: whatever happens, the step must not be taken for one that still runs.
                    broken.accept(Words.mistake(e));
                } finally {
                    conductor.forgetProgress(stop.id());
                    over.countDown();
                    ended.complete(null);
                    after.run();
                }
            });
            if (goes) {
                thread.interrupt();
            }
        }
    }

    Looking looking(Workplace workplace, Outputs outputs, Bindings bindings, InstantSource clock) {
        return new Looking(this, workplace, outputs, bindings, clock);
    }

    Plan.Stop stop() {
        return stop;
    }

    StepStatus status() {
        return status;
    }

    Values values() {
        return values;
    }

    String purpose() {
        return purpose;
    }

    /** Why it was stopped; empty where it was not. */
    String stopped() {
        return stopped;
    }

    /** The program was away while its step ran. */
    void cameBack() {
        resumed = true;
    }

    synchronized void holds(Workplace.Work work) {
        works.add(work);
        if (size != null) {
            work.resize(size.columns(), size.rows());
        }
    }

    /** What its works and their jobs are called, or the beginning of it: unique in the run and the same after a restart. */
    String name() {
        var attempt = stop.id() + "-" + status.attempt();
        return purpose.equals("act") ? attempt : attempt + "." + purpose;
    }

    /** Ends its jobs and its thread. */
    void cancel(String why) {
        synchronized (this) {
            if (!stopped.isEmpty() || over.getCount() == 0) {
                return;
            }
            stopped = why;
        }
        Thread.ofVirtual().start(this::end);
    }

    /** Every job that was about to begin is known by the run, and none begins after {@link #stopped} is set: none can be missed here. */
    private void end() {
        var jobs = begun();
        try {
            var left = workplace.stop(jobs, values);
            unstopped.complete(String.join("; ", left));
            if (!jobs.isEmpty() && left.isEmpty()) {
                // What follows a job to its end has read its last words then, and ends by itself.
                var _ = over.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | RuntimeException e) {
            unstopped.complete(Words.mistake(e));
        }
        letGo();
    }

    private Map<String, String> begun() {
        return conductor.run().status(stop).jobs(name() + ".");
    }

    /** The jobs that were about to begin for it, now or before the program was away. */
    Map<String, String> jobs() {
        return begun();
    }

    /** Once, on any thread; at once where it is over. */
    void whenOver(Runnable then) {
        var _ = ended.thenRun(then);
    }

    /** How it ended, where it was stopped before it did anything. */
    Outcome stoppedOutcome(String remedy) {
        return stoppedOutcome(null, Afterlife.REPEAT, remedy);
    }

    /**
     * How it ended, where it was stopped. Returns when what it had begun is stopped, or cannot be: then nobody knows what comes of it.
     *
     * @param own what its kind says of it; null where it was interrupted. It holds where no job was ended under it
     * @param afterlife what its kind says of an end in the middle of it, where it has no jobs
     */
    Outcome stoppedOutcome(@Nullable Outcome own, Afterlife afterlife, String remedy) {
        var left = unstopped.join();
        if (!left.isEmpty()) {
            return Outcome.unknown(stopped + ", but " + left);
        }
        var alone = jobs().isEmpty();
        if (own instanceof Outcome.Failed(String reason, String advice)
                && (alone || stop.step().guarded() != null)) {
            // What its host has put back belongs to how it ended.
            return Outcome.failed(stopped + "; " + reason, advice);
        }
        if (own != null && alone) {
            return own;
        }
        return alone && afterlife == Afterlife.ASK
                ? Outcome.unknown(stopped + ", and nobody knows whether it came to pass")
                : Outcome.failed(stopped, remedy);
    }

    /** Ends its thread and leaves its jobs alone. */
    synchronized void letGo() {
        goes = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** @param done parts of its undo that were done before the one that is ticked off */
    void tick(int done) {
        ticks.add(done);
    }

    /** A tick for an earlier part does not count for this one. */
    void awaitTick(int done) throws InterruptedException {
        while (ticks.take() != done) {}
    }

    synchronized void type(byte[] keys) {
        works.forEach(work -> work.type(keys));
    }

    /** Also before it has any works: those that it gets begin with this size. */
    synchronized void resize(TtySize to) {
        size = to;
        works.forEach(work -> work.resize(to.columns(), to.rows()));
    }

    @Override
    public void progress(Progress progress) {
        conductor.progressed(stop.id(), progress);
    }

    @Override
    public void printed() {
        conductor.moved(stop.id());
    }

    @Override
    public void remember(String key, String value) throws InterruptedException {
        conductor.tellAndWait(new Signal.Remembered(stop.id(), key, value));
    }

    @Override
    public Optional<String> remembered(String key) {
        return Optional.ofNullable(conductor.run().status(stop).remembered().get(key));
    }

    @Override
    public Optional<String> ofThisAttempt(String key) {
        return conductor.run().status(stop).ofThisAttempt(key);
    }

    @Override
    public Map<String, String> identities() {
        return Connections.identities(conductor.run());
    }

    @Override
    public Optional<String> barred(String job) {
        var key = StepStatus.job(job);
        var now = conductor.run().status(stop);
        return !resumed || !stop.isHold() || now.anyJob(key) ? Optional.empty() : Optional.of(now.neverBegan(key));
    }

    @Override
    public void begins(String job, String boot) throws InterruptedException {
        remember(StepStatus.job(job), boot);
    }

    @Override
    public Optional<String> begun(String job) {
        return remembered(StepStatus.job(job));
    }

    @Override
    public boolean stopping() {
        return !stopped.isEmpty();
    }
}
