package dev.holdpoint.console.terminal;

/**
 * Colours as a program asked for them, for the output of steps.
 *
 * @param fg foreground: {@link #DEFAULT}, a palette index 0–255, or {@link #rgb}
 * @param bg background, likewise
 * @param flags any of {@link #BOLD}, {@link #FAINT}, {@link #ITALIC}, {@link #UNDERLINE}, {@link #REVERSE} and
 *     {@link #STRIKE}
 */
public record Ink(int fg, int bg, int flags) implements Style {
    /** The terminal's own colour. */
    public static final int DEFAULT = -1;

    public static final int BOLD = 1;
    public static final int FAINT = 1 << 1;
    public static final int ITALIC = 1 << 2;
    public static final int UNDERLINE = 1 << 3;
    public static final int REVERSE = 1 << 4;
    public static final int STRIKE = 1 << 5;

    /** No colours, no flags. */
    public static final Ink PLAIN = new Ink(DEFAULT, DEFAULT, 0);

    private static final int TRUE_COLOUR = 1 << 24;

    /** A true colour for {@code fg} or {@code bg}; each part 0–255. */
    public static int rgb(int red, int green, int blue) {
        return TRUE_COLOUR | ((red & 255) << 16) | ((green & 255) << 8) | (blue & 255);
    }

    /** Whether a colour value came from {@link #rgb}. */
    public static boolean isRgb(int colour) {
        return colour >= TRUE_COLOUR;
    }

    /** Whether all of {@code flag} is set. */
    public boolean has(int flag) {
        return (flags & flag) == flag;
    }
}
