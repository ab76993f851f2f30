package dev.holdpoint.checklist;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Program text for sh. Values of variables never become part of it: they come as environment variables, and {@code ${…}} that
 * names a variable of the checklist in lower case is refused when the file is read.
 */
public record ShellText(String text) {
    private static final String NAME = "([a-z][a-z0-9_]*+)(?![A-Z])";

    /** A name read where sh takes nothing for a missing value: not {@code ${name:-instead}}, which says what then. */
    private static final Pattern READ = Pattern.compile("\\$(?:" + NAME + "|\\{#?" + NAME + "(?!:?[-=?+]))");

    /** The names of what may be variables of the checklist, as far as the text says nothing about what they are without a value. */
    public Set<String> reads() {
        var names = new LinkedHashSet<String>();
        READ.matcher(text).results().forEach(it -> names.add(it.group(1) == null ? it.group(2) : it.group(1)));
        return names;
    }
}
