package dev.holdpoint.console.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text measured and cut in terminal columns. */
public final class Columns {
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
        int limit = Math.max(1, cols);
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> wrapLine(line, limit, lines));
        if (lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private static void wrapLine(String line, int cols, List<String> into) {
        String rest = line.stripTrailing();
        while (of(rest) > cols) {
            String head = head(rest, cols);
            if (head.isEmpty()) {
                break; // a wide character in a column too narrow for it
            }
            int space = rest.startsWith(" ", head.length()) ? head.length() : head.lastIndexOf(' ');
            int end = space > 0 && !head.substring(0, space).isBlank() ? space : head.length();
            into.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (of(rest) <= cols) {
            into.add(rest);
        }
    }

    private static String head(String text, int cols) {
        return text.substring(0, index(text, Math.max(0, cols), false));
    }

    private static String tail(String text, int skip) {
        return text.substring(index(text, skip, true));
    }

    /** The index after the first {@code cols} columns; {@code over} takes a wide character across the border too. */
    private static int index(String text, int cols, boolean over) {
        int at = 0;
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
