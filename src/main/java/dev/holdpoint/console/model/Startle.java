package dev.holdpoint.console.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keys come too late for a moment.
 *
 * @param why what is said to them
 * @param until when it is over
 */
record Startle(String why, Instant until) {
    static final Startle NONE = new Startle("", Instant.MIN);

    /** As long as it takes to see that it is too late. */
    private static final Duration MOMENT = Duration.ofMillis(1200);

    static Startle of(String why, Instant now) {
        return new Startle(why, now.plus(MOMENT));
    }

    /** What is said to a key at that time; empty when it is over. */
    Optional<String> at(Instant now) {
        return now.isBefore(until) ? Optional.of(why) : Optional.empty();
    }
}
