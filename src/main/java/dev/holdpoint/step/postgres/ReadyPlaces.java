package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What stands on the target already where the databases are to come. */
final class ReadyPlaces {
    private ReadyPlaces() {}

    /**
     * What a move itself would ask.
     *
     * @param clean true where what is there is to be replaced
     */
    static Finding empty(ReadyLook look, Database target, boolean clean) throws SQLException {
        var there = new HashSet<>(ReadyLook.rows(look.target(), "SELECT datname FROM pg_database"));
        var full = new ArrayList<String>();
        var free = 0;
        for (var place : look.places()) {
            var name = place.onTarget();
            var holds = there.contains(List.of(name)) ? Landing.contents(target.named(name)) : "";
            if (holds.isEmpty()) {
                free++;
            } else {
                full.add(name + " holds " + holds);
            }
        }
        if (full.isEmpty()) {
            return Finding.fine("target databases", free + " missing or empty");
        }
        var says = String.join(", ", full);
        return clean
                ? Finding.fine("target databases", says + ", to be replaced")
                : Finding.wrong(
                        "target databases",
                        says,
                        "drop or empty them, or begin anew with other names, or with clean: true here and in the move");
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
