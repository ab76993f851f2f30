package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A move that fails in a run is a step that failed in the journal; it is taken back, and goes through when its cause is mended. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
final class MoveRunIT {
    private static final Registry REGISTRY = Registry.ofAll();

    @TempDir
    private Path folder;

    private EmbeddedPostgres old;
    private EmbeddedPostgres fresh;

    @BeforeEach
    void start() throws Exception {
        old = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        fresh = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        sql(old, "postgres", "create role app_owner", "create database jobs");
        sql(old, "jobs", "create table t (a int)", "create table u (a int)", "alter table u owner to app_owner");
    }

    @AfterEach
    void stop() throws IOException {
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

    private static boolean exists(EmbeddedPostgres server) throws SQLException {
        try (var session = server.getPostgresDatabase().getConnection();
                var row = session.createStatement().executeQuery("select from pg_database where datname = 'jobs'")) {
            return row.next();
        }
    }

    @Test
    void itFailsIsTakenBackAndGoesThrough() throws Exception {
        var state = folder.resolve("state");
        var file = Files.writeString(folder.resolve("test.yml"), """
                checklist: Move
                databases:
                  old: { host: 127.0.0.1, port: %d, name: postgres, user: postgres }
                  new: { host: 127.0.0.1, port: %d, name: postgres, user: postgres }
                phases:
                  - phase: One
                    steps:
                      - step: move
                        title: Move it
                        postgres.move: { from: old, to: new, databases: [jobs] }
                """.formatted(old.getPort(), fresh.getPort()));
        var loaded = Loader.load(file, REGISTRY);
        assertThat(loaded.problems()).isEmpty();
        var checklist = loaded.checklist().orElseThrow();
        var paths = RunFolder.make(state, file, checklist);

        new Drive(state, REGISTRY, (feed, control) -> walk(new Robot(feed, control)))
                .begin(paths, checklist, folder, Map.of(), false);

        assertThat(Files.readString(paths.journal()))
                .containsSubsequence(
                        "\"step.failed\"", "\"step.undone\"", "\"step.failed\"", "\"step.done\"", "\"step.undone\"");
    }

    private void walk(Robot robot) throws InterruptedException {
        try {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.RunOn());
            var failed = robot.awaits("move", StepState.FAILED).status("move");
            assertThat(failed.says()).contains("role \"app_owner\" does not exist", "0 of 1 database moved");
            assertThat(failed.remedy()).contains("create that role on the target");
            assertThat(exists(fresh)).isTrue();
            undo(robot);
            assertThat(exists(fresh)).isFalse();

            robot.does(new Intent.StartStep("move"));
            robot.awaits("move", StepState.FAILED);
            sql(fresh, "postgres", "create role app_owner");
            robot.does(new Intent.RetryStep("move", "the role is there now"));
            robot.awaits("move", StepState.DONE);
            undo(robot);
            assertThat(exists(fresh)).isFalse();
            robot.does(new Intent.Leave());
        } catch (SQLException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void undo(Robot robot) throws InterruptedException {
        robot.does(new Intent.UndoStep("move", "to try again"));
        robot.await("the gate of the undo", it -> it.status("move").gate() instanceof Gate.Armed);
        robot.does(new Intent.TypePhrase("move", "undo move"));
        robot.awaits("move", StepState.UNDONE);
    }
}
