package dev.holdpoint.console.terminal;

import static dev.holdpoint.console.terminal.Ink.BOLD;
import static dev.holdpoint.console.terminal.Ink.DEFAULT;
import static dev.holdpoint.console.terminal.Ink.REVERSE;
import static dev.holdpoint.console.terminal.Ink.UNDERLINE;

import org.jspecify.annotations.Nullable;

/**
 * The colours of each role. Text keeps the terminal's own foreground and background wherever it can; each colour comes
 * twice, since the nearest of sixteen is seldom the right one.
 */
final class Palette {
    private Palette() {}

    /** A colour as 0xRRGGBB and as one of sixteen. */
    private record Shade(int rgb, int ansi) {
        int at(ColourDepth depth) {
            return switch (depth) {
                case TRUE_COLOUR -> Ink.rgb(rgb >> 16, rgb >> 8, rgb);
                case PALETTE_256 -> ColourDepth.to256(rgb);
                case ANSI_16 -> ansi;
            };
        }
    }

    /** The ink of a role. */
    static Ink ink(Theme theme, ColourDepth depth, Role role) {
        return switch (theme) {
            case NONE -> mono(role);
            case DARK -> dark(role, depth);
            case LIGHT -> light(role, depth);
        };
    }

    private static Ink mono(Role role) {
        return switch (role) {
            case NORMAL, DIM, BORDER, OK, RUN, WARN, KEY_OFF, BAR, BAR_REST -> Ink.PLAIN;
            case STRONG, TITLE, BORDER_FOCUS, FAIL, HOLD, HOLD_ARMED, KEY -> flags(BOLD);
            case SELECTED, HEADER, BANNER, MATCH -> flags(REVERSE);
            case ALARM -> flags(REVERSE | BOLD);
            case INPUT -> flags(UNDERLINE);
        };
    }

    private static Ink dark(Role role, ColourDepth depth) {
        Shade blue = new Shade(0x7aaeff, 12);
        Shade amber = new Shade(0xf0b84a, 11);
        Shade grey = new Shade(0x8c94a3, 8);
        Shade line = new Shade(0x555d6b, 8);
        return switch (role) {
            case NORMAL -> Ink.PLAIN;
            case STRONG, TITLE -> flags(BOLD);
            case DIM, KEY_OFF -> fg(grey, depth, 0);
            case BORDER, BAR_REST -> fg(line, depth, 0);
            case BORDER_FOCUS, RUN, BAR -> fg(blue, depth, 0);
            case KEY -> fg(blue, depth, BOLD);
            case OK -> fg(new Shade(0x6bc77c, 10), depth, 0);
            case FAIL -> fg(new Shade(0xff7070, 9), depth, BOLD);
            case WARN -> fg(amber, depth, 0);
            case HOLD -> fg(amber, depth, BOLD);
            case HOLD_ARMED -> fg(new Shade(0x5fd7c4, 14), depth, BOLD);
            case SELECTED -> on(null, new Shade(0x30405a, 4), depth, BOLD);
            case HEADER -> on(new Shade(0xe6ebf3, 15), new Shade(0x28344a, 4), depth, 0);
            case BANNER -> on(new Shade(0x1a1a1a, 0), amber, depth, BOLD);
            case ALARM -> on(new Shade(0xffffff, 15), new Shade(0xb3261e, 1), depth, BOLD);
            case INPUT -> on(null, new Shade(0x262c38, 0), depth, 0);
            case MATCH -> on(new Shade(0x1a1a1a, 0), new Shade(0xffd76a, 3), depth, 0);
        };
    }

    private static Ink light(Role role, ColourDepth depth) {
        Shade blue = new Shade(0x1f5fbf, 4);
        Shade amber = new Shade(0x9a5b00, 3);
        Shade grey = new Shade(0x6b7280, 8);
        Shade line = new Shade(0xa3aab5, 7);
        return switch (role) {
            case NORMAL -> Ink.PLAIN;
            case STRONG, TITLE -> flags(BOLD);
            case DIM, KEY_OFF -> fg(grey, depth, 0);
            case BORDER, BAR_REST -> fg(line, depth, 0);
            case BORDER_FOCUS, RUN, BAR -> fg(blue, depth, 0);
            case KEY -> fg(blue, depth, BOLD);
            case OK -> fg(new Shade(0x1f7a35, 2), depth, 0);
            case FAIL -> fg(new Shade(0xc01c28, 1), depth, BOLD);
            case WARN -> fg(amber, depth, 0);
            case HOLD -> fg(amber, depth, BOLD);
            case HOLD_ARMED -> fg(new Shade(0x00757a, 6), depth, BOLD);
            case SELECTED -> on(null, new Shade(0xd5e3f8, 14), depth, BOLD);
            case HEADER -> on(new Shade(0x1b2330, 0), new Shade(0xdbe2ec, 7), depth, 0);
            case BANNER -> on(new Shade(0x1a1a1a, 0), new Shade(0xf5c04f, 11), depth, BOLD);
            case ALARM -> on(new Shade(0xffffff, 15), new Shade(0xb3261e, 1), depth, BOLD);
            case INPUT -> on(null, new Shade(0xeceff4, 15), depth, 0);
            case MATCH -> on(new Shade(0x1a1a1a, 0), new Shade(0xffd76a, 11), depth, 0);
        };
    }

    private static Ink flags(int flags) {
        return new Ink(DEFAULT, DEFAULT, flags);
    }

    private static Ink fg(Shade shade, ColourDepth depth, int flags) {
        return new Ink(shade.at(depth), DEFAULT, flags);
    }

    private static Ink on(@Nullable Shade fg, Shade bg, ColourDepth depth, int flags) {
        return new Ink(fg == null ? DEFAULT : fg.at(depth), bg.at(depth), flags);
    }
}
