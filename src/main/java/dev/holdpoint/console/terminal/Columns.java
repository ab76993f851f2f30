package dev.holdpoint.console.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text measured and cut in terminal columns. */
public final class Columns {
    /** So many characters for each column are looked at first: few have more than one. */
    private static final int PIECE = 2;

    private Columns() {}

    /** Columns that {@code text} takes when drawn. */
    public static int of(CharSequence text) {
        if (plain(text)) {
            return text.length();
        }
        int[] sum = {0};
        Clusters.each(text, (glyph, width) -> sum[0] += width);
        return sum[0];
    }

    /** ASCII that is drawn, a column each: most text is, and every frame measures all titles of a checklist. */
    private static boolean plain(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** At most {@code cols} columns of {@code text}; what is cut away leaves an ellipsis. */
    public static String cut(String text, int cols) {
        return of(text) <= cols ? text : head(text, cols - 1) + (cols > 0 ? "…" : "");
    }

    /** The same with the ellipsis in front: the end of a path says more than its start. */
    public static String cutStart(String text, int cols) {
        int total = of(text);
        return total <= cols ? text : (cols > 0 ? "…" : "") + tail(text, total - cols + 1);
    }

    /** {@link #cut} and then filled with spaces to exactly {@code cols} columns. */
    public static String pad(String text, int cols) {
        String kept = cut(text, cols);
        return kept + " ".repeat(Math.max(0, cols - of(kept)));
    }

    /** {@link #cut} and then filled with spaces on the left: numbers and times. */
    public static String padLeft(String text, int cols) {
        String kept = cut(text, cols);
        return " ".repeat(Math.max(0, cols - of(kept))) + kept;
    }

    /**
     * Lines of at most {@code cols} columns, broken at spaces where there are any, and at every line end of the text.
     *
     * @return at least one line, none longer than {@code cols}
     */
    public static List<String> wrap(String text, int cols) {
        return wrap(text, cols, 0);
    }

    /**
     * The same, set in by so many columns more than the line itself where a line of the text goes on, so that its rest is not read as a line of
     * its own; by none where that would take half of the columns.
     */
    public static List<String> wrap(String text, int cols, int hanging) {
        int limit = Math.max(1, cols);
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> wrapLine(line, limit, hanging, lines));
        if (lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    /** Looks at each part of the line a few times and never at all of it: a line may have megabytes, and keys wait meanwhile. */
    private static void wrapLine(String line, int limit, int hanging, List<String> into) {
        String text = line.stripTrailing();
        int cols = limit;
        int own = afterBlanks(text, 0);
        // Blanks that leave no room for what they set in are left out.
        int from = own > limit / 2 && !fits(text, 0, limit) ? own : 0;
        int set = hanging == 0 || own + hanging > limit / 2 ? 0 : own + hanging;
        var before = "";
        while (!fits(text, from, cols)) {
            int border = index(text, from, cols, false);
            if (border == from) {
                return; // a wide character in a column too narrow for it
            }
            int space = text.startsWith(" ", border)
                    ? border
                    : from + text.substring(from, border).lastIndexOf(' ');
            int end = space > from && !text.substring(from, space).isBlank() ? space : border;
            into.add(before + text.substring(from, end).stripTrailing());
            from = afterBlanks(text, end);
            cols = limit - set;
            before = " ".repeat(set);
        }
        into.add(before + text.substring(from));
    }

    /** Whether what begins at {@code from} takes at most {@code cols} columns. */
    private static boolean fits(String text, int from, int cols) {
        int piece = Math.min(text.length(), from + PIECE * (cols + 1));
        // The last character of a piece may be narrower with what follows it.
        return of(text.substring(from, piece)) <= cols + 2 && of(text.substring(from)) <= cols;
    }

    private static int afterBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static String head(String text, int cols) {
        return text.substring(0, index(text, 0, Math.max(0, cols), false));
    }

    private static String tail(String text, int skip) {
        return text.substring(index(text, 0, skip, true));
    }

    /** The index after {@code cols} columns from {@code from} on; {@code over} takes a wide character across the border too. */
    private static int index(String text, int from, int cols, boolean over) {
        int at = from;
        int used = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            int width = Clusters.width(codePoint);
            if (width > 0 && (over ? used >= cols : used + width > cols)) {
                break;
            }
            used += width;
            at += Character.charCount(codePoint);
        }
        return at;
    }
}
