package dev.holdpoint.run;

import java.time.Duration;

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

    /** "0:41", "12:05", "1:02:03": as a clock on the screen shows it. */
    public static String clock(Duration span) {
        var hours = span.toHours();
        return hours > 0
                ? "%d:%02d:%02d".formatted(hours, span.toMinutesPart(), span.toSecondsPart())
                : "%d:%02d".formatted(span.toMinutesPart(), span.toSecondsPart());
    }
}
