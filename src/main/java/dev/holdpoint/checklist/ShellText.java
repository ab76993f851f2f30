package dev.holdpoint.checklist;

import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.Predicate;
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
        return reads(name -> true);
    }

    /**
     * The same.
     *
     * @param settable those of which it matters whether the text sets them itself before it reads them: only then are its commands told
     *     apart, which every start waits for
     */
    public Set<String> reads(Set<String> settable) {
        return reads(settable::contains);
    }

    private Set<String> reads(Predicate<String> settable) {
        var first = new LinkedHashMap<String, Integer>();
        READ.matcher(text)
                .results()
                .forEach(it -> first.putIfAbsent(it.group(1) == null ? it.group(2) : it.group(1), it.start()));
        if (first.keySet().stream().noneMatch(it -> settable.test(it) && mayAssign(it))) {
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
