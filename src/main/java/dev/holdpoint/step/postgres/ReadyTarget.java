package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What the target must have for the databases that come. */
final class ReadyTarget {
    private ReadyTarget() {}

    /**
     * A dump names no versions: what is created is the target's default one, and what is there already stays as it is.
     *
     * @param clean true where the target's databases are made anew
     */
    static Finding extensions(ReadyLook look, Database target, boolean clean) throws SQLException {
        var offered = new HashMap<String, String>();
        ReadyLook.rows(look.target(), "SELECT name, default_version FROM pg_available_extensions")
                .forEach(it -> offered.put(it.get(0), it.get(1)));
        var wanted =
                look.everywhere("SELECT extname, extversion FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1");
        var wrong = new ArrayList<String>();
        for (var row : wanted) {
            var fault = fault(row, offered);
            if (!fault.isEmpty()) {
                wrong.add(fault);
            }
        }
        if (!clean) {
            wrong.addAll(older(look, target, wanted));
        }
        return wrong.isEmpty()
                ? Finding.fine(
                        "extensions",
                        wanted.isEmpty()
                                ? "none but plpgsql"
                                : ReadySource.named(wanted, it -> it.at(0) + " in " + it.database()))
                : Finding.wrong(
                        "extensions",
                        String.join(", ", wrong),
                        "install them on the target's server in that version or later");
    }

    /** Extensions that the target's databases have in an older version than the source's. */
    private static List<String> older(ReadyLook look, Database target, List<ReadyLook.Row> wanted) throws SQLException {
        var there = new HashSet<>(ReadyLook.rows(look.target(), "SELECT datname FROM pg_database"));
        var older = new ArrayList<String>();
        for (var place : look.places()) {
            if (!there.contains(List.of(place.onTarget()))) {
                continue;
            }
            var installed = new HashMap<String, String>();
            try (var connection = Login.open(target.named(place.onTarget()), "holdpoint ready")) {
                ReadyLook.rows(connection, "SELECT extname, extversion FROM pg_extension")
                        .forEach(it -> installed.put(it.get(0), it.get(1)));
            }
            for (var row : wanted) {
                var has = installed.get(row.at(0));
                if (row.database().equals(place.name()) && has != null && isOlder(has, row.at(1))) {
                    older.add(row.at(0) + " " + row.at(1) + " of " + row.database() + " is installed there as " + has
                            + " (ALTER EXTENSION … UPDATE)");
                }
            }
        }
        return older;
    }

    private static boolean isOlder(String one, String other) {
        return Version.of(one).compareTo(Version.of(other)) < 0;
    }

    private static String fault(ReadyLook.Row wanted, Map<String, String> offered) {
        var version = offered.get(wanted.at(0));
        var name = wanted.at(0) + " " + wanted.at(1) + " of " + wanted.database();
        if (version == null) {
            return name + " is not there";
        }
        return isOlder(version, wanted.at(1)) ? name + " is only " + version + " there" : "";
    }

    /** A dump says in which tablespace a table lies, and a restore fails where there is none of that name. */
    static Finding tablespaces(ReadyLook look) throws SQLException {
        var wanted = look.everywhere("SELECT s.spcname, min(n.nspname || '.' || c.relname) FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_tablespace s ON s.oid = c.reltablespace WHERE "
                + Tables.USER_SCHEMA + " GROUP BY 1 UNION SELECT s.spcname, 'the database' FROM pg_database d"
                + " JOIN pg_tablespace s ON s.oid = d.dattablespace WHERE d.datname = current_database()"
                + " AND s.spcname <> 'pg_default' ORDER BY 1, 2");
        var there = new HashSet<>(ReadyLook.rows(look.target(), "SELECT spcname FROM pg_tablespace"));
        var missing =
                wanted.stream().filter(it -> !there.contains(List.of(it.at(0)))).toList();
        return missing.isEmpty()
                ? Finding.fine("tablespaces", wanted.isEmpty() ? "only the default one" : "the target has them")
                : Finding.wrong(
                        "tablespaces",
                        "the target lacks "
                                + ReadySource.named(
                                        missing, it -> it.at(0) + " (" + it.at(1) + " in " + it.database() + ")"),
                        "CREATE TABLESPACE there, or SET TABLESPACE pg_default on the source");
    }
}
