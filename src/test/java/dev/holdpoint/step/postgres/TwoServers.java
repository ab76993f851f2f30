package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;

/** Two real PostgreSQL servers, {@code old} and {@code new}, started once for all tests of this JVM and stopped with it. */
final class TwoServers {
    private static final EmbeddedPostgres OLD = start();
    private static final EmbeddedPostgres NEW = start();

    private TwoServers() {}

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_prepared_transactions", "5")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        } catch (IOException broken) {
            throw new ExceptionInInitializerError(broken);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static Database old(String name) {
        return new Database("old", "localhost", OLD.getPort(), name, "postgres", null);
    }

    static Database fresh(String name) {
        return new Database("new", "localhost", NEW.getPort(), name, "postgres", null);
    }

    /** Makes an empty database of that name on both servers. */
    static void create(String name) throws SQLException {
        for (var server : new Database[] {old("postgres"), fresh("postgres")}) {
            run(server, "DROP DATABASE IF EXISTS \"" + name + "\"");
            run(server, "CREATE DATABASE \"" + name + "\" TEMPLATE template0");
        }
    }

    /** Makes a role on both servers unless it is there. */
    static void role(String name) throws SQLException {
        for (var server : new Database[] {old("postgres"), fresh("postgres")}) {
            run(
                    server,
                    "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + name
                            + "') THEN CREATE ROLE \"" + name + "\"; END IF; END $$");
        }
    }

    static void both(String name, String sql) throws SQLException {
        run(old(name), sql);
        run(fresh(name), sql);
    }

    static void run(Database database, String sql) throws SQLException {
        try (var connection = Login.open(database, "test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String value(Database database, String sql) throws SQLException {
        try (var connection = Login.open(database, "test")) {
            return Snapshot.value(connection, sql);
        }
    }
}
