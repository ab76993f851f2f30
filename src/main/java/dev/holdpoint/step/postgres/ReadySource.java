package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What must be so on the source, and what is worth knowing about it. */
final class ReadySource {
    private ReadySource() {}

    static Finding databases(ReadyLook look) {
        return look.missing().isEmpty()
                ? Finding.fine("databases", look.places().size() + " on the source")
                : Finding.wrong(
                        "databases", "not on the source: " + String.join(", ", look.missing()), "correct their names");
    }

    /** They hold locks and rows that nobody sees until somebody ends them, perhaps after the move. */
    static Finding prepared(ReadyLook look) throws SQLException {
        var found = ReadyLook.rows(
                look.source(),
                "SELECT gid, database, owner FROM pg_prepared_xacts WHERE database = ANY " + look.names()
                        + " ORDER BY prepared");
        return found.isEmpty()
                ? Finding.fine("prepared transactions", "none")
                : Finding.wrong(
                        "prepared transactions",
                        found.stream()
                                .map(it -> "'" + it.get(0) + "' of " + it.get(2) + " in " + it.get(1))
                                .collect(Collectors.joining(", ")),
                        "COMMIT PREPARED or ROLLBACK PREPARED each of them");
    }

    static Finding oldest(ReadyLook look, Duration limit) throws SQLException {
        var found = ReadyLook.rows(look.source(), """
                SELECT extract(epoch FROM now() - xact_start)::bigint, pid, usename, datname, state FROM pg_stat_activity
                WHERE xact_start IS NOT NULL AND pid <> pg_backend_pid() AND application_name NOT LIKE 'holdpoint%'
                  AND backend_type = 'client backend' AND datname = ANY\s""" + look.names() + " ORDER BY 1 DESC LIMIT 3");
        if (found.isEmpty()) {
            return Finding.fine("oldest transaction", "none is open");
        }
        var age = Duration.ofSeconds(Long.parseLong(found.getFirst().getFirst()));
        var says = found.stream()
                .map(it -> it.get(0) + " s (pid " + it.get(1) + ", " + it.get(2) + " in " + it.get(3) + ", " + it.get(4)
                        + ")")
                .collect(Collectors.joining(", "));
        return age.compareTo(limit) < 0
                ? Finding.fine("oldest transaction", says)
                : Finding.wrong("oldest transaction", says, "let it end, or end its session");
    }

    /** pg_dump waits for every exclusive lock, and whoever waits now would go on waiting. */
    static Finding locks(ReadyLook look) throws SQLException {
        var found = ReadyLook.rows(look.source(), """
                SELECT DISTINCT l.pid, a.usename, d.datname, CASE WHEN l.granted THEN 'holds' ELSE 'waits for' END || ' ' || l.mode
                FROM pg_locks l JOIN pg_database d ON d.oid = l.database LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'relation' AND l.relation >= 16384 AND (l.mode = 'AccessExclusiveLock' OR NOT l.granted)
                  AND d.datname = ANY\s""" + look.names() + " ORDER BY 1 LIMIT 5");
        return found.isEmpty()
                ? Finding.fine("locks", "nobody holds a table exclusively or waits for one")
                : Finding.wrong(
                        "locks",
                        found.stream()
                                .map(it ->
                                        "pid " + it.get(0) + ", " + it.get(1) + " in " + it.get(2) + ", " + it.get(3))
                                .collect(Collectors.joining("; ")),
                        "let it end, or end its session");
    }

    /** @param logical true where logical replication, which leaves them out, is to carry what is written meanwhile */
    static Finding unlogged(ReadyLook look, boolean logical) throws SQLException {
        var found = look.everywhere(
                "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'r' AND c.relpersistence = 'u' AND " + Tables.USER_SCHEMA
                        + " ORDER BY 1");
        return leftOut(
                "unlogged tables",
                found.isEmpty() ? "" : named(found, it -> it.database() + "." + it.at(0)),
                "a crash empties them: SET LOGGED what must not be lost",
                logical);
    }

    /** @param logical as above */
    static Finding largeObjects(ReadyLook look, boolean logical) throws SQLException {
        var found = new ArrayList<>(look.everywhere("SELECT count(*) FROM pg_largeobject_metadata"));
        found.removeIf(it -> it.at(0).equals("0"));
        return leftOut(
                "large objects",
                found.isEmpty() ? "" : named(found, it -> it.at(0) + " in " + it.database()),
                "a dump carries them, logical replication would not",
                logical);
    }

    /** Nothing is wrong with them, only their rows need not be the same afterwards. */
    static Finding views(ReadyLook look) throws SQLException {
        var found = look.everywhere("SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND c.relispopulated AND " + Tables.USER_SCHEMA
                + " ORDER BY 1");
        return leftOut(
                "materialized views",
                found.isEmpty() ? "" : named(found, it -> it.database() + "." + it.at(0)),
                "computed anew on the target, so their rows may be others than here",
                false);
    }

    /** What they bring goes on to the source: no step can move that, and two servers at one slot would each get a part. */
    static Finding subscriptions(ReadyLook look) throws SQLException {
        var found = look.everywhere("SELECT subname, coalesce(subslotname, 'none') FROM pg_subscription WHERE subdbid ="
                + " (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 1");
        return found.isEmpty()
                ? Finding.fine("subscriptions", "none on the source")
                : Finding.unseen(
                        "subscriptions",
                        named(found, it -> it.at(0) + " (slot " + it.at(1) + ") in " + it.database())
                                + ", which a move leaves out",
                        "ALTER SUBSCRIPTION … DISABLE before the copy; afterwards CREATE SUBSCRIPTION on the target at that"
                                + " slot, WITH (create_slot = false, copy_data = false)");
    }

    /** Looked at here, since the dumps begin in the downtime. Sessions of its own: what it sets in them must not be set for others. */
    static Finding room(ReadyLook look, Database source, Path folder) throws SQLException {
        var needed = 0L;
        for (var place : look.places()) {
            if (!look.missing().contains(place.name())) {
                try (var session = Login.open(source.named(place.name()), "holdpoint ready")) {
                    needed += Dump.Spec.packed(Census.take(place.name(), session, List.of()));
                }
            }
        }
        var room = Room.at(folder, needed);
        return room.enough()
                ? Finding.fine("room for the dumps", room.says())
                : Finding.wrong("room for the dumps", room.says(), Room.REMEDY);
    }

    private static Finding leftOut(String title, String names, String advice, boolean logical) {
        if (names.isEmpty()) {
            return Finding.fine(title, "none");
        }
        return logical
                ? Finding.wrong(
                        title,
                        names + ", which logical replication leaves out",
                        "move these databases by dump and restore")
                : new Finding(Finding.Verdict.FINE, title, names, advice);
    }

    /** How one row reads. */
    interface Named {
        String of(ReadyLook.Row row);
    }

    /** The first ten by name, and how many more. */
    static String named(List<ReadyLook.Row> rows, Named name) {
        var first = rows.stream().limit(10).map(name::of).collect(Collectors.joining(", "));
        return rows.size() <= 10 ? first : first + " and " + (rows.size() - 10) + " more";
    }
}
