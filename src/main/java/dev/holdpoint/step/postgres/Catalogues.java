package dev.holdpoint.step.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which system catalogues two servers both have, and what in them cannot be read. */
record Catalogues(List<Catalogue> all, List<String> unreadable) {
    /** Catalogues of the whole server in which a database has rows of its own. */
    static final Set<String> SHARED = Set.of("pg_database", "pg_subscription");

    /** Told with what they belong to, or by {@link LargeObjects}. */
    private static final Set<String> PARTS = Set.of("pg_attrdef", "pg_enum", "pg_largeobject_metadata");

    private static final String COLUMNS = """
            SELECT c.relname, a.attname, format_type(a.atttypid, NULL), coalesce({reference}::text, ''),
              (NOT c.relisshared OR c.relname IN ('pg_database', 'pg_subscription')) AND {object}, has_table_privilege(c.oid, 'SELECT')
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'oid'
              {references}
            WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' ORDER BY c.relname, a.attnum""";

    private static final String REFERENCES =
            "LEFT JOIN pg_get_catalog_foreign_keys() k ON k.fktable = c.oid AND k.fkcols = ARRAY[a.attname::text]";

    /** What is left out, for the report. */
    List<String> notes() {
        return unreadable.isEmpty()
                ? List.of()
                : List.of("not compared, for our role may not read them: " + String.join(", ", unreadable));
    }

    private record Row(String catalogue, Catalogue.Column column, boolean objects, boolean readable) {}

    static Catalogues of(Both<Snapshot> sides) throws SQLException, InterruptedException {
        var rows = sides.map(Catalogues::rows);
        var all = new LinkedHashMap<String, List<Catalogue.Column>>();
        var objects = new LinkedHashMap<String, Boolean>();
        rows.source().forEach((key, one) -> {
            var other = rows.target().get(key);
            if (other != null) {
                var refersTo = one.column.refersTo().isEmpty() ? other.column.refersTo() : one.column.refersTo();
                all.computeIfAbsent(one.catalogue, none -> new ArrayList<>())
                        .add(new Catalogue.Column(one.column.name(), one.catalogue, one.column.type(), refersTo));
                if (one.objects && other.objects) {
                    objects.merge(one.catalogue, one.readable && other.readable, Boolean::logicalAnd);
                }
            }
        });
        PARTS.forEach(objects::remove);
        var found = new ArrayList<Catalogue>();
        objects.forEach((name, readable) -> {
            if (readable) {
                found.add(new Catalogue(name, with(name, all)));
            }
        });
        found.sort(Comparator.comparingInt(it -> Reading.order(it.name())));
        return new Catalogues(
                found,
                objects.entrySet().stream()
                        .filter(it -> !it.getValue())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** The catalogue's columns, and of those that stand beside it. */
    private static List<Catalogue.Column> with(String name, Map<String, List<Catalogue.Column>> all) {
        var columns = new ArrayList<>(all.getOrDefault(name, List.of()));
        Catalogue.BESIDE.getOrDefault(name, Map.of()).keySet().stream()
                .sorted()
                .forEach(it -> columns.addAll(all.getOrDefault(it, List.of())));
        return columns;
    }

    /** Columns by {@code catalogue.column}. Only since 14 a server says which catalogue an OID refers to; one of the two is enough. */
    private static Map<String, Row> rows(Snapshot side) throws SQLException {
        var sql = COLUMNS.replace("{reference}", side.major() >= 14 ? "k.pktable" : "NULL")
                .replace("{references}", side.major() >= 14 ? REFERENCES : "")
                .replace(
                        "{object}",
                        side.major() >= 12
                                ? "EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = c.oid AND i.attname = 'oid')"
                                : "c.relhasoids");
        var found = new LinkedHashMap<String, Row>();
        for (var row : Snapshot.rows(
                side.first(),
                sql,
                it -> new Row(
                        it.getString(1),
                        new Catalogue.Column(it.getString(2), it.getString(1), it.getString(3), it.getString(4)),
                        it.getBoolean(5),
                        it.getBoolean(6)))) {
            found.put(row.catalogue + "." + row.column.name(), row);
        }
        return found;
    }
}
