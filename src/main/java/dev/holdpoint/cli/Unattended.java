package dev.holdpoint.cli;

import dev.holdpoint.pair.Door;
import dev.holdpoint.run.Conductor;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunFeed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A run that nobody has the keys of: what runs goes on, nothing is started. It is left when nothing runs any more, when somebody takes it
 * over, or when the program is asked to end; but never under a step whose outcome nobody could know then.
 */
final class Unattended implements Door.HandOver, RunFeed.Listener {
    /** How often a journal that cannot be written is tried again, and how soon a second signal is seen. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Conductor conductor;
    private final Semaphore moved = new Semaphore(0);
    private boolean begun;
    private boolean left;

    Unattended(Conductor conductor) {
        this.conductor = conductor;
    }

    /** Returns when the run is left, or cannot be while the program has to end. */
    void watch(Ending ending) throws InterruptedException {
        if ((ending.asked() && mayEnd()) || !conductor.hangUp()) {
            return;
        }
        conductor.follow(this);
        synchronized (this) {
            begun = true;
        }
        while (!over(ending)) {
            boolean _ = moved.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
        conductor.forget(this);
    }

    private boolean over(Ending ending) {
        var run = conductor.run();
        if (left() || run.over()) {
            return true;
        }
        return ending.asked() ? mayEnd() : run.unattended() && !run.busy() && leave() instanceof Decision.Events;
    }

    /** A journal that cannot be written must not hold anybody who wants the machine. */
    private boolean mayEnd() {
        return leave() instanceof Decision.Events || conductor.stall().isPresent();
    }

    private synchronized boolean left() {
        return left;
    }

    private Decision leave() {
        var decision = conductor.want(new Intent.Leave()).join();
        if (decision instanceof Decision.Events) {
            synchronized (this) {
                left = true;
            }
            moved.release();
        }
        return decision;
    }

    @Override
    public Decision ask() {
        synchronized (this) {
            if (!begun) {
                return Decision.refused(conductor.run().driver() + " has its terminal: holdpoint attach "
                        + conductor.run().id() + " watches it");
            }
        }
        return leave();
    }

    @Override
    public void changed(Run run, List<Event> events) {
        moved.release();
    }

    @Override
    public void moved(String step) {
        // Nobody looks.
    }
}
