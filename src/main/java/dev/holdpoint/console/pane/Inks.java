package dev.holdpoint.console.pane;

import dev.holdpoint.console.terminal.Ink;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for the inks of a pane, so that a cell needs one int. Number 0 is no ink at all. */
final class Inks {
    /** A log with more colours than this is an attack or a picture; further colours are drawn plain. */
    private static final int LIMIT = 1 << 14;

    private static final int RECENT = 256;

    private final Map<Ink, Integer> numbers = new HashMap<>();
    private final List<Style> styles = new ArrayList<>();
    private final long[] recentKeys = new long[RECENT];
    private final int[] recentNumbers = new int[RECENT];

    Inks() {
        styles.add(Role.NORMAL);
        numbers.put(Ink.PLAIN, 0);
    }

    /** The number of an ink; the last few are found without looking far. */
    int number(int fg, int bg, int flags) {
        long key = ((fg & 0x1ffffffL) << 35) | ((bg & 0x1ffffffL) << 10) | (flags & 0xff) | 0x100;
        int slot = (int) ((key ^ (key >>> 17) ^ (key >>> 35)) & (RECENT - 1));
        if (recentKeys[slot] != key) {
            recentNumbers[slot] = lookup(new Ink(fg, bg, flags));
            recentKeys[slot] = key;
        }
        return recentNumbers[slot];
    }

    /** The style of a number. */
    Style style(int number) {
        return styles.get(number);
    }

    private int lookup(Ink ink) {
        Integer known = numbers.get(ink);
        if (known != null) {
            return known;
        }
        if (styles.size() >= LIMIT) {
            return 0;
        }
        styles.add(ink);
        numbers.put(ink, styles.size() - 1);
        return styles.size() - 1;
    }
}
