package dev.holdpoint.console.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which colours the roles get. */
public enum Theme {
    DARK,
    LIGHT,
    /** Bold and reverse only: {@code NO_COLOR} (no-color.org) and terminals without colour. */
    NONE;

    /** Their names as they are typed. */
    public static List<String> words() {
        return Arrays.stream(values())
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The theme called {@code name}, in any case. */
    public static Optional<Theme> named(String name) {
        return Arrays.stream(values())
                .filter(theme -> theme.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /**
     * The option, else {@code HOLDPOINT_THEME}, else {@code NO_COLOR}, else what {@code COLORFGBG} says about the
     * background, else dark.
     *
     * @param option what {@code --theme} says, or null
     * @throws IllegalArgumentException for a name that is no theme; the message is fit for the operator
     */
    public static Theme choose(@Nullable String option, Map<String, String> env) {
        if (option != null) {
            return required("--theme", option);
        }
        String wanted = env.getOrDefault("HOLDPOINT_THEME", "");
        if (!wanted.isBlank()) {
            return required("HOLDPOINT_THEME", wanted);
        }
        if (!env.getOrDefault("NO_COLOR", "").isEmpty() || isMonochrome(env.getOrDefault("TERM", ""))) {
            return NONE;
        }
        return lightBackground(env.getOrDefault("COLORFGBG", "")) ? LIGHT : DARK;
    }

    private static Theme required(String source, String name) {
        return named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        source + ": '" + name + "' is no theme; write dark, light or none"));
    }

    private static boolean isMonochrome(String term) {
        String name = term.toLowerCase(Locale.ROOT);
        return name.startsWith("vt1") || name.startsWith("vt2") || name.endsWith("-m") || name.endsWith("-mono");
    }

    /** rxvt's convention: "foreground;background", where 7 and 9–15 are light. */
    private static boolean lightBackground(String colorFgBg) {
        String background = colorFgBg.substring(colorFgBg.lastIndexOf(';') + 1);
        return background.matches("7|9|1[0-5]");
    }
}
