package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The contents of large objects. Where we may read the system table that holds their pages (superusers), it is hashed like any
 * table; elsewhere each object is read as a whole by a hash of it that the server makes.
 */
final class LargeObjects {
    private static final Pattern PAGE = Pattern.compile(".* row loid=(\\d+), pageno=\\d+");
    private static final String HASHES = "SELECT oid, md5(lo_get(oid)) FROM pg_largeobject_metadata";

    private LargeObjects() {}

    /** Pages that differ, as the objects they belong to and both sides have; a missing one is told as a {@link Fact}. */
    static List<Difference> named(List<Difference> pages, Set<String> onBoth) {
        var objects = new TreeMap<Long, Difference>();
        for (var page : pages) {
            var match = PAGE.matcher(page.name());
            if (match.matches() && onBoth.contains(match.group(1))) {
                var oid = Long.parseLong(match.group(1));
                objects.put(oid, new Difference(page.database(), "contents of large object", match.group(1), "differ"));
            }
        }
        return List.copyOf(objects.values());
    }

    /** Objects that differ where their pages could not be read as a table on both sides. */
    static List<Difference> unread(String database, Both<Connection> sides, Both<Map<String, Table>> tables)
            throws SQLException, InterruptedException {
        if (tables.source().containsKey(Tables.LARGE_OBJECTS)) {
            return List.of();
        }
        var hashes = sides.map(connection -> {
            var found = new HashMap<Long, String>();
            Snapshot.rows(connection, HASHES, row -> found.put(row.getLong(1), String.valueOf(row.getString(2))));
            return found;
        });
        var differences = new ArrayList<Difference>();
        new TreeMap<>(hashes.source()).forEach((oid, hash) -> {
            var other = hashes.target().get(oid);
            if (other != null && !Objects.equals(hash, other)) {
                differences.add(new Difference(database, "contents of large object", oid.toString(), "differ"));
            }
        });
        return differences;
    }
}
