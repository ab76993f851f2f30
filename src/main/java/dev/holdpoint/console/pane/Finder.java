package dev.holdpoint.console.pane;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds text in the rows of a page, also where the pane has wrapped it. A query in lower case finds upper case too, as
 * in less and vim.
 */
final class Finder {
    private final Page page;
    private final String query;
    private final boolean anyCase;

    Finder(Page page, String query) {
        this.page = page;
        this.query = query;
        this.anyCase = query.equals(query.toLowerCase(Locale.ROOT));
    }

    /** The first match in row {@code from} or beyond it, or null. */
    @Nullable
    Match from(long from, Direction direction) {
        int step = direction == Direction.DOWN ? 1 : -1;
        for (long row = from; row >= page.first() && row <= page.bottom; row += step) {
            Match match = query.isEmpty() ? null : in(row);
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    private @Nullable Match in(long number) {
        Row row = page.row(number);
        StringBuilder text = new StringBuilder(row.length() + query.length());
        append(text, row, Integer.MAX_VALUE);
        int own = text.length();
        for (long more = number; page.row(more).wrapped() && more < page.bottom; more++) {
            if (text.length() >= own + query.length()) {
                break;
            }
            append(text, page.row(more + 1), own + query.length());
        }
        int at = indexIn(text);
        if (at < 0 || at >= own) {
            return null;
        }
        int column = column(row, at);
        return new Match(number, column, column(row, at + query.length()) - column);
    }

    private int indexIn(StringBuilder text) {
        String all = text.toString();
        if (!anyCase) {
            return all.indexOf(query);
        }
        for (int at = 0; at + query.length() <= all.length(); at++) {
            if (all.regionMatches(true, at, query, 0, query.length())) {
                return at;
            }
        }
        return -1;
    }

    private static void append(StringBuilder text, Row row, int limit) {
        for (int x = 0; x < row.length() && text.length() < limit; x++) {
            text.append(row.glyph(x));
        }
    }

    /** The column in which the character with this index in the row's text begins. */
    private static int column(Row row, int index) {
        int seen = 0;
        int x = 0;
        while (x < row.length() && (seen < index || row.glyph(x).isEmpty())) {
            seen += row.glyph(x).length();
            x++;
        }
        return x;
    }
}
