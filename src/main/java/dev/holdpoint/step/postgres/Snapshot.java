package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A database as it is at one moment: one read-only transaction, and more connections that see exactly what it sees. Everything
 * that shapes text is pinned, so that two servers print the same value the same way.
 */
final class Snapshot implements AutoCloseable {
    /** Parameters that a server does not have are left out: jit came with 11. An empty search path makes names complete. */
    private static final String PIN = """
            SELECT count(set_config(s.name, pin.value, false)) FROM pg_catalog.pg_settings s JOIN (VALUES
              ('TimeZone', 'UTC'), ('DateStyle', 'ISO, YMD'), ('IntervalStyle', 'postgres'), ('bytea_output', 'hex'),
              ('extra_float_digits', '{digits}'), ('lc_monetary', 'C'), ('xmloption', 'content'), ('quote_all_identifiers', 'off'),
              ('search_path', 'pg_catalog'), ('row_security', 'off'), ('jit', 'off'), ('statement_timeout', '0'),
              ('transaction_timeout', '0'), ('idle_in_transaction_session_timeout', '0'), ('lock_timeout', '30s'))
              AS pin(name, value) ON s.name = pin.name
            """;

    private final Database database;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Connection first;
    private final String id;
    private final int major;
    private final Identity identity;
    private String digits = "3";

    /** @throws dev.holdpoint.target.TargetProblem when it cannot be reached */
    Snapshot(Database database) throws SQLException {
        this.database = database;
        first = connect();
        try {
            major = first.getMetaData().getDatabaseMajorVersion();
            identity = Identity.of(first);
            id = value(first, "SELECT pg_catalog.pg_export_snapshot()");
            pin(first);
        } catch (SQLException failed) {
            close();
            throw failed;
        }
    }

    Database database() {
        return database;
    }

    Identity identity() {
        return identity;
    }

    int major() {
        return major;
    }

    /** The connection that holds the snapshot; one thread at a time. */
    Connection first() {
        return first;
    }

    /** One more connection that sees the same. */
    Connection another() throws SQLException {
        var connection = connect();
        try (var statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION SNAPSHOT '" + id + "'");
        }
        pin(connection);
        return connection;
    }

    private Connection connect() throws SQLException {
        var connection = Login.open(database, "holdpoint same");
        open.add(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Makes numbers within other values, arrays say, print as servers before 12 and after them both can: with 15 digits. */
    void printAsAllDo() throws SQLException {
        digits = "0";
        pin(first);
    }

    private void pin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(PIN.replace("{digits}", digits));
        }
    }

    /** The first column of the first row. */
    static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /** Rows that are fetched at a time, so that a large answer does not fill the heap. */
    private static final int AT_A_TIME = 5000;

    /** Every row through {@code read}. */
    static <T> List<T> rows(Connection connection, String sql, Read<T> read) throws SQLException {
        var found = new ArrayList<T>();
        each(connection, sql, row -> found.add(read.row(row)));
        return found;
    }

    /** Every row to {@code read}, keeping none of them. */
    static void each(Connection connection, String sql, Read<? extends @Nullable Object> read) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(AT_A_TIME);
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    read.row(rows);
                }
            }
        }
    }

    /** Makes something of the row that a result set stands on. */
    interface Read<T extends @Nullable Object> {
        T row(ResultSet row) throws SQLException;
    }

    /** Asks the server to stop what its connections do; safe from another thread. */
    void cancel() {
        for (var connection : open) {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException ignored) {
                // It is being closed: nothing is left to stop.
            }
        }
    }

    @Override
    public void close() {
        for (var connection : open) {
            try {
                connection.close();
            } catch (SQLException ignored) {
                // Closing what the server has closed already.
            }
        }
    }
}
