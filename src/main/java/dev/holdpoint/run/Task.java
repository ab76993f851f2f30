package dev.holdpoint.run;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Progress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that goes on for one step, on a virtual thread of its own, and the handles to stop it. */
final class Task implements Workplace.Reports {
    private final Conductor conductor;
    private final Plan.Stop stop;
    private final StepStatus status;
    private final Values values;
    private final String purpose;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Semaphore ticks = new Semaphore(0);
    private final List<Workplace.Work> works = new ArrayList<>();
    private volatile String stopped = "";
    private volatile boolean resumed;
    private @Nullable Thread thread;

    /** What it does. */
    interface Body {
        void run(Task task) throws InterruptedException;
    }

    Task(Conductor conductor, Plan.Stop stop, StepStatus status, Values values, String purpose) {
        this.conductor = conductor;
        this.stop = stop;
        this.status = status;
        this.values = values;
        this.purpose = purpose;
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
                    after.run();
                }
            });
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
        if (!stopped.isEmpty()) {
            work.cancel();
        }
    }

    /** Ends its jobs and its thread. */
    void cancel(String why) {
        List<Workplace.Work> now;
        synchronized (this) {
            if (!stopped.isEmpty()) {
                return;
            }
            stopped = why;
            now = List.copyOf(works);
        }
        Thread.ofVirtual().start(() -> {
            now.forEach(Workplace.Work::cancel);
            letGo();
        });
    }

    /** Ends its thread and leaves its jobs alone. */
    synchronized void letGo() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    void tick() {
        ticks.release();
    }

    void awaitTick() throws InterruptedException {
        ticks.acquire();
    }

    synchronized void type(byte[] keys) {
        works.forEach(work -> work.type(keys));
    }

    synchronized void resize(int columns, int rows) {
        works.forEach(work -> work.resize(columns, rows));
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
        return Optional.ofNullable(remembered().get(key));
    }

    private Map<String, String> remembered() {
        return conductor.run().status(stop).remembered();
    }

    @Override
    public boolean mayBegin(String key) {
        return !resumed || !stop.isHold() || remembered().keySet().stream().anyMatch(other -> !other.equals(key));
    }
}
