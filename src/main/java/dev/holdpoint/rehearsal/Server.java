package dev.holdpoint.rehearsal;

import dev.holdpoint.target.host.ShellWords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * One PostgreSQL server of a lab.
 *
 * @param name its name in the fixture
 * @param user its superuser
 * @param password made for this lab and worth nothing outside it
 */
record Server(String name, String host, int port, String user, String password) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // Nothing in a lab has to outlive a power cut; and one may be followed by another.
    private static final List<String> SETTINGS = List.of(
            "fsync=off",
            "full_page_writes=off",
            "synchronous_commit=off",
            "max_wal_size=2GB",
            "min_wal_size=32MB",
            "wal_recycle=off",
            "wal_level=logical",
            "unix_socket_directories=");

    static Server fresh(String name, Fixture.Server wanted) {
        return new Server(name, wanted.host(), freePort(wanted.host()), wanted.administrator(), Secret.fresh());
    }

    /** Gives roles new passwords while the server is down: it never runs with a known one, nor with trust. */
    static void passwords(Programs programs, Path data, Map<String, String> byRole) {
        var statements = new StringBuilder();
        byRole.forEach((role, password) ->
                statements.append("ALTER ROLE \"%s\" PASSWORD '%s'\n".formatted(role.replace("\"", "\"\""), password)));
        var printed = Command.run(
                programs.words("postgres", "--single", "-c", "exit_on_error=on", "-D", data.toString(), "postgres"),
                statements.toString());
        if (printed.contains("ERROR:")) {
            throw new LabProblem("the lab's server in " + data
                    + " does not take its passwords; does every role of the fixture exist?");
        }
    }

    /** Writes the script with which the watchdog starts it, on {@code servers/NAME/data}. */
    void writeStart(Programs programs, Path lab) throws IOException {
        var words = new ArrayList<>(programs.words("postgres", "-D", data(lab).toString()));
        SETTINGS.forEach(it -> words.addAll(List.of("-c", it)));
        words.addAll(List.of("-c", "listen_addresses=" + host, "-c", "port=" + port));
        var home = folder(lab, name);
        Files.writeString(
                home.resolve("start"),
                "cd %s && exec %s\n".formatted(ShellWords.quoted(home.toString()), ShellWords.quoted(words)));
    }

    Path data(Path lab) {
        return folder(lab, name).resolve("data");
    }

    static Path folder(Path lab, String name) {
        return lab.resolve("servers").resolve(name);
    }

    /** Waits until it takes connections, as its own status file says. */
    void awaitReady(Path lab) {
        var status = data(lab).resolve("postmaster.pid");
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready(status)) {
            if (System.nanoTime() > deadline) {
                throw new LabProblem("the lab's server " + name + " does not start: see "
                        + folder(lab, name).resolve("log"));
            }
            pause();
        }
    }

    boolean running(Path lab) {
        return ready(data(lab).resolve("postmaster.pid"));
    }

    /** @throws SQLException as the driver says it; the caller knows what it wanted */
    Connection connect(String database) throws SQLException {
        return connect(database, user, password);
    }

    Connection connect(String database, String role, String rolePassword) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", rolePassword);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "120");
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s".formatted(host, port, database), properties);
    }

    // The last line of postmaster.pid: its documented way to tell pg_ctl ("starting", "ready", "stopping").
    private static boolean ready(Path status) {
        try {
            var lines = Files.readAllLines(status);
            return lines.size() >= 8 && lines.get(7).startsWith("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabProblem("interrupted while the lab started", e);
        }
    }

    static int freePort(String host) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LabProblem("no free port on " + host + " (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public String toString() {
        return name + " " + user + "@" + host + ":" + port;
    }
}
