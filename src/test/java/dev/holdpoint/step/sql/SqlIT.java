package dev.holdpoint.step.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.checklist.SqlText;
import dev.holdpoint.step.Danger;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
class SqlIT {
    private static EmbeddedPostgres server;
    private static final Outcome NOT_COMMITTED =
            Outcome.failed("the program died before it was committed, nothing was changed", "begin it again");

    private final FakeAttempt attempt = new FakeAttempt();
    private final Sql sql = new Sql();

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void table() throws Exception {
        attempt.databases.put("db", new Database("db", "localhost", server.getPort(), "postgres", "postgres", null));
        direct("DROP TABLE IF EXISTS people; CREATE TABLE people (id int PRIMARY KEY, name text, born date);"
                + "INSERT INTO people SELECT i, 'p' || i, date '2000-01-01' + i FROM generate_series(1, 30) i");
    }

    private void direct(String text) throws SQLException {
        try (var connection = Login.open(attempt.database("db"), "test");
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private String value(String text) throws SQLException {
        try (var connection = Login.open(attempt.database("db"), "test");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(text)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static Sql.Spec spec(String text, @Nullable Integer rows) {
        return new Sql.Spec("db", new SqlText(text), rows, false);
    }

    @Test
    void theTrialShowsTheRowsAndTakesThemBack() throws Exception {
        attempt.with("id=7", "name=Robert'); DROP TABLE people;--", "!pin=p9");
        var evidence = new SqlTrial()
                .observe(
                        spec("UPDATE people SET name = :name WHERE id = :id; DELETE FROM people WHERE name = :pin", 2),
                        attempt);
        assertThat(evidence.sentence())
                .isEqualTo("2 rows, tried and taken back: id=7, name=Robert'); DROP TABLE people;--, born=2000-01-08;"
                        + " id=9, name=••••, born=2000-01-10");
        assertThat(evidence.details())
                .containsExactly(
                        "UPDATE: 1 row",
                        "  id=7, name=Robert'); DROP TABLE people;--, born=2000-01-08",
                        "DELETE: 1 row",
                        "  id=9, name=••••, born=2000-01-10");
        assertThat(value("SELECT count(*) || max(name) FROM people WHERE id IN (7, 9)"))
                .isEqualTo("2p9");
    }

    @Test
    void itRunsInOneTransactionAndSaysWhatItDid() throws Exception {
        attempt.with("id=7");
        assertThat(sql.run(
                        spec("UPDATE people SET name = 'x' WHERE id < :id; DELETE FROM people WHERE id > 28", null),
                        attempt))
                .isEqualTo(Outcome.done("8 rows"));
        assertThat(attempt.said).containsExactly("UPDATE: 6 rows", "DELETE: 2 rows");
        assertThat(value("SELECT count(*) FROM people WHERE name = 'x'")).isEqualTo("6");
    }

    @Test
    void anotherNumberOfRowsThanExpectedTakesAllOfItBack() throws Exception {
        assertThat(sql.run(spec("DELETE FROM people", 1), attempt))
                .extracting("reason")
                .isEqualTo("30 rows, not 1 as expected; all is taken back");
        assertThat(value("SELECT count(*) FROM people")).isEqualTo("30");
    }

    @Test
    void aWrongStatementIsOneLineAndLeavesNothingHalfDone() throws Exception {
        var outcome = sql.run(spec("DELETE FROM people; SELECT nothing FROM people", null), attempt);
        assertThat(outcome)
                .extracting("reason")
                .asString()
                .startsWith("ERROR: column \"nothing\" does not exist")
                .doesNotContain("\n");
        assertThat(value("SELECT count(*) FROM people")).isEqualTo("30");
        assertThat(sql.run(spec("SELECT :none", null), attempt))
                .extracting("reason")
                .isEqualTo("no variable is called none, which :none speaks of");
    }

    @Test
    void whatOnlySeemsToReadIsRefusedByTheServer() throws Exception {
        direct("CREATE OR REPLACE FUNCTION wipe() RETURNS int LANGUAGE sql AS 'DELETE FROM people; SELECT 1'");
        assertThat(sql.danger(spec("SELECT wipe()", null))).isEmpty();
        assertThat(sql.run(spec("SELECT wipe()", null), attempt))
                .extracting("reason")
                .asString()
                .contains("read-only transaction");
        assertThat(value("SELECT count(*) FROM people")).isEqualTo("30");
    }

    @Test
    void aFunctionThatWritesRunsWhereItsAuthorSaysSoAndIsAHoldPoint() throws Exception {
        direct("CREATE OR REPLACE FUNCTION wipe() RETURNS int LANGUAGE sql AS 'DELETE FROM people; SELECT 1'");
        var writes = new Sql.Spec("db", new SqlText("SELECT wipe()"), null, true);
        assertThat(sql.danger(writes)).isPresent();
        assertThat(sql.trial(writes)).contains("sql.trial");
        assertThat(new SqlTrial().observe(writes, attempt).green()).isTrue();
        assertThat(value("SELECT count(*) FROM people")).isEqualTo("30");
        assertThat(sql.run(writes, attempt)).isEqualTo(Outcome.done("1 row"));
        assertThat(value("SELECT count(*) FROM people")).isEqualTo("0");
    }

    @Test
    void aSequenceCanBeSet() throws Exception {
        direct("CREATE SEQUENCE IF NOT EXISTS number");
        assertThat(sql.run(spec("SELECT setval('number', 41)", null), attempt)).isEqualTo(Outcome.done("1 row"));
        assertThat(value("SELECT nextval('number')")).isEqualTo("42");
    }

    @Test
    void whatActsAtOnceIsAHoldPointAndIsNeverTried() throws Exception {
        var end =
                spec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'", null);
        assertThat(sql.danger(end))
                .map(Danger::because)
                .hasValueSatisfying(it -> assertThat(it).contains("at once"));
        assertThat(sql.trial(end)).isEmpty();
        assertThat(new SqlTrial().problems(end)).isNotEmpty();
        assertThat(new SqlCheck().problems(new SqlCheck.Spec("db", end.run(), "1", null, null, null, null)))
                .singleElement()
                .asString()
                .startsWith("a check changes nothing");
        try (var victim = Login.open(attempt.database("db"), "victim")) {
            assertThat(sql.run(end, attempt)).isEqualTo(Outcome.done("1 row"));
            assertThat(victim.isValid(5)).isFalse();
        }
    }

    @Test
    void whatTheServerRefusesInATransactionIsRefusedByUs() {
        for (var statement : List.of(
                "VACUUM",
                "CREATE DATABASE x",
                "CREATE INDEX CONCURRENTLY ON people (name)",
                "ALTER SYSTEM SET jit = off")) {
            assertThatThrownBy(() -> direct("BEGIN; " + statement))
                    .as(statement)
                    .isInstanceOf(SQLException.class);
            assertThat(sql.problems(spec(statement, null)))
                    .singleElement()
                    .asString()
                    .contains("cannot run inside a transaction", "shell step with psql");
        }
    }

    @Test
    void aWritingStatementIsAHoldPointWithATrial() {
        assertThat(sql.danger(spec("DELETE FROM people", null)))
                .map(Danger::phrase)
                .contains("db");
        assertThat(sql.trial(spec("DELETE FROM people", null))).contains("sql.trial");
        assertThat(sql.danger(spec("SELECT 1", null))).isEmpty();
    }

    @Test
    void aResumedStepAsksTheServerWhatBecameOfItsTransaction() throws Exception {
        sql.run(spec("DELETE FROM people WHERE id = 1", null), attempt);
        attempt.resumed = true;
        var again = spec("DELETE FROM people WHERE id = 2", 1);
        assertThat(sql.run(spec("DELETE FROM people WHERE id = 1", 1), attempt))
                .isEqualTo(Outcome.done("committed before the program died"));
        try (var connection = Login.open(attempt.database("db"), "test")) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT txid_current()")) {
                rows.next();
                attempt.memory.put("transaction", rows.getString(1));
            }
            assertThat(sql.run(again, attempt)).isInstanceOf(Outcome.Unknown.class);
            connection.rollback();
        }
        assertThat(sql.run(again, attempt)).isEqualTo(NOT_COMMITTED);
        assertThat(sql.run(spec("SELECT id FROM people WHERE id = 2", 1), attempt))
                .isEqualTo(Outcome.done("1 row"));
    }

    @Test
    void whatAnEarlierAttemptCommittedIsNotThisOnes() throws Exception {
        var delete = spec("DELETE FROM people WHERE id = 1", 1);
        assertThat(sql.run(delete, attempt)).isEqualTo(Outcome.done("1 row"));
        direct("INSERT INTO people VALUES (1, 'again')");
        attempt.earlier.add("transaction");
        attempt.resumed = true;
        assertThat(sql.run(delete, attempt)).isEqualTo(NOT_COMMITTED);
        assertThat(value("SELECT name FROM people WHERE id = 1")).isEqualTo("again");
    }

    @Test
    void whatActsAtOnceIsNotKnownOnReturn() throws Exception {
        attempt.resumed = true;
        assertThat(sql.run(spec("SELECT pg_reload_conf()", null), attempt)).isInstanceOf(Outcome.Unknown.class);
    }

    /** It waits for a standby that is not there, and is committed all the same. */
    @Test
    @Timeout(60)
    void whatIsStoppedInItsCommitIsAskedFor() throws Exception {
        var outcome = new CompletableFuture<Outcome>();
        direct("ALTER DATABASE postgres SET synchronous_commit = on");
        direct("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        direct("SELECT pg_reload_conf()");
        try {
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    outcome.complete(sql.run(spec("DELETE FROM people WHERE id = 1", 1), attempt));
                } catch (InterruptedException | RuntimeException e) {
                    outcome.completeExceptionally(e);
                }
            });
            while (!value("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
                    .equals("1")) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            assertThat(outcome.get()).isEqualTo(Outcome.done("committed, although it was stopped while it committed"));
        } finally {
            direct("ALTER SYSTEM RESET synchronous_standby_names");
            direct("SELECT pg_reload_conf()");
            direct("ALTER DATABASE postgres RESET synchronous_commit");
        }
        assertThat(value("SELECT count(*) FROM people WHERE id = 1")).isEqualTo("0");
    }

    @Test
    @Timeout(60)
    void cancellingStopsTheServerToo() throws Exception {
        var interrupted = new AtomicBoolean();
        var over = new CountDownLatch(1);
        var thread = Thread.ofVirtual().start(() -> {
            try {
                sql.run(spec("DELETE FROM people; SELECT pg_sleep(600)", null), attempt);
            } catch (InterruptedException cancelled) {
                interrupted.set(true);
            }
            over.countDown();
        });
        var sleeping =
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'holdpoint sql' AND state = 'active'"
                        + " AND query LIKE '%pg_sleep%'";
        while (!value(sleeping).equals("1")) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        over.await();
        assertThat(interrupted).isTrue();
        while (!value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'holdpoint sql'")
                .equals("0")) {
            Thread.onSpinWait();
        }
        assertThat(value("SELECT count(*) FROM people")).isEqualTo("30");
    }

    @Test
    void theCheckComparesOneValue() throws Exception {
        attempt.with("name=p3");
        var right = new SqlCheck.Spec(
                "db", new SqlText("SELECT id FROM people WHERE name = :name"), "3", null, null, null, "her number");
        assertThat(new SqlCheck().observe(right, attempt))
                .extracting("green", "label", "sentence")
                .containsExactly(true, "her number", "3");
        var few = new SqlCheck.Spec("db", new SqlText("SELECT count(*) FROM people"), null, "31", null, null, null);
        assertThat(new SqlCheck().observe(few, attempt))
                .extracting("green", "label", "sentence")
                .containsExactly(false, "SELECT count(*) FROM people", "30, wanted at least 31");
        var none = new SqlCheck.Spec(
                "db", new SqlText("SELECT id FROM people WHERE id = 77"), "77", null, null, null, null);
        assertThat(new SqlCheck().observe(none, attempt).sentence()).isEqualTo("no row, wanted 77");
    }
}
