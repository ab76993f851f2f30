package dev.holdpoint.console.terminal;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this terminal can show and what the operator wants of it.
 *
 * @param theme which colours
 * @param depth how many colours
 * @param ascii whether to draw with ASCII only
 * @param mouse whether to take the wheel; it takes away the terminal's own way to select text
 */
public record TerminalSetup(Theme theme, ColourDepth depth, boolean ascii, boolean mouse) {
    /**
     * Reads the environment.
     *
     * @param theme what {@code --theme} says, or null
     * @param env {@code TERM}, {@code COLORTERM}, {@code COLORFGBG}, {@code NO_COLOR}, {@code LC_ALL},
     *     {@code LC_CTYPE}, {@code LANG}, {@code HOLDPOINT_THEME}, {@code HOLDPOINT_ASCII}, {@code HOLDPOINT_MOUSE}
     * @throws IllegalArgumentException for an unknown theme; the message is fit for the operator
     */
    public static TerminalSetup of(@Nullable String theme, Map<String, String> env) {
        boolean mouse = env.getOrDefault("HOLDPOINT_MOUSE", "").equals("1");
        return new TerminalSetup(Theme.choose(theme, env), ColourDepth.of(env), wantsAscii(env), mouse);
    }

    private static boolean wantsAscii(Map<String, String> env) {
        String asked = env.getOrDefault("HOLDPOINT_ASCII", "");
        return asked.isEmpty() ? !isUtf8(env) : !asked.equals("0");
    }

    /** The locale's character set as in setlocale(3): the first of the three that is set decides. */
    private static boolean isUtf8(Map<String, String> env) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> env.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C")
                .toLowerCase(Locale.ROOT);
        return locale.contains("utf-8") || locale.contains("utf8");
    }
}
