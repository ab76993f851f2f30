package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import dev.holdpoint.target.host.SmallDisk;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong under a move: one clear line, and nothing half-done is called done. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class MoveFailsIT {
    private MoveServers servers;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        servers = new MoveServers();
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
    }

    private void fill(String name, int rows) {
        MoveServers.sql(servers.source("postgres"), "create database " + name);
        MoveServers.sql(
                servers.source(name),
                "create table events (id int primary key, body text)",
                "alter table events alter body set storage external",
                "insert into events select i, repeat('x', 5000) from generate_series(1, " + rows + ") i",
                "analyze");
    }

    private static Move.Spec spec(String... names) {
        return new Move.Spec("old", "new", List.of(names), 1, false, Owners.KEEP, null);
    }

    private static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return assertOneLine(((Outcome.Failed) outcome).reason()) + " > "
                + assertOneLine(((Outcome.Failed) outcome).remedy());
    }

    private static String assertOneLine(String text) {
        assertThat(text).isNotBlank().doesNotContain("\n").doesNotContain("hunter2");
        return text;
    }

    /** Whether the place holds all that the source holds; a server that is down holds nothing. */
    private void assertNotThere(String name) {
        assertThat(MoveServers.ask(
                        servers.target("postgres"), "select datname from pg_database where datname = '" + name + "'"))
                .isEmpty();
    }

    @Test
    void aWrongPasswordIsOneLineBeforeAnythingIsDone() throws Exception {
        fill("jobs", 10);
        try (var session = Login.open(servers.target("postgres"), "test");
                var found = session.createStatement().executeQuery("show hba_file")) {
            MoveServers.sql(servers.target("postgres"), "create role app login superuser password 'right'");
            found.next();
            var rules = Path.of(found.getString(1));
            Files.writeString(rules, "host all app 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
            MoveServers.sql(servers.target("postgres"), "select pg_reload_conf()");
        }
        var wrong = new Database("new", "127.0.0.1", servers.fresh.getPort(), "postgres", "app", "hunter2");
        var attempt = new JobAttempt(folder, Map.of("old", servers.source("postgres"), "new", wrong));

        assertThat(reason(new Move().run(spec("jobs"), attempt)))
                .contains("database new (app@127.0.0.1")
                .contains("wrong password for role app");
        assertThat(attempt.jobs).isEmpty();
        assertNotThere("jobs");
    }

    @Test
    void aTargetThatIsGoneInTheMiddleFails() throws Exception {
        goneInTheMiddle(servers.fresh);
    }

    @Test
    void aSourceThatIsGoneInTheMiddleFails() throws Exception {
        goneInTheMiddle(servers.old);
    }

    private void goneInTheMiddle(EmbeddedPostgres victim) throws Exception {
        fill("jobs", 30_000);
        fill("later", 10);
        var attempt = new JobAttempt(folder, servers.targets());
        var copying = new CountDownLatch(1);
        attempt.onLine(line -> {
            if (line.contains("processing data for table \"public.events\"")) {
                copying.countDown();
            }
        });
        var move = new FutureTask<>(() -> new Move().run(spec("jobs", "later"), attempt));
        Thread.ofVirtual().start(move);
        assertThat(copying.await(60, TimeUnit.SECONDS)).isTrue();
        victim.close();

        var reason = reason(move.get(60, TimeUnit.SECONDS));
        assertThat(reason)
                .startsWith("jobs came to ")
                .containsPattern(
                        "server closed the connection|terminating connection|shutting down|connection to server")
                .contains("0 of 2 databases moved")
                // The second is made ready while the first is copied, and may meet the same end.
                .containsPattern("not begun: later|later came to 0 %: ")
                .contains("look whether the server is up");
        assertThat(attempt.facts.getOrDefault("finished/jobs", "")).isEmpty();
    }

    /** The line is there before the session that copies. */
    private void endCopies() {
        var deadline = Instant.now().plusSeconds(60);
        while (MoveServers.ask(
                        servers.target("postgres"),
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                + " where application_name = 'holdpoint move' and query ilike 'copy%' and state = 'active'")
                .contains("0")) {
            assertThat(Instant.now()).as("no session copies").isBefore(deadline);
        }
    }

    @Test
    void aSessionThatIsEndedInTheMiddleFailsAndARetryClearsWhatWasLeft() throws Exception {
        fill("jobs", 30_000);
        var attempt = new JobAttempt(folder, servers.targets());
        attempt.onLine(line -> {
            if (line.contains("processing data for table")) {
                endCopies();
            }
        });
        assertThat(reason(new Move().run(spec("jobs"), attempt)))
                .contains("jobs came to")
                .containsPattern("terminating connection|server closed the connection");

        var retry = attempt.retry();
        assertThat(new Move().run(spec("jobs"), retry)).as("%s", retry.output).isInstanceOf(Outcome.Done.class);
        assertThat(MoveServers.ask(servers.target("jobs"), "select count(*) from events"))
                .containsExactly("30000");
    }

    @Test
    void aFullTargetIsOneLineThatNamesIt() throws Exception {
        fill("jobs", 8_000);
        var small = Files.createDirectory(folder.resolve("small"));
        try (var _ = new SmallDisk(small, 20 << 10)) {
            var data = Path.of(MoveServers.ask(servers.target("postgres"), "show data_directory")
                    .getFirst());
            MoveServers.sql(
                    servers.target("postgres"),
                    "create tablespace tight location '" + SmallDisk.owned(small, data) + "'",
                    "create database jobs tablespace tight");
            var attempt = new JobAttempt(folder, servers.targets());

            assertThat(reason(new Move().run(spec("jobs"), attempt)))
                    .contains("jobs came to")
                    .contains("No space left on device")
                    .contains("0 of 1 database moved")
                    .contains("give the target more disk space");
            MoveServers.sql(servers.target("postgres"), "drop database jobs", "drop tablespace tight");
        }
    }

    @Test
    void whoWaitsForALockSaysForWhom() throws Exception {
        fill("jobs", 10);
        try (var holder = Login.open(servers.source("jobs"), "cron")) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table events in access exclusive mode");
            var attempt = new JobAttempt(folder, servers.targets());
            var move = new FutureTask<>(() -> new Move().run(spec("jobs"), attempt));
            var thread = Thread.ofVirtual().start(move);
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (attempt.progress.stream().noneMatch(it -> it.says().contains("waits for a lock held by pid "))
                    && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            holder.rollback();
            assertThat(move.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            thread.join();
            assertThat(attempt.progress)
                    .anyMatch(it -> it.says().matches("jobs waits for a lock held by pid \\d+, user postgres.*"));
        }
    }
}
