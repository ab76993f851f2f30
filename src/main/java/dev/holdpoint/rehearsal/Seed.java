package dev.holdpoint.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The servers of a fixture as folders of data in the cache, made once for each fixture and copied for each rehearsal: filling
 * them takes the longest part of a start.
 */
record Seed(Path folder) {
    private static final Duration KEPT = Duration.ofDays(30);

    /** Finds the folder, or makes it. */
    static Seed of(Fixture fixture, Programs programs, Path cache, Consumer<String> says) {
        var folder = cache.resolve("lab-" + programs.version() + "-" + fixture.dataKey());
        try {
            if (!Files.isDirectory(folder)) {
                says.accept("Making the data of this rehearsal (once, about 20 s)");
                removeUnused(cache);
                build(fixture, programs, cache, folder, says);
            }
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
            return new Seed(folder);
        } catch (IOException e) {
            throw new LabProblem(
                    "the data of this rehearsal cannot be made in " + cache + " (" + e.getMessage() + ")", e);
        }
    }

    /** Copies one server's data; blocks are shared where the file system can. */
    void copy(String server, Path to) {
        Command.run(
                List.of(
                        "cp",
                        "-a",
                        "--reflink=auto",
                        "--",
                        folder.resolve(server).resolve("data").toString(),
                        to.toString()),
                "");
    }

    private static void build(Fixture fixture, Programs programs, Path cache, Path folder, Consumer<String> says)
            throws IOException {
        var building = Files.createTempDirectory(cache, "building-");
        var watchdog = Watchdog.over(building, null);
        try {
            each(fixture.servers(), (name, wanted) -> {
                fill(name, wanted, programs, building, watchdog, says);
            });
            Programs.settle(building.resolve("servers"), folder);
        } finally {
            watchdog.close();
        }
    }

    private static void fill(
            String name, Fixture.Server wanted, Programs programs, Path lab, Watchdog watchdog, Consumer<String> says)
            throws IOException, SQLException {
        var server = Server.fresh(name, wanted);
        Files.createDirectories(Server.folder(lab, name));
        Command.run(
                programs.words(
                        "initdb",
                        "-D",
                        server.data(lab).toString(),
                        "-U",
                        server.user(),
                        "-A",
                        "scram-sha-256",
                        "--pwfile=/dev/stdin",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions"),
                server.password() + "\n");
        server.writeStart(programs, lab);
        watchdog.start(name);
        server.awaitReady(lab);
        run(server, "postgres", wanted.roles() == null ? "" : wanted.roles());
        for (var database : wanted.databases().keySet()) {
            run(server, "postgres", "CREATE DATABASE \"" + database + "\"");
        }
        each(wanted.databases(), (database, data) -> {
            var sql = data.sql();
            if (sql != null) {
                says.accept("  " + name + ": " + database + ", " + data.megabytes() + " MB");
                run(server, database, "SET lab.megabytes = " + data.megabytes() + ";\n" + sql + ";\nRESET ALL");
                run(server, database, "VACUUM (FREEZE, ANALYZE)");
            }
        });
        // The copy must need no recovery: that would take longer than the copying.
        Command.run(programs.words("pg_ctl", "stop", "-D", server.data(lab).toString(), "-m", "fast", "-w"), "");
        Files.delete(Server.folder(lab, name).resolve("start"));
        Files.deleteIfExists(server.data(lab).resolve("postmaster.opts"));
    }

    private static void run(Server server, String database, String sql) throws SQLException {
        try (var connection = server.connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new LabProblem(
                    "server " + server.name() + ", database " + database + " of the rehearsal: " + e.getMessage(), e);
        }
    }

    private static void removeUnused(Path cache) throws IOException {
        var limit = Instant.now().minus(KEPT);
        try (var folders = Files.newDirectoryStream(cache, "{lab,building,unpacking}-*")) {
            for (var folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
                    Command.run(List.of("rm", "-rf", "--", folder.toString()), "");
                }
            }
        }
    }

    /** Work on one entry of a map. */
    interface Work<V> {
        void on(String name, V value) throws Exception;
    }

    /** Does the work on all entries side by side, as many at once as there are cores; the first failure is thrown. */
    static <V> void each(Map<String, V> entries, Work<V> work) {
        try (var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var running = entries.entrySet().stream()
                    .map(it -> workers.submit((Callable<Void>) () -> {
                        work.on(it.getKey(), it.getValue());
                        return null;
                    }))
                    .toList();
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LabProblem problem
                    ? problem
                    : new LabProblem("the lab cannot be made: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabProblem("interrupted while the lab was made", e);
        }
    }
}
