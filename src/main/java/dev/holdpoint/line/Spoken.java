package dev.holdpoint.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Times and numbers as they are said aloud. */
final class Spoken {
    private Spoken() {}

    /** "2 hours 5 minutes", "1 minute 14 seconds", "less than a second". */
    static String span(Duration span) {
        var seconds = Math.max(0, span.toSeconds());
        if (seconds == 0) {
            return "less than a second";
        }
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        if (hours > 0) {
            return many(hours, "hour") + (minutes > 0 ? " " + many(minutes, "minute") : "");
        }
        long rest = seconds % 60;
        return minutes == 0
                ? many(rest, "second")
                : many(minutes, "minute") + (rest > 0 ? " " + many(rest, "second") : "");
    }

    /** "just now", "4 seconds ago". */
    static String ago(Instant at, Instant now) {
        var age = Duration.between(at, now);
        return age.toSeconds() < 1 ? "just now" : span(age) + " ago";
    }

    /** "1 step", "1,204 steps". */
    static String many(long number, String thing) {
        return String.format(Locale.ROOT, "%,d", number) + " " + thing + (number == 1 ? "" : "s");
    }
}
