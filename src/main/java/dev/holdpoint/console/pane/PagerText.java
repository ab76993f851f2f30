package dev.holdpoint.console.pane;

import dev.holdpoint.console.terminal.Clusters;

/**
 * Output made fit for a pager, piece by piece: text, line ends, tabs and colours stay; every other escape sequence and control character
 * is left out. A carriage return alone becomes a line end, so that nothing that was printed is lost.
 */
public final class PagerText {
    private static final char ESCAPE = '\u001b';
    private static final String PLAIN = "\u001b[0m";

    /** Longer than any colour; past it a sequence is not one. */
    private static final int LONGEST = 64;

    /** More than any script needs. */
    private static final int MARKS = 4;

    private enum State {
        TEXT,
        ESCAPE,
        CHARSET,
        CONTROL,
        STRING,
        STRING_END
    }

    private final StringBuilder sequence = new StringBuilder();
    private State state = State.TEXT;
    /** The first half of a character that is two. */
    private char high;

    /** On the letter before. */
    private int marks;

    private boolean returned;
    private boolean coloured;

    /** What {@code text} has to show; sequences may be cut anywhere between two calls. */
    public String take(char[] text, int length) {
        var out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            take(text[i], out);
        }
        return out.toString();
    }

    /** What has to stand behind all of it. */
    public String end() {
        return coloured ? PLAIN : "";
    }

    private void take(char c, StringBuilder out) {
        if (c == ESCAPE && state != State.STRING) {
            state = State.ESCAPE;
            return;
        }
        switch (state) {
            case TEXT -> text(c, out);
            case ESCAPE -> begin((char) (c + 0x40));
            case CHARSET -> state = State.TEXT;
            case CONTROL -> control(c, out);
            case STRING -> {
                if (c == ESCAPE) {
                    state = State.STRING_END;
                } else if (c == 7 || c == 0x9c || c == '\n') {
                    state = State.TEXT;
                    text(c, out);
                }
            }
            case STRING_END -> {
                state = State.TEXT;
                if (c != '\\') {
                    begin((char) (c + 0x40));
                }
            }
        }
    }

    /** The kind of a sequence: by its 8-bit control, or the letter behind ESC moved up to it (ECMA-48 5.3). */
    private void begin(char kind) {
        sequence.setLength(0);
        state = switch (kind) {
            case 0x9b -> State.CONTROL;
            case 0x90, 0x98, 0x9d, 0x9e, 0x9f -> State.STRING;
            case ' ' + 0x40, '(' + 0x40, ')' + 0x40, '#' + 0x40, '%' + 0x40 -> State.CHARSET;
            default -> State.TEXT;
        };
    }

    private void text(char c, StringBuilder out) {
        if (c == '\n' && returned) {
            returned = false;
            return;
        }
        returned = c == '\r';
        if (c == '\n' || c == '\r') {
            out.append('\n');
        } else if (c >= 0x80 && c < 0xa0) {
            begin(c);
        } else if (Character.isHighSurrogate(c)) {
            high = c;
            return;
        } else if (Character.isLowSurrogate(c)) {
            shown(Character.isHighSurrogate(high) ? Character.toCodePoint(high, c) : c, out);
        } else {
            shown(c, out);
        }
        high = 0;
    }

    private void shown(int c, StringBuilder out) {
        if (c != '\t' && hidden(c)) {
            return;
        }
        marks = Clusters.isMark(c) ? marks + 1 : 0;
        if (marks <= MARKS) {
            out.appendCodePoint(c);
        }
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private void control(char c, StringBuilder out) {
        if (c >= 0x20 && c < 0x40 && sequence.length() < LONGEST) {
            sequence.append(c);
            return;
        }
        state = State.TEXT;
        if (c == 'm' && sequence.chars().allMatch(it -> it >= '0' && it <= ';')) {
            out.append(ESCAPE).append('[').append(sequence).append('m');
            coloured = true;
        } else if (c < 0x20) {
            text(c, out);
        }
    }
}
