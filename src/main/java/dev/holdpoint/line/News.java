package dev.holdpoint.line;

import dev.holdpoint.run.Event;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunFeed;
import java.util.ArrayList;
import java.util.List;

/** The run as it is now, and what has happened to it that nobody has been told yet. */
final class News implements RunFeed.Listener, AutoCloseable {
    private final RunFeed feed;
    private final Bell bell;
    private final List<Told> untold = new ArrayList<>();
    private Run run;

    /** @param run the run with the events in it */
    record Told(Run run, List<Event> events) {}

    @SuppressWarnings("this-escape") // the feed may tell from here on, and everything it touches is there
    News(RunFeed feed, Bell bell) {
        this.feed = feed;
        this.bell = bell;
        synchronized (this) {
            run = feed.follow(this);
        }
    }

    synchronized Run run() {
        return run;
    }

    /** What is new; it counts as told from here on. */
    synchronized List<Told> take() {
        var all = List.copyOf(untold);
        untold.clear();
        return all;
    }

    synchronized boolean any() {
        return !untold.isEmpty();
    }

    @Override
    public synchronized void changed(Run now, List<Event> events) {
        run = now;
        untold.add(new Told(now, events));
        bell.ring();
    }

    @Override
    public void moved(String step) {
        bell.ring();
    }

    @Override
    public void close() {
        feed.forget(this);
    }
}
