package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Registry;
import dev.holdpoint.step.shell.Shell;
import dev.holdpoint.step.shell.ShellCheck;
import dev.holdpoint.step.sql.SqlCheck;
import dev.holdpoint.target.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fence of the shipped checklist, its undo and its proofs, against a real server on which an application writes. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
final class FenceIT {
    private static final List<String> SEVEN =
            List.of("accounts", "analysis", "filestore", "jobs", "metrics", "results", "results201709");

    private final FakeAttempt attempt = new FakeAttempt();
    private EmbeddedPostgres server;
    private Step fence;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_prepared_transactions", "1")
                .start();
        fence = step("fence");
        run("postgres", "CREATE ROLE \"the app\" LOGIN", "CREATE ROLE worker LOGIN", "CREATE ROLE cron LOGIN");
        for (var name : SEVEN) {
            run("postgres", "CREATE DATABASE " + name);
            run(name, "CREATE TABLE t (a int)", "GRANT ALL ON t TO PUBLIC");
        }
        var port = Integer.toString(server.getPort());
        attempt.with("source_host=127.0.0.1", "source_port=" + port, "source_user=postgres", "!source_password=x")
                .with("application_roles=the app, worker");
        attempt.databases.put(
                "source", new Database("source", "127.0.0.1", server.getPort(), "postgres", "postgres", "x"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static Step step(String id) {
        return checklist().phases().stream()
                .flatMap(it -> it.steps().stream())
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Checklist checklist() {
        return Loader.load(Path.of("checklists/pod-databases.yml"), Registry.ofAll())
                .checklist()
                .orElseThrow();
    }

    private Connection session(String role, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database, role, "x");
    }

    private void run(String database, String... statements) throws SQLException {
        try (var session = session("postgres", database)) {
            for (var each : statements) {
                execute(session, each);
            }
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private void does(KindUse use) throws InterruptedException {
        assertThat(new Shell().run(Binder.bind(use.spec(), Shell.Spec.class, attempt.values()), attempt))
                .as("%s", attempt.said)
                .isInstanceOf(Outcome.Done.class);
    }

    private void raise() throws InterruptedException {
        does(((Step.Body.Act) fence.body()).use());
    }

    private Evidence fenced() throws InterruptedException {
        return looked(fence.verify().getFirst());
    }

    private Evidence silent() throws InterruptedException {
        return silent("sleep 10");
    }

    /** @param between what happens between its two looks, as a line of sh */
    private Evidence silent(String between) throws InterruptedException {
        var spec = Binder.bind(fence.verify().getLast().spec(), ShellCheck.Spec.class, attempt.values());
        var text = spec.run().text();
        assertThat(text).containsOnlyOnce("sleep 10");
        return new ShellCheck()
                .observe(
                        new ShellCheck.Spec(
                                new ShellText(text.replace("sleep 10", between)),
                                spec.status(),
                                spec.matches(),
                                spec.on(),
                                spec.label()),
                        attempt);
    }

    @Test
    void theApplicationsMayReadAndNoLongerWriteUntilItIsTakenBack() throws Exception {
        assertThat(fenced().green()).isFalse();
        try (var before = session("the app", "jobs")) {
            execute(before, "INSERT INTO t VALUES (1)");
            raise();
            assertThat(before.isValid(5)).isFalse();
        }
        assertThat(fenced().green()).isTrue();
        try (var app = session("the app", "jobs");
                var worker = session("worker", "results")) {
            execute(app, "SELECT * FROM t");
            assertThatThrownBy(() -> execute(app, "INSERT INTO t VALUES (2)"))
                    .hasMessageContaining("read-only transaction");
            assertThatThrownBy(() -> execute(worker, "DELETE FROM t")).hasMessageContaining("read-only transaction");
        }

        does(((Step.UndoRule.Steps) fence.undo()).steps().getFirst());
        assertThat(fenced().green()).isFalse();
        try (var app = session("the app", "jobs")) {
            execute(app, "INSERT INTO t VALUES (3)");
        }
    }

    @Test
    void aRoleThatNobodyNamedIsFoundByWhatItWrites() throws Exception {
        raise();
        assertThat(silent())
                .extracting("green", "sentence")
                .containsExactly(true, "exit 0: no row has changed in 10 s");

        for (var write : List.of("INSERT INTO t VALUES (1)", "SELECT lo_create(0)", "TRUNCATE t")) {
            assertThat(silent("PGDATABASE=metrics psql -Xqc '" + write + "' >/dev/null"))
                    .as(write)
                    .extracting("green", "sentence")
                    .containsExactly(false, "exit 1, not 0: rows change in metrics");
        }
    }

    /** The counters tell of what has ended. */
    @Test
    void whatHasNotEndedIsNoSilence() throws Exception {
        raise();
        try (var cron = session("cron", "metrics")) {
            cron.setAutoCommit(false);
            execute(cron, "INSERT INTO t VALUES (1)");
            assertThat(silent("true"))
                    .extracting("green", "sentence")
                    .satisfies(it -> assertThat(it.toString())
                            .matches("\\[false, exit 1, not 0: not ended: .* of cron, pid \\d+, writes to metrics]"));

            execute(cron, "PREPARE TRANSACTION 'half'");
            assertThat(silent("true"))
                    .extracting("green", "sentence")
                    .containsExactly(false, "exit 1, not 0: not ended: prepared transaction half of cron in metrics");
            cron.setAutoCommit(true);
            execute(cron, "ROLLBACK PREPARED 'half'");
        }
        assertThat(silent("true").green()).isTrue();
    }

    @Test
    void beforeTheStopEachRoleIsThereAndMayWrite() throws Exception {
        var check = ((Step.Body.Look) step("healthy").body()).checks().getLast();
        assertThat(looked(check).green()).isTrue();

        run("postgres", "ALTER ROLE worker SET default_transaction_read_only = on");
        assertThat(looked(check).green()).isFalse();
        run("postgres", "ALTER ROLE worker RESET default_transaction_read_only");
        assertThat(looked(check).green()).isTrue();

        attempt.with("application_roles=the app, typo");
        assertThat(looked(check).green()).isFalse();
    }

    private Evidence looked(KindUse check) throws InterruptedException {
        return new SqlCheck().observe(Binder.bind(check.spec(), SqlCheck.Spec.class, attempt.values()), attempt);
    }

    @Test
    void aRoleThatDoesNotExistIsNotCalledFenced() throws Exception {
        attempt.with("application_roles=the app, typo");
        assertThat(new Shell()
                        .run(
                                Binder.bind(
                                        ((Step.Body.Act) fence.body()).use().spec(),
                                        Shell.Spec.class,
                                        attempt.values()),
                                attempt))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(fenced().green()).isFalse();
    }
}
