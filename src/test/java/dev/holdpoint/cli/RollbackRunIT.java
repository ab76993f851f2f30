package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Rollback.Stage;
import dev.holdpoint.run.RollingBack;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with a step of every kind goes back: each undo takes back what its step did, and the source is seen to serve. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
final class RollbackRunIT {
    private static final Registry REGISTRY = Registry.ofAll();

    /** In the order in which they are done. */
    private static final List<String> STEPS =
            List.of("tell", "file", "page", "note", "dump", "restore", "move", "pause");

    @TempDir
    private Path folder;

    private EmbeddedPostgres old;
    private EmbeddedPostgres fresh;
    private HttpServer http;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        old = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        fresh = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        for (var name : List.of("jobs", "files")) {
            sql(old, "postgres", "create database " + name);
            sql(old, name, "create table t (a int)", "insert into t select generate_series(1, 100)");
        }
        sql(old, "postgres", "create table notes (words text)");
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() throws IOException {
        http.stop(0);
        old.close();
        fresh.close();
    }

    private static void sql(EmbeddedPostgres server, String database, String... statements) throws SQLException {
        try (var session = server.getDatabase("postgres", database).getConnection();
                var statement = session.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String value(EmbeddedPostgres server, String query) throws SQLException {
        try (var session = server.getPostgresDatabase().getConnection();
                var row = session.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private String yaml() {
        return """
                checklist: Back
                databases:
                  old: { host: 127.0.0.1, port: %d, name: postgres, user: postgres }
                  new: { host: 127.0.0.1, port: %d, name: postgres, user: postgres }
                phases:
                  - phase: One
                    steps:
                      - step: tell
                        manual: Tell them.
                        undo:
                          - manual: Tell them that it is off.
                      - step: file
                        shell: echo there > made
                        undo:
                          - shell: rm made
                      - step: page
                        http: { url: "http://127.0.0.1:%3$d/on", method: PUT }
                        undo:
                          - http: { url: "http://127.0.0.1:%3$d/off", method: DELETE }
                      - step: note
                        sql: { on: old, run: "INSERT INTO notes VALUES ('moving')" }
                        undo:
                          - sql: { on: old, run: "DELETE FROM notes" }
                      - step: dump
                        postgres.dump: { from: old, databases: [files], dir: dumps }
                        undo:
                          - shell: rm -r dumps
                      - step: restore
                        postgres.restore: { to: new, databases: [files], dir: dumps }
                      - step: move
                        postgres.move: { from: old, to: new, databases: [jobs] }
                      - step: pause
                        wait: 10ms
                """.formatted(old.getPort(), fresh.getPort(), http.getAddress().getPort());
    }

    @Test
    void everyKindIsTakenBack() throws Exception {
        var state = folder.resolve("state");
        var file = Files.writeString(folder.resolve("test.yml"), yaml());
        var loaded = Loader.load(file, REGISTRY);
        assertThat(loaded.problems()).isEmpty();
        var checklist = loaded.checklist().orElseThrow();
        var paths = RunFolder.make(state, file, checklist);
        new Drive(state, REGISTRY, (feed, control) -> {
                    var robot = new Robot(feed, control);
                    robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.RunOn());
                    for (var step : STEPS) {
                        forward(robot, step);
                    }
                    assertThat(paths.files().resolve("made")).exists();
                    try {
                        sql(fresh, "jobs", "insert into t values (1), (2), (3)", "update t set a = 7 where a = 50");
                        back(robot);
                    } catch (SQLException broken) {
                        throw new AssertionError(broken);
                    }
                    robot.does(new Intent.Leave());
                })
                .begin(paths, checklist, folder, Map.of(), false);
        assertThat(paths.files().resolve("made")).doesNotExist();
        assertThat(paths.files().resolve("dumps")).doesNotExist();
        assertThat(requests).containsExactly("PUT /on", "DELETE /off");
        assertThat(value(old, "select count(*) from notes")).isEqualTo("0");
        assertThat(value(fresh, "select count(*) from pg_database where datname in ('jobs', 'files')"))
                .isEqualTo("0");
        assertThat(Files.readString(paths.journal()))
                .containsSubsequence(
                        "\"rollback.started\"",
                        "\"rollback.stepped-over\"",
                        "\"rollback.countdown\"",
                        "\"rollback.over\"");
    }

    private static void forward(Robot robot, String step) throws InterruptedException {
        var run = robot.await(step + " is reached", it -> reached(it, step));
        var stop = run.plan().stop(step);
        if (stop.isHold()) {
            robot.does(new Intent.ArmHold(step));
            var armed = robot.await(step + " armed", it -> it.status(step).gate() instanceof Gate.Armed);
            robot.does(
                    new Intent.TypePhrase(step, ((Gate.Armed) armed.status(step).gate()).phrase()));
        } else if (run.status(step).state() == StepState.TO_DO && !run.runningOn()) {
            robot.does(new Intent.StartStep(step));
        }
        if (stop.traits().byHand()) {
            robot.does(new Intent.TickStep(step, Map.of()));
        }
        robot.awaits(step, StepState.DONE);
        robot.wants(new Intent.RunOn());
    }

    private static boolean reached(Run run, String step) {
        return run.status(step).state() != StepState.TO_DO || (!run.runningOn() && !run.active() && run.variablesSet());
    }

    private static void back(Robot robot) throws InterruptedException {
        robot.does(new Intent.WeighRollback());
        var weighed =
                robot.await("what would be lost", it -> it.rollback().weighed().seen() != null);
        var losses = weighed.rollback().weighed().losses();
        assertThat(losses.get("move"))
                .containsExactly("jobs: 3 rows inserted, 1 changed, 0 deleted on new since it was filled");
        assertThat(losses.get("restore")).containsExactly("no row was written on new since it was filled");
        robot.does(new Intent.RollBack("a rehearsal", RollingBack.PHRASE));
        robot.awaits("tell", StepState.UNDOING);
        robot.does(new Intent.TickStep("tell", Map.of()));
        var over = robot.await("the end", it -> it.rollback().stage() == Stage.OVER);
        assertThat(over.rollback().proof())
                .singleElement()
                .satisfies(it -> assertThat(it.sentence()).isEqualTo("answers and takes writes"));
        assertThat(over.rollback().passed()).containsOnlyKeys("pause");
        assertThat(STEPS.stream().filter(it -> !it.equals("pause")))
                .allSatisfy(it -> assertThat(over.status(it).state()).isEqualTo(StepState.UNDONE));
    }
}
