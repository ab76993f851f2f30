package dev.holdpoint.console.view;

import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.run.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** Times and numbers in words, the same everywhere on the screen. */
final class Wording {
    private Wording() {}

    static String clock(Instant at, ZoneId zone) {
        var time = LocalTime.ofInstant(at, zone);
        return Spans.two(time.getHour()) + ":" + Spans.two(time.getMinute()) + ":" + Spans.two(time.getSecond());
    }

    /** "0:41"; never negative, since clocks of two hosts may differ by a second. */
    static String span(Duration span) {
        return Spans.clock(span.isNegative() ? Duration.ZERO : span);
    }

    /** Too short to be told: "0:00" says nothing of what is done. */
    static boolean instant(Duration span) {
        return span.toSeconds() < 1;
    }

    /** "now", "4 s ago", "3 min ago", "2 h ago". */
    static String age(Instant at, Instant now) {
        long seconds = Math.max(0, Duration.between(at, now).toSeconds());
        if (seconds == 0) {
            return "now";
        }
        return about(seconds) + " ago";
    }

    private static String about(long seconds) {
        if (seconds < 100) {
            return seconds + " s";
        }
        return seconds < 6000 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }

    /** "31m", "1h 05m", and below two minutes "1:42". */
    static String roughly(Duration span) {
        return Spans.roughly(span);
    }

    /** "1,204". */
    static String count(long number) {
        var text = new StringBuilder(Long.toString(number));
        for (int at = text.length() - 3; at > (number < 0 ? 1 : 0); at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** "1 step", "3 steps". */
    static String many(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    static String percent(double fraction) {
        return Math.clamp((int) Math.floor(fraction * 100 + 1e-9), 0, 100) + " %";
    }

    /** Both ends of a text of more than {@code cols} columns: of a path or an address neither is worth more than the other. */
    static String ends(String text, int cols) {
        if (Columns.of(text) <= cols || cols < 2) {
            return Columns.cut(text, cols);
        }
        int head = cols / 2;
        // Both halves come with an ellipsis; one is enough.
        return Columns.cut(text, head) + Columns.cutStart(text, cols - head + 1).substring(1);
    }
}
