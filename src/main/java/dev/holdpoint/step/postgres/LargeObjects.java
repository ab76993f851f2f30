package dev.holdpoint.step.postgres;

import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Large objects as rows of tables, so that however many there are they are hashed on the servers and only what differs is fetched. Where
 * we may read the system table that holds their pages (superusers), that is hashed for their contents, and each object read as a whole
 * only where pages differ: an object with holes has them filled with zeros by a restore, and reads the same.
 */
final class LargeObjects {
    /** The name of the table of the objects themselves. */
    static final String OBJECTS = "pg_catalog.pg_largeobject_metadata";

    private static final Pattern OBJECT = Pattern.compile(".* row loid=(\\d+)");

    private static final String RIGHTS = """
            , pg_get_userbyid(l.lomowner)::text AS owner, CASE WHEN l.lomacl IS NULL THEN 'its owner=SELECT its owner=UPDATE' ELSE
              (SELECT string_agg(g.who || '=' || a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, ' '
              ORDER BY g.who COLLATE "C", a.privilege_type) FROM aclexplode(l.lomacl) a CROSS JOIN LATERAL (SELECT CASE WHEN a.grantee = 0
              THEN 'PUBLIC' WHEN a.grantee = l.lomowner THEN 'its owner' ELSE pg_get_userbyid(a.grantee)::text END AS who) g)
              END AS privileges""";

    private static final Column LOID = new Column("loid", "loid", "oid", "loid", true);

    private LargeObjects() {}

    /** @param rights whether owners and privileges count */
    static Table objects(boolean rights) {
        var from = "(SELECT l.oid AS loid, d.description AS comment" + (rights ? RIGHTS : "")
                + " FROM pg_largeobject_metadata l LEFT JOIN pg_description d"
                + " ON d.classoid = 'pg_largeobject'::regclass AND d.objoid = l.oid) o";
        var columns = rights
                ? List.of(LOID, text("comment"), text("owner"), text("privileges"))
                : List.of(LOID, text("comment"));
        return new Table(OBJECTS, from, 0, 0, columns, List.of("loid"));
    }

    /** What each object reads as. */
    static Table contents() {
        var from = "(SELECT l.oid AS loid, md5(lo_get(l.oid)) AS contents FROM pg_largeobject_metadata l) o";
        return new Table(Tables.LARGE_OBJECTS, from, 0, 0, List.of(LOID, text("contents")), List.of("loid"));
    }

    private static Column text(String name) {
        return new Column(name, name, "text", name, true);
    }

    /** Rows of {@link #objects} that differ, as what they are. */
    static List<Difference> named(List<Difference> rows) {
        return as("large object", rows);
    }

    /** Rows of {@link #contents} that differ; an object that is missing is told already. */
    static List<Difference> read(List<Difference> rows) {
        return as(
                "contents of large object",
                rows.stream()
                        .filter(it -> it.says().endsWith("differs"))
                        .map(it -> new Difference(it.database(), it.what(), it.name(), "differ"))
                        .toList());
    }

    private static List<Difference> as(String what, List<Difference> rows) {
        var objects = new TreeMap<Long, Difference>();
        for (var row : rows) {
            var match = OBJECT.matcher(row.name());
            if (match.matches()) {
                objects.put(
                        Long.parseLong(match.group(1)),
                        new Difference(row.database(), what, match.group(1), row.says()));
            }
        }
        return List.copyOf(objects.values());
    }
}
