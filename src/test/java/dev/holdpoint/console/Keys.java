package dev.holdpoint.console;

import dev.holdpoint.console.terminal.Key;
import java.util.Locale;

/** Keys by the names that people give them. */
final class Keys {
    private Keys() {}

    static Key named(String name) {
        if (name.codePointCount(0, name.length()) == 1) {
            return Key.of(name.codePointAt(0));
        }
        if (name.startsWith("ctrl-")) {
            return Key.ctrl(name.charAt(5));
        }
        return switch (name) {
            case "space" -> Key.of(' ');
            case "esc" -> Key.of(Key.Name.ESCAPE);
            default -> Key.of(Key.Name.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
        };
    }
}
