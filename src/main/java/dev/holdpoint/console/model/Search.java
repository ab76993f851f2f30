package dev.holdpoint.console.model;

import java.util.Locale;
import java.util.OptionalLong;

/** What {@code /} looks for: plain text. Without capitals it means letters of either case. */
public final class Search {
    private String pattern = "";
    private OptionalLong lastRow = OptionalLong.empty();

    /** The text looked for; empty where nothing is. */
    public String pattern() {
        return pattern;
    }

    public boolean active() {
        return !pattern.isEmpty();
    }

    public void lookFor(String text) {
        pattern = text.strip();
        lastRow = OptionalLong.empty();
    }

    public void end() {
        lookFor("");
    }

    /** The row of the output in which it was found last. */
    public OptionalLong lastRow() {
        return lastRow;
    }

    void foundAt(long row) {
        lastRow = OptionalLong.of(row);
    }

    public boolean matches(String text) {
        return active() && (exact() ? text : text.toLowerCase(Locale.ROOT)).contains(pattern);
    }

    /** Whether capitals count, because the pattern has some. */
    public boolean exact() {
        return !pattern.equals(pattern.toLowerCase(Locale.ROOT));
    }
}
