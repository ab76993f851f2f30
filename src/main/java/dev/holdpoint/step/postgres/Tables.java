package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads which relations with rows a database has, tables and materialized views, with their columns, keys and sizes. Foreign tables have
 * their rows elsewhere and are not among them. Tables of an extension are its own affair, but for rows that it says a dump must carry.
 */
final class Tables {
    /** Schemas of the people who use the database: {@code n} is pg_namespace. */
    static final String USER_SCHEMA = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
    /** Not a member of an extension; $1 is the catalogue, $2 the object. */
    static final String NO_MEMBER =
            "NOT EXISTS (SELECT FROM pg_depend own WHERE own.classid = '$1'::regclass AND own.objid = $2 AND own.deptype = 'e')";

    /** Large objects are rows of this one. */
    static final String LARGE_OBJECTS = "pg_catalog.pg_largeobject";

    /** Tables of the heap access method (OID 2) can be read in ranges of pages since 14: there a TID range scan reads nothing else. */
    private static final String TABLES = """
            SELECT c.oid, format('%I.%I', n.nspname, c.relname), n.nspname || '.' || c.relname,
              CASE WHEN {ranges} AND e.condition IS NULL THEN pg_relation_size(c.oid) / current_setting('block_size')::int ELSE 0 END,
              pg_table_size(c.oid), coalesce(e.condition, '')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN (SELECT f.id, x.extcondition[f.n] AS condition
              FROM pg_extension x CROSS JOIN LATERAL unnest(x.extconfig) WITH ORDINALITY f(id, n)) e ON e.id = c.oid
            WHERE (c.relkind = 'r' OR c.relkind = 'm' AND c.relispopulated) AND c.relpersistence <> 't'
              AND ({user} AND ({member} OR e.id IS NOT NULL)
              OR c.oid = 'pg_catalog.pg_largeobject'::regclass AND has_table_privilege(c.oid, 'SELECT'))
            ORDER BY n.nspname, c.relname""";

    /** Sequences of extensions that stand where a dump has set them. */
    static final String CARRIED_SEQUENCES = "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_extension e"
            + " CROSS JOIN LATERAL unnest(e.extconfig) f(id) JOIN pg_class c ON c.oid = f.id AND c.relkind = 'S'"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace";

    /** Floating-point numbers go as their bytes (0 and -0 are equal). Types by OID, as pg_type.dat fixes them; for each of them equal values print the same ({@link Hashing}). */
    private static final String COLUMNS = """
            SELECT a.attrelid, a.attname, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
              CASE b.base WHEN 700 THEN 'float4send(' || quote_ident(a.attname) || ')'
                WHEN 701 THEN 'float8send(' || quote_ident(a.attname) || ')' ELSE quote_ident(a.attname) END,
              CASE WHEN b.base IN (16, 17, 18, 19, 20, 21, 23, 26, 700, 701, 1082, 1083, 1114, 1184, 2950) THEN true
                WHEN b.base IN (25, 1043) THEN {deterministic}
                WHEN b.base = 1042 THEN {deterministic} AND b.mod > 0
                WHEN b.base = 1700 THEN b.mod >= 0 ELSE false END
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
              CROSS JOIN LATERAL (SELECT CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END AS base,
                greatest(a.atttypmod, t.typtypmod) AS mod) b
            WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (SELECT c.oid FROM pg_class c WHERE c.relkind IN ('r', 'm'))
            ORDER BY a.attrelid, a.attnum""";

    /** The primary key, or else a unique index over columns that are never null. */
    private static final String KEYS = """
            SELECT DISTINCT ON (x.indrelid) x.indrelid, k.names FROM pg_index x CROSS JOIN LATERAL (
                SELECT array_agg(a.attname::text ORDER BY key.n) AS names, bool_and(a.attnotnull) AS full
                FROM unnest(x.indkey::int2[]) WITH ORDINALITY key(attnum, n)
                JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = key.attnum WHERE key.n <= {columns}) k
            WHERE x.indisunique AND x.indisvalid AND x.indpred IS NULL AND x.indexprs IS NULL AND k.full
            ORDER BY x.indrelid, x.indisprimary DESC, x.indisreplident DESC, cardinality(k.names), x.indexrelid""";

    private Tables() {}

    /** Tables by name, in the order of their names, without those that are excluded. */
    static Map<String, Table> of(Snapshot side, Excluded excluded) throws SQLException {
        var connection = side.first();
        var columns = columns(connection, side.major());
        var keys = keys(connection, side.major());
        var sql = TABLES.replace("{ranges}", side.major() >= 14 ? "c.relam IN (0, 2)" : "false")
                .replace("{user}", USER_SCHEMA)
                .replace("{member}", NO_MEMBER.replace("$1", "pg_class").replace("$2", "c.oid"));
        var tables = new LinkedHashMap<String, Table>();
        for (var found :
                Snapshot.rows(connection, sql, row -> new Found(row.getString(3), table(row, columns, keys)))) {
            if (!excluded.has(found.raw)) {
                tables.put(found.table.name(), found.table);
            }
        }
        return tables;
    }

    private record Found(String raw, Table table) {}

    private static Table table(ResultSet row, Map<Long, List<Column>> columns, Map<Long, List<String>> keys)
            throws SQLException {
        var oid = row.getLong(1);
        var condition = row.getString(6);
        return new Table(
                row.getString(2),
                condition.isEmpty()
                        ? "ONLY " + row.getString(2)
                        : "(SELECT ctid, * FROM ONLY " + row.getString(2) + " " + condition + ") t",
                row.getLong(4),
                row.getLong(5),
                columns.getOrDefault(oid, List.of()),
                keys.getOrDefault(oid, List.of()));
    }

    private static Map<Long, List<Column>> columns(Connection connection, int major) throws SQLException {
        var found = new HashMap<Long, List<Column>>();
        var sql = COLUMNS.replace(
                "{deterministic}",
                major < 12
                        ? "true"
                        : "coalesce((SELECT l.collisdeterministic FROM pg_collation l WHERE l.oid = a.attcollation), true)");
        Snapshot.rows(
                connection,
                sql,
                row -> found.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(new Column(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getBoolean(6))));
        return found;
    }

    private static Map<Long, List<String>> keys(Connection connection, int major) throws SQLException {
        var found = new HashMap<Long, List<String>>();
        var sql = KEYS.replace("{columns}", major >= 11 ? "x.indnkeyatts" : "x.indnatts");
        Snapshot.rows(
                connection,
                sql,
                row -> found.put(
                        row.getLong(1), List.of((String[]) row.getArray(2).getArray())));
        return found;
    }
}
