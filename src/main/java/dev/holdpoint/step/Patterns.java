package dev.holdpoint.step;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions in specs. */
public final class Patterns {
    private Patterns() {}

    /** What is wrong with the expression in {@code field}, as {@link Kind#problems} wants it; nothing where it is left out. */
    public static List<String> problems(String field, @Nullable String expression) {
        if (expression == null) {
            return List.of();
        }
        try {
            Pattern.compile(expression);
            return List.of();
        } catch (PatternSyntaxException wrong) {
            return List.of(field + " is no regular expression: " + wrong.getDescription() + " near character "
                    + (wrong.getIndex() + 1) + " of " + expression);
        }
    }
}
