package dev.holdpoint.run;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The run as of now, how far its actions are, and everyone who is told of changes: what a {@link RunFeed} hands out. */
public final class Followers {
    private final List<RunFeed.Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final Map<String, List<Evidence>> seen = new ConcurrentHashMap<>();
    private volatile Run run;

    public Followers(Run run) {
        this.run = run;
    }

    public Run run() {
        return run;
    }

    /** As {@link RunFeed#follow}. */
    public Run follow(RunFeed.Listener listener) {
        synchronized (listeners) {
            listeners.add(listener);
            return run;
        }
    }

    public void forget(RunFeed.Listener listener) {
        listeners.remove(listener);
    }

    /** @param events that have made {@code then} of the run */
    public void changed(Run then, List<Event> events) {
        synchronized (listeners) {
            run = then;
            listeners.forEach(it -> it.changed(then, events));
        }
    }

    public Optional<Progress> progress(String step) {
        return Optional.ofNullable(progress.get(step));
    }

    /** @param word the last word of a step about how far it is; null when it has ended */
    public void progressed(String step, @Nullable Progress word) {
        if (word == null) {
            progress.remove(step);
        } else {
            progress.put(step, word);
        }
    }

    public List<Evidence> seen(String step) {
        return seen.getOrDefault(step, List.of());
    }

    /** What the last look has seen that nobody waited for. */
    public void saw(String step, List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            seen.remove(step);
        } else {
            seen.put(step, List.copyOf(evidence));
        }
    }

    /** Progress or output of {@code step} has moved on. */
    public void moved(String step) {
        listeners.forEach(it -> it.moved(step));
    }
}
