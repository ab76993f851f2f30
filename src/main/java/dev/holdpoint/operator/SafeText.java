package dev.holdpoint.operator;

/**
 * Untrusted text made fit for one line or a few: error messages of servers, SQL notices, file names. Escape sequences
 * vanish whole, control and direction characters too; tabs become spaces. Needs nothing and keeps nothing.
 */
public final class SafeText {
    private static final int MARKS = 4;

    private SafeText() {}

    /** {@code text} as one line: line ends become single spaces. */
    public static String line(String text) {
        return clean(text, ' ').replaceAll(" {2,}", " ").strip();
    }

    /** {@code text} as one line that keeps its spaces: a line of a script is set in, and means what it says. */
    public static String kept(String text) {
        return clean(text, ' ').stripTrailing();
    }

    /** {@code text} with its line ends, as line feeds. */
    public static String lines(String text) {
        return clean(text.replace("\r\n", "\n").replace('\r', '\n'), '\n');
    }

    private static String clean(String text, char lineEnd) {
        StringBuilder out = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == 0x1b || (c >= 0x90 && c <= 0x9f)) {
                i = afterSequence(text, i);
                continue;
            }
            i += Character.charCount(c);
            marks = isMark(c) ? marks + 1 : 0;
            if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) {
                out.append(lineEnd);
            } else if (c == '\t') {
                out.append(' ');
            } else if (isVisible(c) && marks <= MARKS) {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** The index behind the sequence that begins at {@code at} with ESC or an 8-bit control (ECMA-48 5.3 to 5.6). */
    private static int afterSequence(String text, int at) {
        char kind = text.charAt(at);
        int next = at + 1;
        if (kind == 0x1b) {
            if (next >= text.length()) {
                return next;
            }
            kind = (char) (text.charAt(next) + 0x40);
            next++;
        }
        return switch (kind) {
            case 0x9b -> afterControl(text, next);
            case 0x90, 0x98, 0x9d, 0x9e, 0x9f -> afterString(text, next);
            case ' ' + 0x40, '(' + 0x40, ')' + 0x40, '#' + 0x40, '%' + 0x40 -> Math.min(text.length(), next + 1);
            default -> next;
        };
    }

    private static int afterControl(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) < 0x40) {
            at++;
        }
        boolean ended = at < text.length() && text.charAt(at) >= 0x40 && text.charAt(at) < 0x7f;
        return ended ? at + 1 : at;
    }

    /** Up to BEL or ST; an unfinished string ends with its line. */
    private static int afterString(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == 7 || c == 0x9c) {
                return at;
            }
            if (c == 0x1b) {
                return at < text.length() && text.charAt(at) == '\\' ? at + 1 : at - 1;
            }
        }
        return at;
    }
}
