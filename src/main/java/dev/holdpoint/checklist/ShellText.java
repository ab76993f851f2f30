package dev.holdpoint.checklist;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Program text for sh. Values of variables never become part of it: they come as environment variables, and {@code ${…}} that
 * names a variable of the checklist in lower case is refused when the file is read.
 */
public record ShellText(String text) {
    private static final String NAME = "([a-z][a-z0-9_]*+)(?![A-Z])";

    /** A name read where sh takes nothing for a missing value: not {@code ${name:-instead}}, which says what then. */
    private static final Pattern READ = Pattern.compile("\\$(?:" + NAME + "|\\{#?" + NAME + "(?!:?[-=?+]))");

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

    /** The names of what may be variables of the checklist, as far as the text says nothing about what they are without a value. */
    public Set<String> reads() {
        var first = new LinkedHashMap<String, Integer>();
        READ.matcher(text)
                .results()
                .forEach(it -> first.putIfAbsent(it.group(1) == null ? it.group(2) : it.group(1), it.start()));
        if (first.keySet().stream().noneMatch(this::mayAssign)) {
            // Most texts: their commands are not told apart, which every start would wait for.
            return first.keySet();
        }
        var own = assigned();
        first.entrySet().removeIf(it -> it.getValue() >= own.getOrDefault(it.getKey(), Integer.MAX_VALUE));
        return first.keySet();
    }

    private boolean mayAssign(String name) {
        return text.contains(name + "=")
                || text.contains("for")
                || (text.contains("read") && text.indexOf(name) < text.lastIndexOf(name));
    }

    /** Names to which the text itself gives a value, whatever came from outside, each with the place from which it has it. */
    private Map<String, Integer> assigned() {
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
