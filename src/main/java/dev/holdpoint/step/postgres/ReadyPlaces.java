package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What stands on the target already where the databases are to come. */
final class ReadyPlaces {
    private static final String TABLES = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'm', 'v', 'S') AND c.relpersistence <> 't' AND " + Tables.USER_SCHEMA
            + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')";

    private ReadyPlaces() {}

    /** @param clean true where what is there is to be replaced */
    static Finding empty(ReadyLook look, Database target, boolean clean) throws SQLException {
        var there = new HashSet<>(ReadyLook.rows(look.target(), "SELECT datname FROM pg_database"));
        var full = new ArrayList<String>();
        var free = 0;
        for (var place : look.places()) {
            var things = there.contains(List.of(place.onTarget())) ? things(target.named(place.onTarget())) : 0;
            if (things > 0) {
                full.add(place.onTarget() + " holds " + things + " tables, views and sequences");
            } else {
                free++;
            }
        }
        if (full.isEmpty()) {
            return Finding.fine("target databases", free + " missing or empty");
        }
        var says = String.join(", ", full);
        return clean
                ? Finding.fine("target databases", says + ", to be replaced")
                : Finding.wrong(
                        "target databases", says, "empty them, name others, or set clean: true here and in the move");
    }

    private static int things(Database database) throws SQLException {
        try (var connection = Login.open(database, "holdpoint ready")) {
            return Integer.parseInt(Snapshot.value(connection, TABLES));
        }
    }

    /** Whoever is in a database when it is to be replaced keeps it from being dropped, or loses what they write. */
    static Finding sessions(ReadyLook look) throws SQLException {
        var names = ReadyLook.array(
                look.places().stream().map(ReadyLook.Place::onTarget).toList());
        var found = ReadyLook.rows(
                look.target(),
                "SELECT datname, usename, pid, coalesce(nullif(application_name, ''), 'no name')"
                        + " FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                        + " AND application_name NOT LIKE 'holdpoint%' AND datname = ANY " + names + " ORDER BY 1, 3");
        if (found.isEmpty()) {
            return Finding.fine("sessions on the target", "nobody uses these databases");
        }
        var rows =
                found.stream().map(it -> new ReadyLook.Row(it.getFirst(), it)).toList();
        return Finding.wrong(
                "sessions on the target",
                ReadySource.named(
                        rows, it -> it.at(1) + " in " + it.at(0) + " (pid " + it.at(2) + ", " + it.at(3) + ")"),
                "end them");
    }
}
