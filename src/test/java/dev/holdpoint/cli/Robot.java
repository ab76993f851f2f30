package dev.holdpoint.cli;

import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.StepState;
import dev.holdpoint.target.host.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Drives a run without a screen: wants things and waits for what comes of them. */
final class Robot implements RunFeed.Listener {
    final RunFeed feed;
    private final RunControl control;
    private Duration patience = Duration.ofSeconds(60);
    private @Nullable Run run;

    Robot(RunFeed feed, RunControl control) {
        this.feed = feed;
        this.control = control;
        var first = feed.follow(this);
        synchronized (this) {
            if (run == null) {
                run = first;
            }
        }
    }

    @Override
    public synchronized void changed(Run now, List<Event> events) {
        run = now;
        notifyAll();
    }

    @Override
    public void moved(String step) {
        // Output is looked at when the step has ended.
    }

    /** Waits for so long from now on, for what takes longer than most. */
    Robot waits(Duration most) {
        patience = most;
        return this;
    }

    /** Wants it and returns what was decided. */
    Decision wants(Intent intent) {
        return control.want(intent).join();
    }

    /** Wants it, and it is accepted. */
    Robot does(Intent intent) {
        if (wants(intent) instanceof Decision.Refusal(String reason)) {
            throw new AssertionError(intent + " is refused: " + reason);
        }
        return this;
    }

    /** The pane of the step has this size. */
    Robot sizes(String step, int columns, int rows) {
        control.resize(step, columns, rows);
        return this;
    }

    Robot types(String step, String keys) {
        control.type(step, keys.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    synchronized Run await(String what, Predicate<Run> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (run == null || !wanted.test(run)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + what + ": " + run);
            }
            wait(left);
        }
        return run;
    }

    /** Waits for what no event tells of, as a line that came from a host. */
    static void until(String what, Callable<Boolean> condition) {
        try {
            Deadline.until(what, condition);
        } catch (Exception broken) {
            throw new AssertionError(what, broken);
        }
    }

    Run awaits(String step, StepState state) throws InterruptedException {
        return await(step + " " + state, it -> it.status(step).state() == state);
    }
}
