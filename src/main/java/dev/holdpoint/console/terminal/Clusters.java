package dev.holdpoint.console.terminal;

import org.jline.utils.WCWidth;

/**
 * Cuts text into what fills a cell: a base character with its combining marks. This is the last gate before the
 * terminal, so nothing that a terminal would obey passes: control characters become U+FFFD, tabs and line ends a space,
 * and format characters (direction overrides, joiners, variation selectors) vanish, because terminals disagree about
 * their width.
 */
public final class Clusters {
    /** What stands for a character that must not be drawn. */
    public static final String REPLACEMENT = "\uFFFD";

    /** More marks than any script needs; the rest of a flood is dropped. */
    private static final int MARKS = 4;

    private static final String[] SINGLE = new String[0x10000];

    /** Width + 1 of what has been measured: a log in Chinese asks millions of times. */
    private static final byte[] WIDTHS = new byte[0x10000];

    private Clusters() {}

    /** Takes each cluster from left to right. */
    public interface Sink {
        /**
         * One cell or two.
         *
         * @param glyph the text to draw
         * @param width 1 or 2 columns
         */
        void take(String glyph, int width);
    }

    /** Hands every cluster of {@code text} to {@code sink}. */
    public static void each(CharSequence text, Sink sink) {
        int length = text.length();
        int at = 0;
        while (at < length) {
            int base = Character.codePointAt(text, at);
            at += Character.charCount(base);
            int width = width(base);
            if (width <= 0) {
                continue; // a mark without a base, or invisible
            }
            int end = at;
            if (at < length && text.charAt(at) >= 0x300) {
                end = marksEnd(text, at);
            }
            sink.take(end == at ? single(visible(base)) : composed(base, text, at, end), width);
            at = end;
        }
    }

    /** Where the run of marks and invisible characters that starts at {@code at} ends. */
    private static int marksEnd(CharSequence text, int at) {
        int end = at;
        while (end < text.length()) {
            int mark = Character.codePointAt(text, end);
            if (width(mark) > 0) {
                break;
            }
            end += Character.charCount(mark);
        }
        return end;
    }

    private static String composed(int base, CharSequence text, int from, int to) {
        StringBuilder glyph = new StringBuilder().appendCodePoint(visible(base));
        int marks = 0;
        for (int i = from; i < to && marks < MARKS; ) {
            int mark = Character.codePointAt(text, i);
            i += Character.charCount(mark);
            if (isMark(mark)) {
                glyph.appendCodePoint(mark);
                marks++;
            }
        }
        return glyph.toString();
    }

    /**
     * Columns a code point takes when drawn: 0 for marks and invisible characters, 1 or 2 otherwise. Control characters
     * count 1, since they are drawn as a replacement.
     */
    public static int width(int codePoint) {
        if (codePoint >= 0x20 && codePoint < 0x7f) {
            return 1;
        }
        if (codePoint >= WIDTHS.length) {
            return measure(codePoint);
        }
        int known = WIDTHS[codePoint];
        if (known == 0) {
            known = measure(codePoint) + 1;
            WIDTHS[codePoint] = (byte) known; // a race writes the same value twice
        }
        return known - 1;
    }

    private static int measure(int codePoint) {
        if (isInvisible(codePoint)) {
            return 0;
        }
        return Math.max(isControl(codePoint) ? 1 : 0, WCWidth.wcwidth(codePoint));
    }

    /** What is drawn for a code point: itself, a space, or the replacement character. */
    public static int visible(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return ' ';
        }
        return isControl(codePoint) ? 0xFFFD : codePoint;
    }

    /** Whether a code point hangs on the one before it and is drawn with it. */
    public static boolean isMark(int codePoint) {
        return codePoint >= 0x300 && !isInvisible(codePoint) && WCWidth.wcwidth(codePoint) == 0;
    }

    /** Format characters: bidi controls, joiners, byte order mark, variation selectors, tags, interlinear marks. */
    private static boolean isInvisible(int codePoint) {
        if (codePoint < 0xAD) {
            return false;
        }
        return Character.getType(codePoint) == Character.FORMAT
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF)
                || codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x3164;
    }

    private static boolean isControl(int codePoint) {
        if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xA0)) {
            return true;
        }
        return codePoint == 0x2028
                || codePoint == 0x2029
                || (codePoint >= 0xD800 && codePoint <= 0xDFFF)
                || (codePoint & 0xFFFE) == 0xFFFE;
    }

    /** The string of one code point, from a table where there is one: equal glyphs are mostly the same object. */
    public static String single(int codePoint) {
        if (codePoint >= SINGLE.length) {
            return Character.toString(codePoint);
        }
        String known = SINGLE[codePoint];
        if (known == null) {
            known = Character.toString(codePoint).intern();
            SINGLE[codePoint] = known; // a race writes the same interned string twice
        }
        return known;
    }
}
