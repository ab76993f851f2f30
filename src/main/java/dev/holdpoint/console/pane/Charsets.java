package dev.holdpoint.console.pane;

/** Which of its two character sets a terminal draws with (ISO 2022 as xterm has it): plain text, or DEC's lines and corners. */
final class Charsets {
    /** For {@code _} to {@code ~} (VT100 User Guide, table 3-9). */
    private static final String DRAWN = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private final boolean[] lines = new boolean[2];
    private int used;

    /** {@code ESC slot set}. */
    void designate(char slot, char set) {
        if (slot == '(' || slot == ')') {
            lines[slot - '('] = set == '0';
        }
    }

    /** SO (1) and SI (0). */
    void use(int set) {
        used = set;
    }

    /** Whether characters stand for lines now. */
    boolean drawing() {
        return lines[used];
    }

    /** What an ASCII character stands for while {@link #drawing}. */
    static int drawn(int c) {
        return c < '_' || c > '~' ? c : DRAWN.charAt(c - '_');
    }

    void reset() {
        lines[0] = false;
        lines[1] = false;
        used = 0;
    }
}
