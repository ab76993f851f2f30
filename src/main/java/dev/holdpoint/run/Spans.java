package dev.holdpoint.run;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Durations in words. */
public final class Spans {
    private Spans() {}

    /** "2m", "1h30m", "45s", "0s": as the checklist language writes them. */
    public static String shortly(Duration span) {
        if (span.isZero()) {
            return "0s";
        }
        var text = new StringBuilder();
        part(text, span.toHours(), "h");
        part(text, span.toMinutesPart(), "m");
        part(text, span.toSecondsPart(), "s");
        return text.isEmpty() ? span.toMillis() + "ms" : text.toString();
    }

    private static void part(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    /** "45 s", "12 min", "2 h 5 min", "3 d 4 h": as one says it. */
    public static String about(Duration span) {
        var seconds = Math.max(0, span.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        var minutes = (seconds + 30) / 60;
        if (minutes < 120) {
            return minutes + " min";
        }
        return minutes < 48 * 60
                ? minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min")
                : minutes / 1440 + " d" + (minutes / 60 % 24 == 0 ? "" : " " + minutes / 60 % 24 + " h");
    }

    /** As {@link #about}, but never more than there is: for what runs out. */
    public static String left(Duration span) {
        return about(span.toSeconds() < 120 ? span : span.truncatedTo(ChronoUnit.MINUTES));
    }

    /** "0:41", "12:05", "1:02:03": as a clock on the screen shows it. */
    public static String clock(Duration span) {
        var hours = span.toHours();
        return hours > 0
                ? hours + ":" + two(span.toMinutesPart()) + ":" + two(span.toSecondsPart())
                : span.toMinutesPart() + ":" + two(span.toSecondsPart());
    }

    /** "31m", "1h 05m", and below two minutes "1:42". */
    public static String roughly(Duration span) {
        var seconds = Math.max(0, span.toSeconds());
        if (seconds < 120) {
            return clock(Duration.ofSeconds(seconds));
        }
        return seconds < 3600 ? seconds / 60 + "m" : seconds / 3600 + "h " + two(seconds / 60 % 60) + "m";
    }

    /** "05", "42". Patterns of the JDK would load the locales of the world before the first frame: 15 ms. */
    public static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
