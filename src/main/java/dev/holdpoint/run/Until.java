package dev.holdpoint.run;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** When something ends, in words. Patterns of the JDK would load the locales of the world before the first frame. */
public final class Until {
    private static final int DAYS = 7;

    private Until() {}

    /** "04:10" today, "Fri 04:10" in the days that come, "2026-03-12 04:10" after them. */
    public static String words(Instant end, Instant now, ZoneId zone) {
        var then = end.atZone(zone);
        var today = now.atZone(zone).toLocalDate();
        var time = Spans.two(then.getHour()) + ":" + Spans.two(then.getMinute());
        if (then.toLocalDate().equals(today)) {
            return time;
        }
        var day = then.getDayOfWeek().name();
        return then.toLocalDate().isBefore(today.plusDays(DAYS)) && end.isAfter(now)
                ? day.charAt(0) + day.substring(1, 3).toLowerCase(java.util.Locale.ROOT) + " " + time
                : then.toLocalDate() + " " + time;
    }

    /** "3 h 12 min still, until Fri 04:10". */
    static String still(Instant end, Instant now, ZoneId zone) {
        return Spans.about(Duration.between(now, end)) + " still, until " + words(end, now, zone);
    }
}
