package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many rows were ever written to each table of a database, by the server's counters: inserted, changed and deleted. That they stand
 * still proves that nobody writes; the position of the WAL moves anyway and proves nothing. TRUNCATE is in no counter, and gives a table
 * another file.
 *
 * @param tables by OID
 */
record Tally(Map<Long, Written> tables) {
    /** Of more tables only the sums are kept. */
    private static final int MANY = 2000;

    /** Large objects are rows of two catalogues. */
    private static final String COUNTERS = """
            SELECT c.oid::bigint, n.nspname || '.' || c.relname, pg_stat_get_tuples_inserted(c.oid)
              + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid), c.relfilenode::bigint
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
              AND ({user} OR c.relname IN ('pg_largeobject', 'pg_largeobject_metadata'))""".replace("{user}", Tables.USER_SCHEMA);

    Tally {
        tables = new TreeMap<>(tables);
    }

    /** @param file the number of the file that the table is in */
    record Written(String name, long rows, long file) {
        private String since(@Nullable Kept then) {
            if (then == null) {
                return rows > 0 ? " +" + Amount.rows(rows) : " was created";
            }
            if (rows > then.rows) {
                return " +" + Amount.rows(rows - then.rows);
            }
            return file == then.file ? "" : " truncated or rewritten";
        }
    }

    static Tally of(Database database) throws SQLException {
        try (var session = Login.open(database, "holdpoint fence")) {
            var found = new HashMap<Long, Written>();
            for (var row : Query.rows(session, COUNTERS)) {
                found.put(
                        Long.parseLong(row.get(0)),
                        new Written(row.get(1), Long.parseLong(row.get(2)), Long.parseLong(row.get(3))));
            }
            return new Tally(found);
        }
    }

    private Kept total() {
        return new Kept(
                tables.values().stream().mapToLong(Written::rows).sum(),
                tables.values().stream().mapToLong(Written::file).sum());
    }

    /** As {@link #text} has it: {@code 12/16390}. */
    private record Kept(long rows, long file) {
        static Kept of(String text) {
            var slash = text.indexOf('/');
            return new Kept(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
        }

        @Override
        public String toString() {
            return rows + "/" + file;
        }
    }

    /** For {@link #since}: the sums, and each table's where they are not too many. */
    String text() {
        var text = new StringBuilder(total().toString());
        if (tables.size() <= MANY) {
            tables.forEach((oid, it) -> text.append(' ')
                    .append(oid)
                    .append('=')
                    .append(it.rows)
                    .append('/')
                    .append(it.file));
        }
        return text.toString();
    }

    /** What was written since, by table: {@code public.orders +12}; nothing where nothing was. */
    List<String> since(String text) {
        var words = text.split(" ", -1);
        var before = Kept.of(words[0]);
        var now = total();
        if (now.equals(before)) {
            return List.of();
        }
        if (now.rows < before.rows) {
            return List.of("the counters have begun anew");
        }
        var then = new HashMap<Long, Kept>();
        for (var n = 1; n < words.length; n++) {
            var at = words[n].indexOf('=');
            then.put(Long.parseLong(words[n].substring(0, at)), Kept.of(words[n].substring(at + 1)));
        }
        var changed = new ArrayList<String>();
        if (!then.isEmpty()) {
            tables.forEach((oid, it) -> {
                var said = it.since(then.get(oid));
                if (!said.isEmpty()) {
                    changed.add(it.name + said);
                }
            });
        }
        if (changed.isEmpty()) {
            changed.add(
                    now.rows > before.rows
                            ? "+" + Amount.rows(now.rows - before.rows)
                            : "a table was created, dropped, truncated or rewritten");
        }
        return changed;
    }
}
