package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.ShellWords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What must be so of the two servers and of the programs here. */
final class ReadyServers {
    /** Connections that a move and its proof may need at a time on each server. */
    private static final int SLOTS = 20;
    /** Room on the target, as a multiple of what the source takes: rows, indexes being built, and the log of both. */
    private static final double ROOM = 1.5;

    private ReadyServers() {}

    static Finding twoServers(ReadyLook look) throws SQLException {
        var source = Identity.of(look.source());
        var target = Identity.of(look.target());
        if (source.sameServer(target)) {
            return Finding.wrong("two servers", "source and target are one server", "check both addresses");
        }
        return Finding.fine(
                "two servers",
                "source and target are different ones"
                        + (source.sameCluster(target) ? "; one began as a physical copy of the other" : ""));
    }

    static Finding roles(ReadyLook look) throws SQLException {
        var source = role(look.source());
        var target = role(look.target());
        var says =
                source.name + " on the source" + source.kind() + ", " + target.name + " on the target" + target.kind();
        return source.high && target.high
                ? Finding.fine("role", says)
                : Finding.wrong("role", says, "log in as a superuser on both sides");
    }

    private record Role(String name, boolean high, String by) {
        String kind() {
            return high ? " (" + by + ")" : " (no superuser)";
        }
    }

    /** Managed servers have no superusers for us; their administrators' roles may do what a move needs. */
    private static Role role(Connection connection) throws SQLException {
        var row = ReadyLook.rows(connection, """
                        SELECT current_user, CASE WHEN r.rolsuper THEN 'superuser' ELSE coalesce((SELECT m.rolname FROM pg_roles m
                          WHERE m.rolname IN ('rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin', 'alloydbsuperuser')
                          AND pg_has_role(current_user, m.oid, 'MEMBER') LIMIT 1), '') END
                        FROM pg_roles r WHERE r.rolname = current_user""").getFirst();
        return new Role(row.get(0), !row.get(1).isEmpty(), row.get(1));
    }

    static Finding versions(ReadyLook look) throws SQLException {
        var source = look.source().getMetaData();
        var target = look.target().getMetaData();
        return versions(source.getDatabaseProductVersion(), target.getDatabaseProductVersion());
    }

    static Finding versions(String source, String target) {
        var says = source + " on the source, " + target + " on the target";
        return major(target) >= major(source)
                ? Finding.fine("versions", says)
                : Finding.wrong("versions", says, "move to a server of the same or a later major version");
    }

    /** {@code 15.15 (Debian 15.15-1)}, and of a server that is not finished {@code 18beta1}. */
    private static int major(String version) {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    static Finding programs(ReadyLook look) throws SQLException {
        return programs(
                Tools.installed(),
                look.source().getMetaData().getDatabaseMajorVersion(),
                look.target().getMetaData().getDatabaseMajorVersion());
    }

    static Finding programs(List<Tools> installed, int source, int target) {
        try {
            var tools = Tools.choose(installed, source, target);
            return Finding.fine("programs", "pg_dump and pg_restore of version " + tools.major());
        } catch (TargetProblem missing) {
            var says = String.valueOf(missing.getMessage()).split("; ", 2);
            return Finding.wrong(
                    "programs", says[0], says.length > 1 ? says[1] : "install the PostgreSQL client programs");
        }
    }

    static Finding writable(ReadyLook look) throws SQLException {
        var row = ReadyLook.rows(
                        look.target(), "SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only')")
                .getFirst();
        if (row.get(0).equals("t")) {
            return Finding.wrong("target takes writes", "it is a standby", "name its primary");
        }
        return row.get(1).equals("off")
                ? Finding.fine("target takes writes", "yes")
                : Finding.wrong(
                        "target takes writes",
                        "default_transaction_read_only is on",
                        "turn it off for role or database while moving");
    }

    static Finding connections(ReadyLook look) throws SQLException {
        var sql =
                "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
                        + " - count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'";
        var source = Integer.parseInt(Snapshot.value(look.source(), sql));
        var target = Integer.parseInt(Snapshot.value(look.target(), sql));
        return connections(source, target);
    }

    static Finding connections(int source, int target) {
        var says = source + " free on the source, " + target + " on the target";
        return Math.min(source, target) >= SLOTS
                ? Finding.fine("connections", says)
                : Finding.wrong(
                        "connections", says + ", " + SLOTS + " wanted", "end idle sessions or raise max_connections");
    }

    /**
     * SQL itself does not know the free space of a disk. Where the target lets us (superuser), its own {@code df} is asked, through a
     * temporary table that is rolled back; elsewhere a person must look.
     */
    static Finding space(ReadyLook look) throws SQLException {
        var size = Long.parseLong(Snapshot.value(
                look.source(),
                "SELECT coalesce(sum(pg_database_size(datname)), 0) FROM pg_database WHERE datname = ANY "
                        + look.names()));
        return space(size, freeBytes(look.target()));
    }

    /** @param free negative where it cannot be seen */
    static Finding space(long size, long free) {
        var wanted = Math.round(size * ROOM);
        var needs = Amount.bytes(size) + " to move, " + Amount.bytes(wanted) + " wanted";
        if (free < 0) {
            return Finding.unseen(
                    "space", needs + ", free space cannot be seen from here", "look at the target's disk yourself");
        }
        var says = needs + ", " + Amount.bytes(free) + " free on the target";
        return free >= wanted ? Finding.fine("space", says) : Finding.wrong("space", says, "give the target more disk");
    }

    /** Negative where it cannot be seen. */
    private static long freeBytes(Connection target) throws SQLException {
        target.setAutoCommit(false);
        try (var statement = target.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE holdpoint_df (line text) ON COMMIT DROP");
            statement.execute(df(Snapshot.value(target, "SELECT current_setting('data_directory')")));
            var lines = ReadyLook.rows(target, "SELECT line FROM holdpoint_df");
            return available(lines.getLast().getFirst());
        } catch (SQLException refused) {
            return -1;
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }

    private static String df(String folder) {
        var command = "df -Pk " + ShellWords.quoted(folder);
        return "COPY holdpoint_df FROM PROGRAM E'"
                + command.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** POSIX df -Pk: file system, size, used, available in KiB, and more. */
    static long available(String line) {
        var fields = List.of(line.strip().split("\\s+"));
        return fields.size() >= 4 && fields.get(3).matches("\\d+") ? Long.parseLong(fields.get(3)) * 1024 : -1;
    }
}
