package dev.holdpoint.step.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The lexer against the manual's rules written as one pattern, which is slower. */
class LexerTest {
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

    @Property(tries = 20_000)
    void cutsAsThePatternDoes(@ForAll("sql") String sql) {
        assertThat(pieces(sql)).isEqualTo(byPattern(sql));
    }

    @Test
    void aLongTextIsOnePiece() {
        var text = "'" + "it''s ".repeat(200_000) + "'";
        assertThat(pieces("SELECT " + text))
                .containsExactly(
                        new Lexer.Piece(Lexer.Sort.WORD, "SELECT"),
                        new Lexer.Piece(Lexer.Sort.BLANK, " "),
                        new Lexer.Piece(Lexer.Sort.TEXT, text));
    }

    @Provide
    Arbitrary<String> sql() {
        return Arbitraries.of(
                        "'",
                        "''",
                        "\"",
                        "\\",
                        "e",
                        "E",
                        "x",
                        "N",
                        "u&",
                        "U",
                        "&",
                        "$",
                        "$$",
                        "$a$",
                        "$b_1$",
                        ":",
                        "::",
                        ":=",
                        ":n",
                        "-",
                        "--",
                        "/",
                        "/*",
                        "*/",
                        "\n",
                        " ",
                        "\t",
                        ";",
                        "?",
                        "(",
                        ")",
                        "[",
                        "]",
                        "1",
                        "2.5",
                        "_",
                        "word",
                        "é",
                        "\u0301",
                        "\uD83D\uDE00",
                        "\uD800",
                        "\u007f",
                        "\u0080",
                        "\f",
                        ".",
                        "a")
                .list()
                .ofMaxSize(14)
                .map(it -> String.join("", it));
    }

    private static List<Lexer.Piece> pieces(String sql) {
        var lexer = new Lexer(sql);
        var pieces = new ArrayList<Lexer.Piece>();
        while (lexer.more()) {
            pieces.add(lexer.next());
        }
        return pieces;
    }

    private static List<Lexer.Piece> byPattern(String sql) {
        var matcher = PIECE.matcher(sql);
        var pieces = new ArrayList<Lexer.Piece>();
        var at = 0;
        while (at < sql.length()) {
            assertThat(matcher.find(at)).isTrue();
            var end = matcher.end();
            var sort = Lexer.Sort.OTHER;
            if (matcher.group("comment") != null || matcher.group("blank") != null) {
                sort = Lexer.Sort.BLANK;
            } else if (matcher.group("open") != null) {
                sort = Lexer.Sort.BLANK;
                end = endOfComment(sql, at);
            } else if (matcher.group("dollar") != null) {
                sort = Lexer.Sort.TEXT;
                var quote = matcher.group("dollar");
                var closed = sql.indexOf(quote, end);
                end = closed < 0 ? sql.length() : closed + quote.length();
            } else if (matcher.group("text") != null) {
                sort = Lexer.Sort.TEXT;
            } else if (matcher.group("name") != null) {
                sort = Lexer.Sort.NAME;
            } else if (matcher.group("word") != null) {
                sort = Lexer.Sort.WORD;
            }
            pieces.add(new Lexer.Piece(sort, sql.substring(at, end)));
            at = end;
        }
        return pieces;
    }

    /** Comments nest. */
    private static int endOfComment(String sql, int from) {
        var depth = 0;
        var marks = Pattern.compile("/\\*|\\*/").matcher(sql);
        for (var n = from; marks.find(n); n = marks.end()) {
            depth += marks.group().equals("/*") ? 1 : -1;
            if (depth == 0) {
                return marks.end();
            }
        }
        return sql.length();
    }
}
