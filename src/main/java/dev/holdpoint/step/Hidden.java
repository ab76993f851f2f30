package dev.holdpoint.step;

import dev.holdpoint.checklist.Values;

/** Text without secrets: for evidence, reasons and previews, which are journaled and shown. */
public final class Hidden {
    private Hidden() {}

    /** {@code text} with every secret value of {@code values} replaced by dots, in whichever form it stands there. */
    public static String secretsOf(Values values, String text) {
        return values.masker().mask(text);
    }
}
