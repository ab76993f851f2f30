package dev.holdpoint.console.pane;

import dev.holdpoint.console.terminal.Ink;

/** What SGR has set (ECMA-48 8.3.117 and xterm's colours): the ink of the next characters. */
final class Pen {
    private int fg = Ink.DEFAULT;
    private int bg = Ink.DEFAULT;
    private int flags;
    private int number;
    private boolean stale;

    void reset() {
        fg = Ink.DEFAULT;
        bg = Ink.DEFAULT;
        flags = 0;
        stale = true;
    }

    /** The number of the ink. */
    int number(Inks inks) {
        if (stale) {
            number = inks.number(fg, bg, flags);
            stale = false;
        }
        return number;
    }

    /** The number of the ink of erased cells: the background only. */
    int background(Inks inks) {
        return bg == Ink.DEFAULT ? 0 : inks.number(Ink.DEFAULT, bg, 0);
    }

    /** Obeys the parameters of one SGR sequence; a missing one is -1 and means 0. */
    void obey(int[] p, int count) {
        stale = true;
        for (int i = 0; i < count; i++) {
            int code = Math.max(0, p[i]);
            switch (code) {
                case 38 -> i = extended(p, count, i, true);
                case 48 -> i = extended(p, count, i, false);
                default -> obey(code);
            }
        }
    }

    private void obey(int code) {
        if (code >= 30 && code <= 37) {
            fg = code - 30;
        } else if (code >= 40 && code <= 47) {
            bg = code - 40;
        } else if (code >= 90 && code <= 97) {
            fg = code - 90 + 8;
        } else if (code >= 100 && code <= 107) {
            bg = code - 100 + 8;
        } else {
            weight(code);
        }
    }

    private void weight(int code) {
        switch (code) {
            case 0 -> reset();
            case 1 -> flags |= Ink.BOLD;
            case 2 -> flags |= Ink.FAINT;
            case 3 -> flags |= Ink.ITALIC;
            case 4, 21 -> flags |= Ink.UNDERLINE;
            case 7 -> flags |= Ink.REVERSE;
            case 9 -> flags |= Ink.STRIKE;
            case 22 -> flags &= ~(Ink.BOLD | Ink.FAINT);
            case 23 -> flags &= ~Ink.ITALIC;
            case 24 -> flags &= ~Ink.UNDERLINE;
            case 27 -> flags &= ~Ink.REVERSE;
            case 29 -> flags &= ~Ink.STRIKE;
            case 39 -> fg = Ink.DEFAULT;
            case 49 -> bg = Ink.DEFAULT;
            default -> {} // blink and conceal too: hidden output would hide evidence
        }
    }

    /** {@code 38;5;n} and {@code 38;2;r;g;b}; gives the index of the last parameter used. */
    private int extended(int[] p, int count, int at, boolean foreground) {
        int kind = at + 1 < count ? p[at + 1] : -1;
        if (kind == 5 && at + 2 < count) {
            colour(Math.max(0, p[at + 2]) & 255, foreground);
            return at + 2;
        }
        if (kind == 2 && at + 4 < count) {
            boolean colourSpace = at + 5 < count && p[at + 2] == -1; // 38:2::r:g:b
            int first = colourSpace ? at + 3 : at + 2;
            colour(Ink.rgb(Math.max(0, p[first]), Math.max(0, p[first + 1]), Math.max(0, p[first + 2])), foreground);
            return first + 2;
        }
        return count;
    }

    private void colour(int colour, boolean foreground) {
        if (foreground) {
            fg = colour;
        } else {
            bg = colour;
        }
    }
}
