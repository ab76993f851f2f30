package dev.holdpoint.step.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One statement of an author's text.
 *
 * @param text as written, without the semicolon
 * @param jdbc the same with {@code ?} where a variable is bound, and {@code ??} where the text has a question mark
 * @param names the variables to bind, in the order of the question marks
 * @param words every word outside quotes and comments, in capitals
 */
record Statement(String text, String jdbc, List<String> names, List<String> words) {
    private static final Set<String> READING = Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN");
    private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "INTO");
    private static final Set<String> CHANGING = Set.of("INSERT", "UPDATE", "DELETE", "WITH");
    private static final Set<String> TRANSACTION =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");

    Statement {
        names = List.copyOf(names);
        words = List.copyOf(words);
    }

    /** Every statement of a text, without empty ones. */
    static List<Statement> all(String sql) {
        var found = new ArrayList<Statement>();
        var lexer = new Lexer(sql);
        while (lexer.more()) {
            var statement = Draft.next(lexer);
            if (!statement.jdbc.isEmpty() && !statement.onlyComments) {
                found.add(new Statement(statement.text, statement.jdbc, statement.names, statement.words));
            }
        }
        return List.copyOf(found);
    }

    private String first() {
        return words.isEmpty() ? "" : words.getFirst();
    }

    /** A verb for the operator: {@code UPDATE}. */
    String verb() {
        return first();
    }

    /** False where it certainly only reads; it is then run read-only, so that the server refuses what we have overlooked. */
    boolean writes() {
        return !READING.contains(first()) || words.stream().anyMatch(WRITING::contains);
    }

    /** True where {@code RETURNING *} makes it show the rows that it changes. */
    boolean canReturn() {
        return CHANGING.contains(first()) && writes() && !words.contains("RETURNING");
    }

    /** Why it cannot be run here, with the remedy; empty when it can. */
    String problem() {
        if (text.contains("\\") && hasBackslash()) {
            return "psql's \\commands are not SQL; write the statement itself, or a shell step with psql";
        }
        if (TRANSACTION.contains(first()) || (first().equals("PREPARE") && words.contains("TRANSACTION"))) {
            return first() + " does not belong here; all statements of a step run in one transaction of its own";
        }
        if (first().equals("COPY") && (words.contains("STDIN") || words.contains("STDOUT"))) {
            return "COPY through the connection is not possible here; write a shell step with psql";
        }
        return "";
    }

    private boolean hasBackslash() {
        var lexer = new Lexer(text);
        while (lexer.more()) {
            var piece = lexer.next();
            if (piece.sort() == Lexer.Sort.OTHER && piece.text().equals("\\")) {
                return true;
            }
        }
        return false;
    }

    /** A statement while it is read. */
    private static final class Draft {
        private final StringBuilder written = new StringBuilder();
        private final StringBuilder bound = new StringBuilder();
        private final List<String> names = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private boolean onlyComments = true;
        private String text = "";
        private String jdbc = "";
        /** Above zero inside the body of an SQL-standard function, where semicolons do not end the statement. */
        private int body;

        static Draft next(Lexer lexer) {
            var draft = new Draft();
            while (lexer.more()) {
                var piece = lexer.next();
                if (piece.sort() == Lexer.Sort.OTHER && piece.text().equals(";") && draft.body == 0) {
                    break;
                }
                draft.add(piece);
            }
            draft.text = draft.written.toString().strip();
            draft.jdbc = draft.bound.toString().strip();
            return draft;
        }

        private void add(Lexer.Piece piece) {
            written.append(piece.text());
            onlyComments &= piece.sort() == Lexer.Sort.BLANK;
            switch (piece.sort()) {
                case NAME -> {
                    names.add(piece.text().substring(1));
                    bound.append('?');
                }
                case WORD -> {
                    word(piece.text().toUpperCase(Locale.ROOT));
                    bound.append(piece.text());
                }
                case OTHER -> bound.append(piece.text().equals("?") ? "??" : piece.text());
                case BLANK, TEXT -> bound.append(piece.text());
            }
        }

        private void word(String word) {
            var atomic =
                    word.equals("ATOMIC") && !words.isEmpty() && words.getLast().equals("BEGIN");
            if (atomic || (body > 0 && word.equals("CASE"))) {
                body++;
            } else if (body > 0 && word.equals("END")) {
                body--;
            }
            words.add(word);
        }
    }
}
