package dev.holdpoint.step.file;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts of bytes as people write them: {@code 500M}, {@code 10G}, {@code 1.5 TiB}. Units count in 1024, as df -h does. */
final class Size {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGT]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";

    private Size() {}

    /** Bytes, or empty where the text is no size. */
    static Optional<Long> parse(String text) {
        var match = WRITTEN.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var unit = match.group(2).toUpperCase(Locale.ROOT);
        var power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
        return Optional.of(Math.round(Double.parseDouble(match.group(1)) * Math.pow(1024, power)));
    }

    /** Three digits or so: {@code 3.1 GB}. */
    static String words(long bytes) {
        double amount = bytes;
        var names = List.of("bytes", "KB", "MB", "GB", "TB");
        int at = 0;
        while (amount >= 1024 && at < names.size() - 1) {
            amount /= 1024;
            at++;
        }
        return String.format(Locale.ROOT, at > 0 && amount < 100 ? "%.1f %s" : "%.0f %s", amount, names.get(at));
    }
}
