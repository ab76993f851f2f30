package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows were ever written to each table of a database, by the server's counters: inserted, changed and deleted. That they stand
 * still proves that nobody writes; the position of the WAL moves anyway and proves nothing.
 *
 * @param tables by OID
 */
record Tally(Map<Long, Written> tables) {
    /** Of more tables only the sum is kept. */
    private static final int MANY = 2000;

    private static final String COUNTERS = """
            SELECT relid::bigint, schemaname || '.' || relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables
            WHERE n_tup_ins + n_tup_upd + n_tup_del > 0""";

    Tally {
        tables = new TreeMap<>(tables);
    }

    record Written(String name, long rows) {}

    static Tally of(Database database) throws SQLException {
        try (var session = Login.open(database, "holdpoint fence")) {
            var found = new HashMap<Long, Written>();
            for (var row : Query.rows(session, COUNTERS)) {
                found.put(Long.parseLong(row.get(0)), new Written(row.get(1), Long.parseLong(row.get(2))));
            }
            return new Tally(found);
        }
    }

    private long total() {
        return tables.values().stream().mapToLong(Written::rows).sum();
    }

    /** For {@link #since}: the sum, and each table's where they are not too many. */
    String text() {
        var text = new StringBuilder(Long.toString(total()));
        if (tables.size() <= MANY) {
            tables.forEach((oid, it) -> text.append(' ').append(oid).append('=').append(it.rows));
        }
        return text.toString();
    }

    /** What was written since, by table: {@code public.orders +12}; nothing where nothing was. */
    List<String> since(String text) {
        var words = text.split(" ", -1);
        var before = Long.parseLong(words[0]);
        if (total() == before) {
            return List.of();
        }
        if (total() < before) {
            return List.of("the counters have begun anew");
        }
        var then = new HashMap<Long, Long>();
        for (var n = 1; n < words.length; n++) {
            var at = words[n].indexOf('=');
            then.put(Long.parseLong(words[n].substring(0, at)), Long.parseLong(words[n].substring(at + 1)));
        }
        if (then.isEmpty() && before > 0) {
            return List.of("+" + Amount.rows(total() - before));
        }
        var grown = new ArrayList<String>();
        tables.forEach((oid, it) -> {
            var more = it.rows - then.getOrDefault(oid, 0L);
            if (more > 0) {
                grown.add(it.name + " +" + Amount.rows(more));
            }
        });
        return grown;
    }
}
