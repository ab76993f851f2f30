package dev.holdpoint.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the applications: it writes a row four times a second to the server that its folder names, and answers
 * {@code /health} with what it talks to. The program {@code control} beside it stops its writes, starts them, and points it
 * at another server, as an operator's own program would do with the real ones.
 */
final class Application implements AutoCloseable {
    private static final long BEAT_MILLIS = 250;

    private static final String CONTROL = """
            #!/bin/sh
            # The applications of this rehearsal: control stop | start | point HOST PORT
            set -eu
            cd "$(dirname "$0")"
            put() { printf '%s\\n' "$2" >"$1.new" && mv "$1.new" "$1"; }
            case ${1-} in
            stop)  put writes off; echo "the applications write no more" ;;
            start) put writes on; echo "the applications write again" ;;
            point) put server "${2:?host} ${3:?port}"; echo "the applications use $2 port $3" ;;
            *) echo "control stop | start | point HOST PORT" >&2; exit 2 ;;
            esac
            """;

    private final Fixture.Application wanted;
    private final String password;
    private final Path folder;
    private final HttpServer http;
    private final Thread beat;
    private @Nullable Connection writing;
    private String writingTo = "";

    private Application(Fixture.Application wanted, String password, Path folder, HttpServer http) {
        this.wanted = wanted;
        this.password = password;
        this.folder = folder;
        this.http = http;
        this.beat = Thread.ofVirtual().name("application").unstarted(this::write);
    }

    /** Makes the folder of an application that writes to {@code server}. */
    static void lay(Path folder, Server server) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("server"), server.host() + " " + server.port() + "\n");
        Files.writeString(folder.resolve("writes"), "on\n");
        var control = Files.writeString(folder.resolve("control"), CONTROL);
        Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rwx------"));
    }

    /**
     * Starts it over its folder.
     *
     * @param port where {@code /health} is answered
     */
    static Application start(Fixture.Application wanted, String password, Path folder, int port) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var application = new Application(wanted, password, folder, http);
        http.createContext("/health", application::health);
        http.setExecutor(task -> Thread.ofVirtual().name("application-health").start(task));
        http.start();
        application.beat.start();
        return application;
    }

    @Override
    public void close() {
        http.stop(0);
        beat.interrupt();
    }

    private void write() {
        try (var beats = new Beats()) {
            while (!Thread.currentThread().isInterrupted()) {
                beats.once();
                Thread.sleep(BEAT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The one connection that writes; closed while writes are off, so that its absence proves that they are. */
    private final class Beats implements AutoCloseable {
        void once() {
            try {
                var now = "on".equals(read("writes")) ? read("server") : "";
                if (!now.equals(writingTo)) {
                    close();
                    writing = now.isEmpty() ? null : connect(now);
                    writingTo = now;
                }
                var to = writing;
                if (to != null) {
                    insert(to);
                }
            } catch (IOException | SQLException e) {
                // As applications do: the next beat connects again.
                close();
            }
        }

        private void insert(Connection to) throws SQLException {
            try (var statement = to.createStatement()) {
                statement.execute("INSERT INTO heartbeat DEFAULT VALUES");
            }
        }

        @Override
        public void close() {
            var old = writing;
            writing = null;
            writingTo = "";
            try {
                if (old != null) {
                    old.close();
                }
            } catch (SQLException gone) {
                // It is closed either way.
            }
        }
    }

    private void health(HttpExchange exchange) throws IOException {
        var now = read("server");
        String answer;
        int status = 200;
        try (var connection = connect(now);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM heartbeat")) {
            rows.next();
            answer = "{\"status\": \"ok\", \"server\": \"%s\", \"writes\": \"%s\", \"heartbeats\": %d}\n"
                    .formatted(now.replace(' ', ':'), read("writes"), rows.getLong(1));
        } catch (SQLException e) {
            status = 503;
            answer = "{\"status\": \"no database\", \"server\": \"%s\"}\n".formatted(now.replace(' ', ':'));
        }
        var body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Connection connect(String server) throws SQLException {
        var properties = new Properties();
        properties.putAll(Map.of(
                "user",
                wanted.role(),
                "password",
                password,
                "connectTimeout",
                "3",
                "socketTimeout",
                "10",
                "ApplicationName",
                "application stand-in"));
        return DriverManager.getConnection(
                "jdbc:postgresql://%s/%s".formatted(server.replace(' ', ':'), wanted.database()), properties);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }
}
