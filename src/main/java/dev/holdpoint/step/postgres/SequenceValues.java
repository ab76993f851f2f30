package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where the sequences of both sides stand. A sequence does not take part in transactions, so this is the state of the moment. */
final class SequenceValues {
    /** Sequences of one question. */
    private static final int MANY = 100;

    /**
     * Columns that sequences which count upwards belong to (serial, identity or OWNED BY), whether an index has the highest value at
     * hand, and how far the sequence goes.
     */
    private static final String OWNED = """
            SELECT format('%I.%I', sn.nspname, s.relname), format('%I.%I', n.nspname, c.relname), quote_ident(a.attname),
              EXISTS (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indkey[0] = a.attnum AND x.indisvalid AND x.indpred IS NULL),
              q.seqmax - q.seqincrement
            FROM pg_depend d JOIN pg_sequence q ON q.seqrelid = d.objid AND q.seqincrement > 0
            JOIN pg_class s ON s.oid = d.objid JOIN pg_namespace sn ON sn.oid = s.relnamespace
            JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
              AND a.atttypid IN (20, 21, 23)""";

    private SequenceValues() {}

    /** @param called false where the value is the next one to be given, not the last one given */
    record Standing(long value, boolean called) {
        long next() {
            return called ? value + 1 : value;
        }

        @Override
        public String toString() {
            return value + (called ? "" : " (not yet given)");
        }
    }

    /** @param notes what is the same on both sides and will fail all the same */
    record Found(List<Difference> differences, List<String> notes) {}

    /**
     * A column that takes its values from a sequence.
     *
     * @param last the highest value behind which the sequence has another one to give
     */
    record Owned(String table, String name, boolean indexed, long last) {
        /** True for a value that no sequence can be set behind: somebody's mark for something else. */
        boolean beyond(long value) {
            return value > last;
        }
    }

    /** @param names the sequences of each side, as SQL */
    static Found compare(String database, Both<Connection> sides, Both<List<String>> names)
            throws SQLException, InterruptedException {
        var shared = new TreeSet<>(names.source());
        shared.retainAll(names.target());
        shared.addAll(carried(sides));
        var standings = sides.map(connection -> standings(connection, List.copyOf(shared)));
        var owned = owned(sides.target());
        owned.keySet().retainAll(shared);
        owned.entrySet()
                .removeIf(it -> !it.getValue().indexed
                        && Objects.equals(
                                standings.source().get(it.getKey()),
                                standings.target().get(it.getKey())));
        var highest = highest(sides.target(), owned);
        owned.forEach((name, column) -> {
            if (column.beyond(highest.getOrDefault(name, Long.MIN_VALUE))) {
                highest.remove(name);
            }
        });
        var found = new Found(new ArrayList<>(), new ArrayList<>());
        standings.source().forEach((name, one) -> {
            var other = Objects.requireNonNull(standings.target().get(name));
            var column = owned.get(name);
            // What makes it urgent: the next value given is one that its column has.
            var behind = column != null && other.next() <= highest.getOrDefault(name, Long.MIN_VALUE)
                    ? ", where " + column.name + " has " + highest.get(name) + " already"
                    : "";
            if (column != null && one.next() <= highest.getOrDefault(name, Long.MIN_VALUE) && behind.isEmpty()) {
                // The source will fail there, the target will not: as postgres.sequences leaves it.
                found.notes.add("sequence " + name + " stands at " + other
                        + " on the target, behind its column, and at " + one + " on the source");
            } else if (!other.equals(one)) {
                var says = one + " on the source, " + other + " on the target" + behind;
                found.differences.add(new Difference(database, "sequence", name, says));
            } else if (!behind.isEmpty()) {
                found.notes.add("sequence " + name + " stands at " + other + " on both sides" + behind);
            }
        });
        return found;
    }

    /** The highest value of each column. */
    static Map<String, Long> highest(Connection target, Map<String, Owned> owned) throws SQLException {
        var found = new TreeMap<String, Long>();
        var names = List.copyOf(owned.keySet());
        inParts(
                target,
                names,
                name -> {
                    var of = Objects.requireNonNull(owned.get(name));
                    return "max(" + of.name + "), NULL FROM " + of.table;
                },
                (name, row) -> {
                    var value = row.getLong(2);
                    return row.wasNull() ? null : found.put(name, value);
                });
        return found;
    }

    /** Sequences of extensions that a dump carries. */
    private static Set<String> carried(Both<Connection> sides) throws SQLException, InterruptedException {
        var carried =
                sides.map(it -> new TreeSet<>(Snapshot.rows(it, Tables.CARRIED_SEQUENCES, row -> row.getString(1))));
        carried.source().retainAll(carried.target());
        return carried.source();
    }

    static Map<String, Owned> owned(Connection target) throws SQLException {
        var found = new TreeMap<String, Owned>();
        Snapshot.each(
                target,
                OWNED,
                row -> found.put(
                        row.getString(1),
                        new Owned(row.getString(2), row.getString(3), row.getBoolean(4), row.getLong(5))));
        return found;
    }

    static Map<String, Standing> standings(Connection connection, List<String> names) throws SQLException {
        var found = new TreeMap<String, Standing>();
        inParts(
                connection,
                names,
                name -> "last_value, is_called FROM " + name,
                (name, row) -> found.put(name, new Standing(row.getLong(2), row.getBoolean(3))));
        return found;
    }

    private interface Answer {
        @Nullable
        Object of(String name, ResultSet row) throws SQLException;
    }

    /** Asks the same of many, a hundred at a time: a distant server costs few round trips. */
    private static void inParts(
            Connection connection, List<String> names, Function<String, String> question, Answer answer)
            throws SQLException {
        for (var from = 0; from < names.size(); from += MANY) {
            var some = names.subList(from, Math.min(names.size(), from + MANY));
            var sql = IntStream.range(0, some.size())
                    .mapToObj(n -> "SELECT " + n + ", " + question.apply(some.get(n)))
                    .collect(Collectors.joining(" UNION ALL "));
            Snapshot.each(connection, sql, row -> answer.of(some.get(row.getInt(1)), row));
        }
    }
}
