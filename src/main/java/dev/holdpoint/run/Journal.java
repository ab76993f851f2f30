package dev.holdpoint.run;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Where events are written down. */
public interface Journal {
    /**
     * Returns when all of {@code events} are on disk, as one: after a crash all of them are there or none.
     *
     * @throws IOException where they could not be written; then none of them counts, and it may be tried again
     */
    void append(List<Event> events, Instant at) throws IOException;
}
