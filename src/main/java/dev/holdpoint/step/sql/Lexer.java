package dev.holdpoint.step.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts SQL text into pieces as PostgreSQL does (manual, "Lexical Structure"): what stands in quotes, comments and dollar quotes is
 * one piece each and never looked into.
 */
final class Lexer {
    private static final Pattern PIECE = Pattern.compile("""
            (?<comment>--[^\\n]*)
            |(?<open>/\\*)
            |(?<text>[eE]'(?:[^'\\\\]|\\\\.|'')*+'|(?:\\b[uU]&|\\b[xXbBnN])?'(?:[^']|'')*+'|"(?:[^"]|"")*+")
            |(?<dollar>(?<![\\w$])\\$(?<tag>(?:[A-Za-z_\\x80-\\uFFFF][\\w\\x80-\\uFFFF]*)?)\\$)
            |(?<cast>::|:=)
            |(?<name>(?<![\\w\\])]):[A-Za-z_]\\w*)
            |(?<word>[A-Za-z_\\x80-\\uFFFF][\\w$\\x80-\\uFFFF]*)
            |(?<number>\\d[\\w.]*)
            |(?<blank>\\s+)
            |(?<other>.)
            """.replaceAll("\\s*\\n\\s*", ""), Pattern.DOTALL);

    /** What a piece is. */
    enum Sort {
        BLANK,
        TEXT,
        /** A parameter, {@code :name}. */
        NAME,
        WORD,
        OTHER
    }

    record Piece(Sort sort, String text) {}

    private final String sql;
    private int at;

    Lexer(String sql) {
        this.sql = sql;
    }

    boolean more() {
        return at < sql.length();
    }

    /** The next piece; all pieces together are the whole text. */
    Piece next() {
        var matcher = PIECE.matcher(sql);
        if (!matcher.find(at)) {
            throw new IllegalStateException("SQL text that no piece matches, at character " + at);
        }
        var from = at;
        at = matcher.end();
        if (matcher.group("comment") != null || matcher.group("blank") != null) {
            return new Piece(Sort.BLANK, sql.substring(from, at));
        }
        if (matcher.group("open") != null) {
            at = endOfComment(from);
            return new Piece(Sort.BLANK, sql.substring(from, at));
        }
        if (matcher.group("dollar") != null) {
            var end = sql.indexOf(matcher.group("dollar"), at);
            at = end < 0 ? sql.length() : end + matcher.group("dollar").length();
            return new Piece(Sort.TEXT, sql.substring(from, at));
        }
        return new Piece(sort(matcher), sql.substring(from, at));
    }

    private static Sort sort(Matcher matcher) {
        if (matcher.group("text") != null) {
            return Sort.TEXT;
        }
        if (matcher.group("name") != null) {
            return Sort.NAME;
        }
        return matcher.group("word") != null ? Sort.WORD : Sort.OTHER;
    }

    /** Comments nest. */
    private int endOfComment(int from) {
        var depth = 0;
        for (var n = from; n < sql.length() - 1; n++) {
            if (sql.startsWith("/*", n)) {
                depth++;
                n++;
            } else if (sql.startsWith("*/", n)) {
                depth--;
                n++;
                if (depth == 0) {
                    return n + 1;
                }
            }
        }
        return sql.length();
    }
}
