package dev.holdpoint.step;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check saw.
 *
 * @param label what was checked
 * @param sentence the measured value in words, one line
 * @param at when it was seen: the moment the observation began
 * @param details more lines, for example the differences by name
 * @param until when what was seen ends by itself, such as a certificate; null where it does not. Steps below do not start on what will not last
 */
public record Evidence(
        boolean green,
        String label,
        String sentence,
        Instant at,
        List<String> details,
        @Nullable Instant until) {
    public Evidence {
        details = List.copyOf(details);
    }

    /** Of what does not end by itself. */
    public Evidence(boolean green, String label, String sentence, Instant at, List<String> details) {
        this(green, label, sentence, at, details, null);
    }

    public static Evidence green(String label, String sentence, Instant at) {
        return new Evidence(true, label, sentence, at, List.of());
    }

    public static Evidence red(String label, String sentence, Instant at) {
        return new Evidence(false, label, sentence, at, List.of());
    }

    /** The details, where the sentence does not say them already: a check that saw one line has it there. */
    public List<String> more() {
        return details.size() == 1 && sentence.contains(details.getFirst().strip()) ? List.of() : details;
    }

    public Evidence with(List<String> lines) {
        return new Evidence(green, label, sentence, at, lines, until);
    }

    public Evidence until(Instant end) {
        return new Evidence(green, label, sentence, at, details, end);
    }
}
