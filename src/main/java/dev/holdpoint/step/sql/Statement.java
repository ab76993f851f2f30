package dev.holdpoint.step.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One statement of an author's text.
 *
 * @param text as written, without the semicolon
 * @param jdbc the same with {@code ?} where a variable is bound, and {@code ??} where the text has a question mark
 * @param names the variables to bind, in the order of the question marks
 * @param words every word outside quotes and comments, in capitals
 * @param quoted every name in double quotes, without them, in capitals
 */
record Statement(String text, String jdbc, List<String> names, List<String> words, List<String> quoted) {
    private static final Set<String> READING = Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN");
    private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "INTO");
    /** Functions of the server's that change what a transaction takes back, and so are refused in a read-only one. */
    private static final Set<String> CHANGES = Set.of(
            "SETVAL",
            "NEXTVAL",
            "LO_CREAT",
            "LO_CREATE",
            "LO_FROM_BYTEA",
            "LO_IMPORT",
            "LO_PUT",
            "LO_TRUNCATE",
            "LO_TRUNCATE64",
            "LO_UNLINK",
            "LOWRITE",
            "PG_IMPORT_SYSTEM_COLLATIONS",
            "BRIN_SUMMARIZE_NEW_VALUES",
            "GIN_CLEAN_PENDING_LIST");

    /** Functions that act at once, whatever becomes of the transaction, which may even be a read-only one (manual, 9.28). */
    private static final Pattern ACTING = Pattern.compile(
            "PG_(?:TERMINATE|CANCEL)_BACKEND|PG_(?:DROP|CREATE|COPY)_\\w*REPLICATION_SLOT"
                    + "|PG_REPLICATION_SLOT_ADVANCE|PG_REPLICATION_ORIGIN_\\w+|PG_SYNC_REPLICATION_SLOTS|PG_LOGICAL_SLOT_GET_\\w+"
                    + "|PG_LOGICAL_EMIT_MESSAGE|PG_RELOAD_CONF|PG_ROTATE_LOGFILE|PG_PROMOTE|PG_SWITCH_WAL|PG_CREATE_RESTORE_POINT"
                    + "|PG_WAL_REPLAY_(?:PAUSE|RESUME)|PG_(?:START|STOP)_BACKUP|PG_BACKUP_(?:START|STOP)|PG_STAT_RESET\\w*"
                    + "|PG_FILE_(?:WRITE|RENAME|UNLINK|SYNC)|LO_EXPORT|DBLINK(?:_EXEC|_SEND_QUERY)?|PG_LOG_BACKEND_MEMORY_CONTEXTS");

    /** The same in the body of a {@code DO}, which is a text in quotes; made where there is one. */
    private static final class Inside {
        static final Pattern ACTING =
                Pattern.compile("(?<!\\w)(?:" + Statement.ACTING.pattern() + ")(?!\\w)", Pattern.CASE_INSENSITIVE);
    }

    private static final Set<String> CHANGING = Set.of("INSERT", "UPDATE", "DELETE", "WITH");
    private static final Set<String> TRANSACTION =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");

    Statement {
        names = List.copyOf(names);
        words = List.copyOf(words);
        quoted = List.copyOf(quoted);
    }

    /** Every statement of a text, without empty ones. */
    static List<Statement> all(String sql) {
        var found = new ArrayList<Statement>();
        var lexer = new Lexer(sql);
        while (lexer.more()) {
            var statement = Draft.next(lexer);
            if (!statement.jdbc.isEmpty() && !statement.onlyComments) {
                found.add(new Statement(
                        statement.text, statement.jdbc, statement.names, statement.words, statement.quoted));
            }
        }
        return List.copyOf(found);
    }

    /** The variables that a text binds, each once. */
    static List<String> bound(String sql) {
        return mayBind(sql) ? bound(all(sql)) : List.of();
    }

    static List<String> bound(List<Statement> statements) {
        return statements.stream()
                .flatMap(it -> it.names().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Most texts bind nothing, which is seen without taking them apart: every start asks. */
    private static boolean mayBind(String sql) {
        for (int at = sql.indexOf(':'); at >= 0 && at + 1 < sql.length(); at = sql.indexOf(':', at + 1)) {
            if (Character.isLetter(sql.charAt(at + 1)) && (at == 0 || sql.charAt(at - 1) != ':')) {
                return true;
            }
        }
        return false;
    }

    private String first() {
        return words.isEmpty() ? "" : words.getFirst();
    }

    /** A verb for the operator: {@code UPDATE}. */
    String verb() {
        return first();
    }

    /** False where it only reads, as far as its words tell; it is then run read-only, so that the server refuses what we have overlooked. */
    boolean writes() {
        return !READING.contains(first())
                || words.stream().anyMatch(WRITING::contains)
                || called().anyMatch(CHANGES::contains)
                || acts();
    }

    /** True where it does something at once that no transaction takes back: it calls such a function, or writes a file or runs a program there. */
    boolean acts() {
        return called().anyMatch(it -> ACTING.matcher(it).matches())
                || (first().equals("DO") && Inside.ACTING.matcher(text).find())
                || (first().equals("COPY") && (words.contains("PROGRAM") || words.contains("TO")));
    }

    /** All that may be a function's name. */
    private Stream<String> called() {
        return Stream.concat(words.stream(), quoted.stream());
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
        if (outside()) {
            return first()
                    + " cannot run inside a transaction, in which all statements of a step are run; write a shell step with psql";
        }
        if (first().equals("COPY") && (words.contains("STDIN") || words.contains("STDOUT"))) {
            return "COPY through the connection is not possible here; write a shell step with psql";
        }
        return "";
    }

    /** True for what the server refuses in a transaction (manual, the notes of each command). */
    private boolean outside() {
        var second = words.size() > 1 ? words.get(1) : "";
        return switch (first()) {
            case "VACUUM" -> true;
            case "CLUSTER" -> words.size() == 1 || words.equals(List.of("CLUSTER", "VERBOSE"));
            case "CREATE", "DROP" ->
                Set.of("DATABASE", "TABLESPACE", "SUBSCRIPTION").contains(second)
                        || (Set.of("INDEX", "UNIQUE").contains(second) && words.contains("CONCURRENTLY"));
            case "REINDEX" -> words.stream().anyMatch(Set.of("CONCURRENTLY", "DATABASE", "SYSTEM", "SCHEMA")::contains);
            case "ALTER" ->
                second.equals("SYSTEM")
                        || (second.equals("DATABASE") && words.contains("TABLESPACE"))
                        || (second.equals("TABLE") && words.contains("DETACH") && words.contains("CONCURRENTLY"))
                        || (second.equals("SUBSCRIPTION") && words.contains("REFRESH"));
            case "DISCARD" -> second.equals("ALL");
            default -> false;
        };
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
        private final List<String> quoted = new ArrayList<>();
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
                case BLANK -> bound.append(piece.text());
                case TEXT -> {
                    if (piece.text().startsWith("\"") && piece.text().length() > 1) {
                        quoted.add(piece.text()
                                .substring(1, piece.text().length() - 1)
                                .toUpperCase(Locale.ROOT));
                    }
                    bound.append(piece.text());
                }
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
