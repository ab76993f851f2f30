package dev.holdpoint.step;

import dev.holdpoint.checklist.Values;
import java.util.Comparator;

/** Text without secrets: for evidence, reasons and previews, which are journaled and shown. */
public final class Hidden {
    private Hidden() {}

    /** {@code text} with every secret value of {@code values} replaced by dots. */
    public static String secretsOf(Values values, String text) {
        var shown = text;
        // The longest first, so that a secret that is part of another one leaves no rest of it.
        var longestFirst = values.secretValues().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (var secret : longestFirst) {
            shown = shown.replace(secret, Values.MASK);
        }
        return shown;
    }
}
