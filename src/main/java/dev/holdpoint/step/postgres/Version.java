package dev.holdpoint.step.postgres;

import java.util.Arrays;

/** A version in which numbers count: 1.10 is later than 1.9. */
record Version(String text) implements Comparable<Version> {
    static Version of(String text) {
        return new Version(text);
    }

    @Override
    public int compareTo(Version other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    private int[] numbers() {
        return Arrays.stream(text.split("\\D+", -1))
                .filter(it -> !it.isEmpty() && it.length() < 10)
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
