package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Which database of which running server a session is in, as the server itself says: names and addresses may be two for one.
 *
 * @param cluster made at initdb; every physical copy has it too
 * @param started when this server was started, to the microsecond: what tells it from its copies
 * @param database the OID of the database within it
 */
record Identity(String cluster, String started, long database) {
    private static final String WHO = "SELECT (SELECT system_identifier::text FROM pg_catalog.pg_control_system()),"
            + " extract(epoch FROM pg_catalog.pg_postmaster_start_time())::text,"
            + " (SELECT oid::bigint FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

    static Identity of(Connection session) throws SQLException {
        return Snapshot.rows(session, WHO, row -> new Identity(row.getString(1), row.getString(2), row.getLong(3)))
                .getFirst();
    }

    /** The same running server, whichever of its databases. */
    boolean sameServer(Identity other) {
        return sameCluster(other) && started.equals(other.started);
    }

    /** The same server, its replica, or a copy of its files. */
    boolean sameCluster(Identity other) {
        return cluster.equals(other.cluster);
    }

    boolean sameDatabase(Identity other) {
        return sameServer(other) && database == other.database;
    }
}
