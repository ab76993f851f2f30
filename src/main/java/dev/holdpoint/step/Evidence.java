package dev.holdpoint.step;

import java.time.Instant;
import java.util.List;

/**
 * What a check saw.
 *
 * @param label what was checked
 * @param sentence the measured value in words, one line
 * @param at when it was seen: the moment the observation began
 * @param details more lines, for example the differences by name
 */
public record Evidence(boolean green, String label, String sentence, Instant at, List<String> details) {
    public Evidence {
        details = List.copyOf(details);
    }

    public static Evidence green(String label, String sentence, Instant at) {
        return new Evidence(true, label, sentence, at, List.of());
    }

    public static Evidence red(String label, String sentence, Instant at) {
        return new Evidence(false, label, sentence, at, List.of());
    }

    public Evidence with(List<String> lines) {
        return new Evidence(green, label, sentence, at, lines);
    }
}
