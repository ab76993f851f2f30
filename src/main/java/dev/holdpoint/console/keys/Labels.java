package dev.holdpoint.console.keys;

import dev.holdpoint.console.terminal.Key;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of keys as people read them. */
public final class Labels {
    private Labels() {}

    /** "enter", "↑", "R" for a capital letter, "ctrl-c". */
    public static String of(Key key) {
        return switch (key.label()) {
            case "up" -> "↑";
            case "down" -> "↓";
            case "left" -> "←";
            case "right" -> "→";
            case "page-up" -> "PgUp";
            case "page-down" -> "PgDn";
            case "escape" -> "esc";
            case "home" -> "Home";
            case "end" -> "End";
            default -> key.label().matches("f\\d+") ? key.label().toUpperCase(Locale.ROOT) : key.label();
        };
    }

    public static String of(List<Key> keys) {
        return keys.stream().map(Labels::of).collect(Collectors.joining(" "));
    }
}
