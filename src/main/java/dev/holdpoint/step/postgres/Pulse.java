package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the two servers say our sessions are doing at one moment. */
record Pulse(List<Copy> copies, List<Build> builds, List<Hindrance> hindrances) {
    static final Pulse NONE = new Pulse(List.of(), List.of(), List.of());

    Pulse {
        copies = List.copyOf(copies);
        builds = List.copyOf(builds);
        hindrances = List.copyOf(hindrances);
    }

    /**
     * @param table its oid on the source; 0 for a lane of a huge table, or where only the target can be asked
     * @param bytes of text that went through
     */
    record Copy(String database, long table, long rows, long bytes) {}

    /** @param fraction 0 to 1, or negative while the server sorts and says nothing */
    record Build(String database, double fraction) {}

    /** A session of ours that waits for a lock. */
    record Hindrance(String database, long pid, String user) {
        String says() {
            return "waits for a lock held by pid " + pid + ", user " + user;
        }
    }

    private static final int COPY_VIEW_SINCE = 14;
    private static final int INDEX_VIEW_SINCE = 12;

    private static final String COPIES = """
            select p.datname, p.relid::bigint, sum(p.tuples_processed)::bigint, sum(p.bytes_processed)::bigint
            from pg_stat_progress_copy p join pg_stat_activity a using (pid)
            where a.application_name = ? and p.command = 'COPY TO' group by 1, 2""";

    /** Half of a build is reading the table, the other half is loading the tree; what is between says nothing of itself. */
    private static final String BUILDS = """
            select p.datname, case when p.phase like '%loading tuples%' and p.tuples_total > 0 then 0.5 + 0.5 * p.tuples_done / p.tuples_total
                when p.phase like '%scanning table%' and p.blocks_total > 0 then 0.5 * p.blocks_done / p.blocks_total
                else -1 end
            from pg_stat_progress_create_index p join pg_stat_activity a using (pid) where a.application_name = ?""";

    private static final String HINDRANCES = """
            select a.datname, b.pid, coalesce(b.usename, 'of the server') from pg_stat_activity a
            cross join lateral unnest(pg_blocking_pids(a.pid)) as blocking(pid) join pg_stat_activity b on b.pid = blocking.pid
            where a.application_name = ? and a.wait_event_type = 'Lock' and b.application_name <> a.application_name""";

    /** @param source where copies are read; its view exists since 14, before nothing is known of rows */
    static Pulse take(Connection source, Connection target) throws SQLException {
        var hindrances = new ArrayList<>(hindrances(source));
        hindrances.addAll(hindrances(target));
        return new Pulse(
                source.getMetaData().getDatabaseMajorVersion() < COPY_VIEW_SINCE
                        ? List.of()
                        : rows(
                                source,
                                COPIES,
                                row -> new Copy(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4))),
                target.getMetaData().getDatabaseMajorVersion() < INDEX_VIEW_SINCE
                        ? List.of()
                        : rows(target, BUILDS, row -> new Build(row.getString(1), row.getDouble(2))),
                hindrances);
    }

    private static List<Hindrance> hindrances(Connection session) throws SQLException {
        return rows(session, HINDRANCES, row -> new Hindrance(row.getString(1), row.getLong(2), row.getString(3)));
    }

    private static <T> List<T> rows(Connection session, String sql, Reader<T> reader) throws SQLException {
        try (var query = session.prepareStatement(sql)) {
            query.setString(1, Piece.APPLICATION);
            var found = new ArrayList<T>();
            var row = query.executeQuery();
            while (row.next()) {
                found.add(reader.read(row));
            }
            return found;
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
