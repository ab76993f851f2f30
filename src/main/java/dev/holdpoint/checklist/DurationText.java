package dev.holdpoint.checklist;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as a checklist writes them: {@code 250ms}, {@code 90s}, {@code 3m}, {@code 1h30m}, {@code 2d}. */
public final class DurationText {
    /** For the schema as well: every part with its unit, the greatest first. */
    public static final String PATTERN = "^(?=\\d)(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}ms)?$";

    private static final Pattern SHAPE = Pattern.compile(PATTERN);
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

    private DurationText() {}

    /** The duration that {@code text} means, or empty where it is none. */
    public static Optional<Duration> parse(String text) {
        var match = SHAPE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var millis = 0L;
        for (var i = 0; i < MILLIS.length; i++) {
            var part = match.group(i + 1);
            if (part != null) {
                var digits = part.substring(0, part.length() - UNITS[i].length());
                millis += Long.parseLong(digits) * MILLIS[i];
            }
        }
        return Optional.of(Duration.ofMillis(millis));
    }

    /** The shortest text that means {@code duration} to the millisecond. */
    public static String of(Duration duration) {
        var left = duration.toMillis();
        var text = new StringBuilder();
        for (var i = 0; i < MILLIS.length; i++) {
            if (left >= MILLIS[i]) {
                text.append(left / MILLIS[i]).append(UNITS[i]);
                left %= MILLIS[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
