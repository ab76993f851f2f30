package dev.holdpoint.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a {@code when:}. */
public final class Conditions {
    /** What to write, for messages. */
    public static final String FORM = "`${name} == value`, `${name} != value` or `${name} in [a, b]`, joined by `and`";

    private static final String BARE = "[^\\s\\[\\],'\"]+";
    private static final String WORD = "(?:" + BARE + "|'[^']*'|\"[^\"]*\")";
    private static final Pattern TEST = Pattern.compile("\\s*\\$\\{([a-z][a-z0-9_]*)}\\s*" + "(?:(==|!=)\\s*(" + WORD
            + ")|in\\s*\\[\\s*(" + WORD + "(?:\\s*,\\s*" + WORD + ")*)\\s*])\\s*");
    private static final Pattern AND = Pattern.compile("and\\s");
    private static final Pattern EACH = Pattern.compile(WORD);

    private Conditions() {}

    /** The condition that {@code text} means, or empty where it is none. */
    public static Optional<Condition> parse(String text) {
        var tests = new ArrayList<Condition.Test>();
        var test = TEST.matcher(text);
        var and = AND.matcher(text);
        var at = 0;
        while (test.find(at) && test.start() == at) {
            var equals = test.group(2);
            var values = equals == null ? values(test.group(4)) : List.of(bare(test.group(3)));
            tests.add(new Condition.Test(test.group(1), "!=".equals(equals), values));
            at = test.end();
            if (at == text.length()) {
                return Optional.of(new Condition(text, tests));
            }
            if (!and.find(at) || and.start() != at || !Character.isWhitespace(text.charAt(at - 1))) {
                return Optional.empty();
            }
            at = and.end();
        }
        return Optional.empty();
    }

    private static List<String> values(String list) {
        var values = new ArrayList<String>();
        var each = EACH.matcher(list);
        while (each.find()) {
            values.add(bare(each.group()));
        }
        return values;
    }

    private static String bare(String word) {
        var quoted = word.startsWith("'") || word.startsWith("\"");
        return quoted ? word.substring(1, word.length() - 1) : word;
    }
}
