package dev.holdpoint.step.sql;

/**
 * Cuts SQL text into pieces as PostgreSQL does (manual, "Lexical Structure"): what stands in quotes, comments and dollar quotes is
 * one piece each and never looked into. Written by hand, because every start takes the SQL of its checklist apart, and the JVM would walk
 * through a pattern's parts for each character (docs/performance.md).
 */
final class Lexer {
    /** The last character that names may have besides ASCII's; what lies outside the basic plane is no letter here. */
    private static final int LAST_LETTER = 0xFFFF;

    private static final int LAST_ASCII = 0x7F;
    private static final int NONE = -1;

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
        var c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            var end = sql.indexOf('\n', at);
            return piece(Sort.BLANK, end < 0 ? sql.length() : end);
        }
        if (sql.startsWith("/*", at)) {
            return piece(Sort.BLANK, endOfComment(at));
        }
        var text = endOfText(c);
        if (text != NONE) {
            return piece(Sort.TEXT, text);
        }
        if (c == '$' && !follows("$")) {
            var dollar = endOfDollarQuote();
            if (dollar != NONE) {
                return piece(Sort.TEXT, dollar);
            }
        }
        if (c == ':') {
            return afterColon();
        }
        if (beginsWord(sql.codePointAt(at))) {
            return piece(Sort.WORD, endOfWord(at, true));
        }
        if (digit(c)) {
            return piece(Sort.OTHER, endOfNumber());
        }
        if (blank(c)) {
            var end = at;
            while (end < sql.length() && blank(sql.charAt(end))) {
                end++;
            }
            return piece(Sort.BLANK, end);
        }
        return piece(Sort.OTHER, sql.offsetByCodePoints(at, 1));
    }

    private Piece piece(Sort sort, int end) {
        var from = at;
        at = end;
        return new Piece(sort, sql.substring(from, end));
    }

    /** A cast, an assignment, a parameter, or a colon. */
    private Piece afterColon() {
        var next = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
        if (next == ':' || next == '=') {
            return piece(Sort.OTHER, at + 2);
        }
        if (letter(next) && !follows("])")) {
            var end = at + 1;
            while (end < sql.length() && wordly(sql.charAt(end))) {
                end++;
            }
            return piece(Sort.NAME, end);
        }
        return piece(Sort.OTHER, at + 1);
    }

    /** Whether one of these, or a letter, digit or underscore of ASCII's, stands right before. */
    private boolean follows(String these) {
        if (at == 0) {
            return false;
        }
        var before = sql.charAt(at - 1);
        return wordly(before) || these.indexOf(before) >= 0;
    }

    /** Where a text or a name in quotes ends, whatever it begins with; {@link #NONE} where there is none, or it never ends. */
    private int endOfText(char c) {
        return switch (c) {
            case '\'', '"' -> endOfQuotes(at);
            case 'e', 'E' -> sql.startsWith("'", at + 1) ? endOfEscapes(at + 1) : NONE;
            case 'x', 'X', 'b', 'B', 'n', 'N' -> sql.startsWith("'", at + 1) ? endOfQuotes(at + 1) : NONE;
            case 'u', 'U' -> sql.startsWith("&'", at + 1) ? endOfQuotes(at + 2) : NONE;
            default -> NONE;
        };
    }

    /** Behind the quote that ends what the one here begins: two of them stand for one. */
    private int endOfQuotes(int from) {
        var quote = sql.charAt(from);
        var end = sql.indexOf(quote, from + 1);
        while (end >= 0 && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
            end = sql.indexOf(quote, end + 2);
        }
        return end < 0 ? NONE : end + 1;
    }

    /** The same where a backslash takes the next character with it. */
    private int endOfEscapes(int from) {
        var n = from + 1;
        while (n < sql.length()) {
            var c = sql.charAt(n);
            if (c == '\\') {
                n += 2;
            } else if (c != '\'') {
                n++;
            } else if (sql.startsWith("'", n + 1)) {
                n += 2;
            } else {
                return n + 1;
            }
        }
        return NONE;
    }

    /** Behind the same {@code $tag$} as here, or at the end of all; {@link #NONE} where here is none. */
    private int endOfDollarQuote() {
        var tag = at + 1;
        if (tag < sql.length() && beginsWord(sql.codePointAt(tag))) {
            tag = endOfWord(tag, false);
        }
        if (!sql.startsWith("$", tag)) {
            return NONE;
        }
        var quote = sql.substring(at, tag + 1);
        var end = sql.indexOf(quote, tag + 1);
        return end < 0 ? sql.length() : end + quote.length();
    }

    private int endOfWord(int from, boolean dollars) {
        var n = from;
        while (n < sql.length()) {
            var c = sql.codePointAt(n);
            if (!(beginsWord(c) || digit(c) || (dollars && c == '$'))) {
                break;
            }
            n++;
        }
        return n;
    }

    private int endOfNumber() {
        var n = at;
        while (n < sql.length() && (wordly(sql.charAt(n)) || sql.charAt(n) == '.')) {
            n++;
        }
        return n;
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

    private static boolean beginsWord(int c) {
        return letter(c) || (c > LAST_ASCII && c <= LAST_LETTER);
    }

    /** Of ASCII's, or an underscore. */
    private static boolean letter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean wordly(int c) {
        return letter(c) || digit(c);
    }

    private static boolean blank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
