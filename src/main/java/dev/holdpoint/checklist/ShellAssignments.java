package dev.holdpoint.checklist;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What program text for sh sets itself. Its expressions are made where a text may do so: most do not, and every start would wait. */
final class ShellAssignments {
    private static final String NAME = ShellText.NAME;

    /** Words of {@code read}. */
    private static final String READING = "(?:IFS=\\S*[ \\t]+)?read(?:[ \\t]+-r)?((?:[ \\t]+[a-z]\\w*)++)";

    /** A command that gives names a value and does nothing else: it reaches the commands behind it. */
    private static final Pattern ASSIGNED =
            Pattern.compile("(?m)(?<=^|;|\\bdo)[ \\t]*(?:(?:(?:export|local|readonly)[ \\t]+)?" + NAME
                    + "=[^\\s;&|()<>]*+(?=[ \\t]*(?:$|;|\\|\\||&&))|" + READING + "(?=[ \\t]*(?:$|[;<])))");

    private static final Pattern LOOP = Pattern.compile(
            "(?m)(?<=^|[\\s;])(?:for[ \\t]+" + NAME + "[ \\t]+in\\b|(?:while|until)[ \\t]+" + READING + ")");

    /** What opens and closes commands that may be left out, or that tell nobody outside. */
    private static final Pattern BRACKET =
            Pattern.compile("(?<![\\w.-])(?:(?:if|case|\\{)(?=\\s)|(?:fi|esac|\\})(?![\\w-]))|[()]");

    private static final Map<String, String> CLOSED_BY = Map.of("if", "fi", "case", "esac", "{", "}", "(", ")");

    private ShellAssignments() {}

    /** Names to which the text itself gives a value, whatever came from outside, each with the place from which it has it. */
    static Map<String, Integer> in(String text) {
        var from = new HashMap<String, Integer>();
        var outline = ShellOutline.of(text).orElse("");
        LOOP.matcher(outline).results().forEach(it -> note(it, from));
        ASSIGNED.matcher(outline)
                .results()
                .filter(it -> always(outline, it.start()))
                .forEach(it -> note(it, from));
        return from;
    }

    private static void note(MatchResult assigned, Map<String, Integer> from) {
        var names =
                assigned.group(1) == null ? assigned.group(2).strip().split("\\s+") : new String[] {assigned.group(1)};
        for (var name : names) {
            from.merge(name, assigned.end(), Math::min);
        }
    }

    private static boolean always(String outline, int at) {
        var before = outline.substring(0, at);
        var open = new ArrayDeque<String>();
        BRACKET.matcher(before).results().map(MatchResult::group).forEach(it -> {
            if (CLOSED_BY.containsKey(it)) {
                open.push(it);
            } else if (!open.isEmpty() && it.equals(CLOSED_BY.get(open.peek()))) {
                // Others close a pattern of `case`.
                open.pop();
            }
        });
        var last = before.stripTrailing();
        return open.isEmpty() && !last.endsWith("&&") && !last.endsWith("|");
    }
}
