package dev.holdpoint.operator;

import dev.holdpoint.checklist.DurationText;
import dev.holdpoint.run.Intent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Until when something is to be done: as a person writes it, and as it is shown. */
public final class Due {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Due() {}

    /**
     * A duration from now ({@code 3d}), a time of day that comes next ({@code 18:00}), a day ({@code 2026-03-01}, its end), or both with a
     * {@code T} between; empty where it is none of them.
     */
    public static Optional<Instant> read(String text, Instant now, ZoneId zone) {
        var span = DurationText.parse(text);
        if (span.isPresent()) {
            return Optional.of(now.plus(span.get()));
        }
        try {
            if (text.contains("T")) {
                return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
            }
            if (text.contains("-")) {
                return Optional.of(
                        LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant());
            }
            var today =
                    LocalTime.parse(text).atDate(LocalDate.ofInstant(now, zone)).atZone(zone);
            return Optional.of((today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** "2026-03-01 18:00". */
    public static String shown(Instant due, ZoneId zone) {
        return SHOWN.format(due.atZone(zone));
    }

    /** {@code NAME DUE} and perhaps a reason behind it. */
    static Intent.HandOver handOver(String item, String words, Instant now) {
        var parts = words.strip().split("\\s+", 3);
        var due = parts.length < 2 ? Optional.<Instant>empty() : read(parts[1], now, ZoneId.systemDefault());
        return new Intent.HandOver(item, parts[0], due.orElse(null), parts.length < 3 ? "" : parts[2]);
    }
}
