package dev.holdpoint.journal;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads times as {@link Instant#toString} writes them. {@link Instant#parse} takes three microseconds for one, and a long journal has
 * hundreds of thousands: so what looks as we write it is taken apart by hand, and all else is left to it.
 */
final class Moments {
    /** "2026-11-21T02:14:31", then a fraction or nothing, then Z. */
    private static final int SECONDS_END = 19;

    private static final int NANO_DIGITS = 9;
    private static final int[] UNITS = {24, 60, 60};

    private Moments() {}

    /** @throws java.time.DateTimeException if it is none */
    static Instant parse(String text) {
        long seconds = looksOurs(text) ? seconds(text) : -1;
        long nanos = seconds < 0 ? -1 : nanos(text);
        return nanos < 0 ? Instant.parse(text) : Instant.ofEpochSecond(seconds, nanos);
    }

    private static boolean looksOurs(String text) {
        return text.length() > SECONDS_END
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(text.length() - 1) == 'Z';
    }

    /** Since 1970; less than 0 where that has to be left to others. */
    private static long seconds(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (year < 1970 || month < 0 || day < 0) {
            return -1;
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay();
        for (int i = 0; i < UNITS.length; i++) {
            int part = number(text, 11 + 3 * i, 13 + 3 * i);
            if (part < 0 || part >= UNITS[i]) {
                return -1;
            }
            seconds = seconds * UNITS[i] + part;
        }
        return seconds;
    }

    private static long nanos(String text) {
        int end = text.length() - 1;
        if (end == SECONDS_END) {
            return 0;
        }
        int digits = end - SECONDS_END - 1;
        long nanos = number(text, SECONDS_END + 1, end);
        if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > NANO_DIGITS || nanos < 0) {
            return -1;
        }
        for (int i = digits; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Less than 0 where it is none; of nine digits at most. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
