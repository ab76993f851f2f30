package dev.holdpoint.console.terminal;

import java.util.Locale;
import java.util.Map;

/** How many colours the terminal shows. */
public enum ColourDepth {
    ANSI_16,
    PALETTE_256,
    TRUE_COLOUR;

    /** From {@code COLORTERM} and {@code TERM}; ssh carries only the second. */
    public static ColourDepth of(Map<String, String> env) {
        String colorTerm = env.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
        String term = env.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
        if (colorTerm.equals("truecolor") || colorTerm.equals("24bit") || term.endsWith("-direct")) {
            return TRUE_COLOUR;
        }
        return term.contains("256color") || term.startsWith("xterm-") || term.equals("alacritty") || term.equals("foot")
                ? PALETTE_256
                : ANSI_16;
    }

    /** The nearest entry 16–255 of the xterm palette (6 × 6 × 6 cube and 24 greys) to a colour 0xRRGGBB. */
    static int to256(int rgb) {
        int r = (rgb >> 16) & 255;
        int g = (rgb >> 8) & 255;
        int b = rgb & 255;
        int cube = 16 + 36 * level(r) + 6 * level(g) + level(b);
        int grey = 232 + Math.clamp((r + g + b) / 3 - 3, 0, 239) / 10;
        return distance(rgb, rgbOf(grey)) < distance(rgb, rgbOf(cube)) ? grey : cube;
    }

    /**
     * The nearest of the sixteen.
     *
     * @param rgb 0xRRGGBB
     */
    static int to16(int rgb) {
        int best = 0;
        for (int i = 1; i < 16; i++) {
            if (distance(rgb, rgbOf(i)) < distance(rgb, rgbOf(best))) {
                best = i;
            }
        }
        return best;
    }

    /** What xterm shows for a palette index, 0xRRGGBB. */
    static int rgbOf(int index) {
        if (index < 16) {
            return SIXTEEN[index];
        }
        if (index >= 232) {
            return (8 + (index - 232) * 10) * 0x010101;
        }
        int n = index - 16;
        return (value(n / 36) << 16) | (value(n / 6 % 6) << 8) | value(n % 6);
    }

    private static final int[] SIXTEEN = {
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff
    };

    private static int level(int part) {
        return part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40;
    }

    private static int value(int level) {
        return level == 0 ? 0 : 55 + 40 * level;
    }

    private static int distance(int a, int b) {
        int r = ((a >> 16) & 255) - ((b >> 16) & 255);
        int g = ((a >> 8) & 255) - ((b >> 8) & 255);
        int l = (a & 255) - (b & 255);
        return 2 * r * r + 4 * g * g + 3 * l * l;
    }
}
