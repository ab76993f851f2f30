package dev.holdpoint.checklist;

import java.util.LinkedHashMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Program text for sh. Values of variables never become part of it: they come as environment variables, and {@code ${…}} that
 * names a variable of the checklist in lower case is refused when the file is read.
 */
public record ShellText(String text) {
    static final String NAME = "([a-z][a-z0-9_]*+)(?![A-Z])";

    /** A name read where sh takes nothing for a missing value: not {@code ${name:-instead}}, which says what then. */
    private static final Pattern READ = Pattern.compile("\\$(?:" + NAME + "|\\{#?" + NAME + "(?!:?[-=?+]))");

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
        var own = ShellAssignments.in(text);
        first.entrySet().removeIf(it -> it.getValue() >= own.getOrDefault(it.getKey(), Integer.MAX_VALUE));
        return first.keySet();
    }

    private boolean mayAssign(String name) {
        return text.contains(name + "=")
                || text.contains("for " + name)
                || (text.contains("read") && text.indexOf(name) < text.lastIndexOf(name));
    }
}
