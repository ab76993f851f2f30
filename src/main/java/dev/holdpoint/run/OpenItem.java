package dev.holdpoint.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a run has opened and that must be closed again.
 *
 * @param step who opened it
 * @param since when it was opened
 * @param close how it is closed, as known when it was opened; empty where nobody has said
 * @param handed who has taken it over; null while it is the run's own
 * @param claim who says that it is closed, while its kind looks; null where nobody does
 * @param stays why the last look found it open; empty where there was none
 */
public record OpenItem(
        String name,
        String step,
        Instant since,
        String close,
        @Nullable Handed handed,
        @Nullable Claim claim,
        String stays) {
    /**
     * @param to who closes it
     * @param due until when
     * @param by who has handed it over
     * @param reason may be empty
     */
    public record Handed(String to, Instant due, String by, String reason) {}

    /**
     * @param step whose end is to close it; where a person says so, the one that had opened it
     * @param by who says so; null where the end of a step does
     */
    public record Claim(String step, @Nullable String by) {}

    OpenItem(String name, String step, Instant since, String close) {
        this(name, step, since, close, null, null, "");
    }

    OpenItem with(@Nullable Handed taken) {
        return new OpenItem(name, step, since, close, taken, claim, stays);
    }

    OpenItem claimed(@Nullable Claim now, String why) {
        return new OpenItem(name, step, since, close, handed, now, why);
    }

    public boolean overdue(Instant now) {
        return handed != null && now.isAfter(handed.due());
    }
}
