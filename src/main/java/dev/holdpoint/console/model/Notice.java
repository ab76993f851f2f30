package dev.holdpoint.console.model;

import java.time.Duration;
import java.time.Instant;

/**
 * A sentence for the operator, shown for some seconds or until the next key.
 *
 * @param bad a refusal or something that went wrong
 * @param until when it vanishes
 */
public record Notice(String text, boolean bad, Instant until) {
    /** Long enough to read a sentence twice. */
    private static final Duration SHOWN = Duration.ofSeconds(12);

    public static Notice of(String text, Instant now) {
        return new Notice(text, false, now.plus(SHOWN));
    }

    public static Notice refusal(String reason, Instant now) {
        return new Notice(reason, true, now.plus(SHOWN));
    }
}
