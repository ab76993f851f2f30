package dev.holdpoint.step;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an action is. Not journaled: the last one wins.
 *
 * @param fraction 0 to 1, or negative where nobody can know
 * @param left time left, or null
 * @param says what it does now, one line: "building index events_ts_idx 41 %"
 * @param parts bars below it, the most interesting first
 * @param silent its host does not answer: nobody knows how far it is, the job goes on
 */
public record Progress(double fraction, @Nullable Duration left, String says, List<Part> parts, boolean silent) {
    public Progress(double fraction, @Nullable Duration left, String says, List<Part> parts) {
        this(fraction, left, says, parts, false);
    }

    /** One that only says something. */
    public static Progress saying(String says) {
        return new Progress(-1, null, says, List.of());
    }

    public Progress {
        parts = List.copyOf(parts);
    }

    /** @param says "3.1 of 5.4 GB   41 MB/s" */
    public record Part(String label, double fraction, String says) {}
}
