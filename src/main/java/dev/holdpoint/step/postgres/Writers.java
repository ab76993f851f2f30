package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Who is connected to fenced databases and might write there. Replication, autovacuum and this program are not among them. */
final class Writers {
    /** Who has an open transaction that writes is no onlooker, whoever may stay: no counter has its rows before its end. */
    private static final String SESSIONS = """
            SELECT a.datname, coalesce(a.usename::text, coalesce(a.backend_type, 'somebody')), coalesce(a.application_name, ''),
              coalesce(host(a.client_addr), 'the server itself'), a.pid,
              concat_ws(', ', nullif(a.state, ''), CASE WHEN a.backend_xid IS NOT NULL THEN 'writes' END)
            FROM pg_stat_activity a
            WHERE a.datname = ANY (?) AND a.pid <> pg_backend_pid()
              AND coalesce(a.backend_type, 'client backend') NOT IN ('walsender', 'autovacuum worker', 'parallel worker')
              AND NOT (a.usename = current_user AND a.application_name LIKE 'holdpoint%')
              AND (coalesce(a.usename::text, '') <> ALL (?) OR a.backend_xid IS NOT NULL)
            ORDER BY a.xact_start NULLS LAST, a.pid""";

    private static final String PREPARED =
            "SELECT gid, owner::text, database::text FROM pg_prepared_xacts WHERE database = ANY (?) ORDER BY prepared";

    private Writers() {}

    /** One who is connected. */
    record Session(String database, String user, String application, String address, int pid, String state) {
        @Override
        public String toString() {
            return user + " from " + address + " (" + (application.isEmpty() ? "" : application + ", ") + "pid " + pid
                    + (state.isEmpty() ? "" : ", " + state) + ") in " + database;
        }
    }

    /** @param spared roles that may be connected, and read */
    static List<Session> sessions(Connection server, List<String> databases, List<String> spared) throws SQLException {
        return Query.rows(server, SESSIONS, databases, spared).stream()
                .map(it ->
                        new Session(it.get(0), it.get(1), it.get(2), it.get(3), Integer.parseInt(it.get(4)), it.get(5)))
                .toList();
    }

    /** Transactions that wait for nobody but a COMMIT PREPARED, whoever says it. */
    static List<String> prepared(Connection server, List<String> databases) throws SQLException {
        return Query.rows(server, PREPARED, databases).stream()
                .map(it -> "prepared transaction '" + it.get(0) + "' of " + it.get(1) + " in " + it.get(2))
                .toList();
    }

    /** The first few, and how many more. */
    static String named(List<? extends Object> found) {
        var names = new ArrayList<String>();
        found.stream().limit(3).forEach(it -> names.add(it.toString()));
        return String.join(", ", names) + (found.size() > 3 ? " and " + (found.size() - 3) + " more" : "");
    }
}
