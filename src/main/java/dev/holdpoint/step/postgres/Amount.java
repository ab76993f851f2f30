package dev.holdpoint.step.postgres;

import java.time.Duration;
import java.util.Locale;

/** Numbers as an operator reads them. */
final class Amount {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Amount() {}

    /** Powers of 1000, as disks are sold: "214 MB", "5.4 GB". */
    static String bytes(long bytes) {
        var value = (double) bytes;
        var unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        var digits = unit == 0 || value >= 99.5 ? 0 : 1;
        return String.format(Locale.ROOT, "%." + digits + "f %s", value, UNITS[unit]);
    }

    /** "612", "38,112,904", and in millions from ten millions on: "38.1 M". */
    static String rows(long rows) {
        return rows < 10_000_000
                ? String.format(Locale.ROOT, "%,d", rows)
                : String.format(Locale.ROOT, "%,.1f M", rows / 1e6);
    }

    /** "0:41", "12:05", "1:02:03". */
    static String time(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    /** "10 s", "0.5 s". */
    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() / 1000.0 + " s";
    }

    static String percent(double fraction) {
        return Math.round(fraction * 100) + " %";
    }

    /** "1 database", "7 databases". */
    static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
