package dev.holdpoint.target.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.TargetProblem;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@SuppressWarnings("NullAway.Init")
class LoginIT {
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder().start();
        try (var session = Login.open(database(null), "test");
                var statement = session.createStatement()) {
            statement.execute("create role app login password 'right \"''one'");
            statement.execute("create database \"odd = 'na\"\"me\"");
        }
        var rules = server.getPostgresDatabase();
        try (var session = rules.getConnection();
                var found = session.createStatement().executeQuery("show hba_file")) {
            found.next();
            var file = Path.of(found.getString(1));
            Files.writeString(file, "host all app 127.0.0.1/32 scram-sha-256\nhost all postgres 127.0.0.1/32 trust\n");
            session.createStatement().execute("select pg_reload_conf()");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static Database database(@Nullable String password) {
        return new Database("shop", "127.0.0.1", server.getPort(), "postgres", "postgres", password);
    }

    private static Database app(@Nullable String password) {
        return new Database("shop", "127.0.0.1", server.getPort(), "postgres", "app", password);
    }

    private static void refused(Database database, String says) {
        assertThatThrownBy(() -> Login.open(database, "test"))
                .isInstanceOf(TargetProblem.class)
                .hasMessageStartingWith("database shop (")
                .hasMessageContaining(says)
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theRightPasswordAndAnOddNameConnect() throws Exception {
        try (var session = Login.open(app("right \"'one").named("odd = 'na\"me"), "a test");
                var row = session.createStatement()
                        .executeQuery("select current_database(), current_setting('application_name')")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("odd = 'na\"me");
            assertThat(row.getString(2)).isEqualTo("a test");
        }
    }

    @Test
    void eachFailureIsOneLineWithItsRemedy() throws Exception {
        refused(app("hunter2"), "wrong password for role app");
        refused(app(null), "set password:");
        refused(database(null).named("nowhere"), "there is no database \"nowhere\"");
        refused(new Database("shop", "127.0.0.1", server.getPort(), "postgres", "nobody", null), "pg_hba.conf");
        refused(new Database("shop", "no-such-host.invalid", 5432, "x", "postgres", "hunter2"), "no host is called");
        try (var free = new ServerSocket(0)) {
            var port = free.getLocalPort();
            free.close();
            refused(new Database("shop", "127.0.0.1", port, "x", "postgres", "hunter2"), "connection refused");
        }
    }
}
