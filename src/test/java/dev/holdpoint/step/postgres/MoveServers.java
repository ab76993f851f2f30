package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two real servers for the tests, {@code old} and {@code new}. */
final class MoveServers implements AutoCloseable {
    final EmbeddedPostgres old;
    final EmbeddedPostgres fresh;

    MoveServers() throws IOException {
        this(Map.of("fsync", "off", "max_connections", "60"));
    }

    private MoveServers(Map<String, String> settings) throws IOException {
        old = start(settings);
        fresh = start(settings);
    }

    /** With the settings that a server has by itself; the library's own would favour some ways over others. */
    static MoveServers stock() throws IOException {
        return new MoveServers(Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "100"));
    }

    /** Between which logical replication is possible. */
    static MoveServers logical() throws IOException {
        return logical("off");
    }

    /** @param durable on or off: whether commits are waited for to be on disk */
    static MoveServers logical(String durable) throws IOException {
        return new MoveServers(Map.of(
                "fsync", durable,
                "synchronous_commit", durable,
                "wal_level", "logical",
                "max_wal_senders", "20",
                "max_replication_slots", "20",
                "max_logical_replication_workers", "16",
                "max_worker_processes", "24",
                "max_prepared_transactions", "5",
                "wal_retrieve_retry_interval", "200ms"));
    }

    private static EmbeddedPostgres start(Map<String, String> settings) throws IOException {
        var builder = EmbeddedPostgres.builder();
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    Map<String, Database> targets() {
        return Map.of("old", source("postgres"), "new", target("postgres"));
    }

    Database source(String name) {
        return new Database("old", "127.0.0.1", old.getPort(), name, "postgres", "x");
    }

    Database target(String name) {
        return new Database("new", "127.0.0.1", fresh.getPort(), name, "postgres", "x");
    }

    static void sql(Database database, String... statements) {
        try (var session = Login.open(database, "test");
                var statement = session.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The first column of the answer as text. */
    static List<String> ask(Database database, String query) {
        try (var session = Login.open(database, "test");
                var row = session.createStatement().executeQuery(query)) {
            var found = new ArrayList<String>();
            while (row.next()) {
                found.add(String.valueOf(row.getString(1)));
            }
            return found;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() throws IOException {
        old.close();
        fresh.close();
    }
}
