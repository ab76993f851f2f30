package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where the sequences of both sides stand. A sequence does not take part in transactions, so this is the state of the moment. */
final class SequenceValues {
    /** Sequences of one question. */
    private static final int MANY = 100;

    /** The column that a sequence belongs to (serial, identity or OWNED BY). */
    private static final String OWNED = """
            SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(a.attname) FROM pg_depend d
            JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
              AND d.objid = '{sequence}'::regclass""";

    private SequenceValues() {}

    /** @param called false where the value is the next one to be given, not the last one given */
    private record Standing(long value, boolean called) {
        @Override
        public String toString() {
            return value + (called ? "" : " (not yet given)");
        }
    }

    /** @param names sequences that both sides have, as SQL */
    static List<Difference> differences(String database, Both<Connection> sides, Collection<String> names)
            throws SQLException, InterruptedException {
        var standings = sides.map(connection -> standings(connection, List.copyOf(names)));
        var differences = new ArrayList<Difference>();
        for (var one : standings.source().entrySet()) {
            var other = standings.target().get(one.getKey());
            if (other != null && !other.equals(one.getValue())) {
                var says = one.getValue() + " on the source, " + other + " on the target"
                        + behind(sides.target(), one.getKey(), other);
                differences.add(new Difference(database, "sequence", one.getKey(), says));
            }
        }
        return differences;
    }

    private static Map<String, Standing> standings(Connection connection, List<String> names) throws SQLException {
        var found = new TreeMap<String, Standing>();
        for (var from = 0; from < names.size(); from += MANY) {
            var some = names.subList(from, Math.min(names.size(), from + MANY));
            var sql = IntStream.range(0, some.size())
                    .mapToObj(n -> "SELECT " + n + ", last_value, is_called FROM " + some.get(n))
                    .collect(Collectors.joining(" UNION ALL "));
            Snapshot.rows(
                    connection,
                    sql,
                    row -> found.put(some.get(row.getInt(1)), new Standing(row.getLong(2), row.getBoolean(3))));
        }
        return found;
    }

    /** What makes it urgent: the next value given is one that its column has. */
    private static String behind(Connection target, String sequence, Standing standing) throws SQLException {
        var owned = Snapshot.rows(target, OWNED.replace("{sequence}", sequence.replace("'", "''")), row ->
                new String[] {row.getString(1), row.getString(2)});
        if (owned.isEmpty()) {
            return "";
        }
        var column = owned.getFirst()[1];
        var highest = Snapshot.rows(
                        target, "SELECT max(" + column + ") FROM " + owned.getFirst()[0], row -> row.getLong(1))
                .getFirst();
        var next = standing.called() ? standing.value() + 1 : standing.value();
        return next <= highest ? ", where " + column + " has " + highest + " already" : "";
    }
}
