package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
class PostgresReadyIT {
    private static final String NAME = "ready";

    private final FakeAttempt attempt = new FakeAttempt();

    @BeforeEach
    void databases() throws Exception {
        TwoServers.create(NAME);
        attempt.databases.put("old", TwoServers.old(NAME));
        attempt.databases.put("new", TwoServers.fresh(NAME));
    }

    @AfterEach
    void tidy() throws Exception {
        TwoServers.run(TwoServers.old("postgres"), "DROP DATABASE IF EXISTS ready WITH (FORCE)");
        TwoServers.run(TwoServers.old("postgres"), "DROP ROLE IF EXISTS ready_only_here");
    }

    private Evidence look(boolean clean, String... databases) throws InterruptedException {
        var spec = new PostgresReady.Spec("old", "new", List.of(databases), clean, Owners.KEEP, Duration.ofMinutes(5));
        return new PostgresReady().observe(spec, attempt);
    }

    @Test
    void anEmptyTargetIsReady() throws Exception {
        var evidence = look(false);
        assertThat(evidence.details())
                .allMatch(it -> it.startsWith("✔ "), "fine")
                .hasSize(19);
        assertThat(evidence.sentence()).isEqualTo("19 of 19 fine");
        assertThat(evidence.green()).isTrue();
        assertThat(evidence.details())
                .contains("✔ role: postgres on the source (superuser), postgres on the target (superuser)")
                .anyMatch(it -> it.matches("✔ space: .* to move, .* wanted, .* free on the target"));
    }

    @Test
    void everyFindingNamesWhatIsWrongAndWhatToDo() throws Exception {
        TwoServers.run(TwoServers.old("postgres"), "CREATE ROLE ready_only_here");
        TwoServers.run(TwoServers.old(NAME), """
                CREATE TABLE t (id int); ALTER TABLE t OWNER TO ready_only_here; CREATE UNLOGGED TABLE cache (id int);
                CREATE EXTENSION pgcrypto; SELECT lo_create(0);
                UPDATE pg_extension SET extversion = '99.1' WHERE extname = 'pgcrypto'""");
        TwoServers.run(TwoServers.old(NAME), "BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'half done'");
        TwoServers.run(TwoServers.fresh(NAME), "CREATE TABLE already (id int)");
        var evidence = look(false);
        TwoServers.run(TwoServers.old(NAME), "ROLLBACK PREPARED 'half done'");
        assertThat(evidence.green()).isFalse();
        assertThat(evidence.sentence())
                .isEqualTo("4 of 19 not fine: target databases, roles, extensions, prepared transactions");
        assertThat(evidence.details())
                .contains(
                        "✘ roles: the target lacks ready_only_here; create them there, or move without owners",
                        "✘ prepared transactions: 'half done' of postgres in ready; COMMIT PREPARED or ROLLBACK PREPARED each of them",
                        "✘ target databases: ready holds 1 tables, views and sequences; empty them, name others, or set clean: true here and in the move",
                        "✔ unlogged tables: ready.public.cache: a crash empties them",
                        "✔ large objects: 1 in ready")
                .anyMatch(it -> it.matches("✘ extensions: pgcrypto 99.1 of ready is only 1\\..* there; install .*"));
    }

    @Test
    void whoIsInTheWayIsNamed() throws Exception {
        TwoServers.run(TwoServers.old(NAME), "CREATE TABLE t (id int)");
        try (var busy = Login.open(TwoServers.old(NAME), "cron");
                var visitor = Login.open(TwoServers.fresh(NAME), "app");
                var statement = busy.createStatement()) {
            assertThat(visitor.isValid(5)).isTrue();
            statement.execute("BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
            var spec = new PostgresReady.Spec("old", "new", List.of(NAME), true, Owners.NONE, Duration.ZERO);
            var evidence = new PostgresReady().observe(spec, attempt);
            assertThat(evidence.sentence())
                    .isEqualTo("3 of 19 not fine: sessions on the target, oldest transaction, locks");
            assertThat(evidence.details())
                    .anyMatch(it -> it.matches("✘ locks: pid \\d+, postgres in ready, holds AccessExclusiveLock; .*"))
                    .anyMatch(it ->
                            it.matches("✘ sessions on the target: postgres in ready \\(pid \\d+, app\\); end them"))
                    .anyMatch(it -> it.matches(
                            "✘ oldest transaction: \\d+ s \\(pid \\d+, postgres in ready, idle in transaction\\); .*"));
        }
    }

    @Test
    void aMissingDatabaseAndOneThatIsToBeReplaced() throws Exception {
        TwoServers.run(TwoServers.fresh(NAME), "CREATE TABLE already (id int)");
        var evidence = look(true, NAME, "nowhere");
        assertThat(evidence.sentence()).isEqualTo("1 of 19 not fine: databases");
        assertThat(evidence.details())
                .contains(
                        "✘ databases: not on the source: nowhere; correct their names",
                        "✔ target databases: ready holds 1 tables, views and sequences, to be replaced");
    }

    @Test
    void oneServerIsNotTwo() throws Exception {
        attempt.databases.put("new", TwoServers.old("postgres"));
        assertThat(look(true).details())
                .contains("✘ two servers: source and target are one server; check both addresses");
    }

    /** Looks while the catalogue that a question reads is locked, and does something to whoever waits for it. */
    private Evidence disturbed(Database side, String locked, String with) throws Exception {
        try (var holder = Login.open(side, "holder");
                var statement = holder.createStatement()) {
            statement.execute("BEGIN; LOCK TABLE " + locked + " IN ACCESS EXCLUSIVE MODE");
            var seen = new CompletableFuture<Evidence>();
            Thread.ofVirtual().start(() -> {
                try {
                    seen.complete(look(true, NAME));
                } catch (InterruptedException | RuntimeException failed) {
                    seen.completeExceptionally(failed);
                }
            });
            var disturb = "SELECT count(" + with + "(pid)) FROM pg_stat_activity"
                    + " WHERE application_name = 'holdpoint ready' AND wait_event_type = 'Lock'";
            while (TwoServers.value(side.named("template1"), disturb).equals("0")) {
                Thread.onSpinWait();
            }
            statement.execute("ROLLBACK");
            return seen.get();
        }
    }

    @Test
    @Timeout(60)
    void aServerThatGoesAwayIsRed() throws Exception {
        attempt.databases.put("new", TwoServers.fresh("postgres"));
        var source = disturbed(TwoServers.old(NAME), "pg_catalog.pg_extension", "pg_terminate_backend");
        assertThat(source.green()).isFalse();
        assertThat(source.sentence())
                .matches("a server went away when asked about extensions: FATAL: .*"
                        + "; the connection is gone: see whether the server is up, then check again");
        var target = disturbed(TwoServers.fresh("postgres"), "pg_catalog.pg_extension", "pg_terminate_backend");
        assertThat(target.sentence()).startsWith("a server went away when asked about extensions: ");
    }

    @Test
    @Timeout(60)
    void aQuestionThatFailsIsRed() throws Exception {
        var evidence = disturbed(TwoServers.old(NAME), "pg_catalog.pg_extension", "pg_cancel_backend");
        assertThat(evidence.sentence()).isEqualTo("1 of 19 not fine: extensions");
        assertThat(evidence.details()).anyMatch(it -> it.startsWith("✘ extensions: could not be asked: "));
    }
}
