package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import dev.holdpoint.target.host.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
        var spec = new PostgresReady.Spec(
                "old", "new", List.of(databases), clean, Owners.KEEP, Duration.ofMinutes(5), false, null);
        return new PostgresReady().observe(spec, attempt);
    }

    @Test
    void anEmptyTargetIsReady() throws Exception {
        var evidence = look(false);
        assertThat(evidence.details())
                .allMatch(it -> it.startsWith("✔ "), "fine")
                .hasSize(22);
        assertThat(evidence.sentence()).isEqualTo("22 of 22 fine");
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
                .isEqualTo("4 of 22 not fine: target databases, roles, extensions, prepared transactions");
        assertThat(evidence.details())
                .contains(
                        "✘ roles: the target lacks ready_only_here; move without owners, or say there as a superuser: CREATE ROLE ready_only_here;",
                        "✘ prepared transactions: 'half done' of postgres in ready; COMMIT PREPARED or ROLLBACK PREPARED each of them",
                        "✘ target databases: ready holds table already; drop or empty them, or begin anew with other names, or with clean: true here and in the move",
                        "✔ unlogged tables: ready.public.cache; a crash empties them: SET LOGGED what must not be lost",
                        "✔ large objects: 1 in ready; a dump carries them, logical replication would not")
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
            var spec =
                    new PostgresReady.Spec("old", "new", List.of(NAME), true, Owners.NONE, Duration.ZERO, false, null);
            var evidence = new PostgresReady().observe(spec, attempt);
            assertThat(evidence.sentence())
                    .isEqualTo("3 of 22 not fine: sessions on the target, oldest transaction, locks");
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
        assertThat(evidence.sentence()).isEqualTo("1 of 22 not fine: databases");
        assertThat(evidence.details())
                .contains(
                        "✘ databases: not on the source: nowhere; correct their names",
                        "✔ target databases: ready holds table already, to be replaced");
    }

    /** What the move would refuse in the downtime is refused now. */
    @Test
    void aDatabaseIsNotEmptyWhereTheMoveFindsSomething() throws Exception {
        TwoServers.run(TwoServers.old(NAME), "CREATE MATERIALIZED VIEW day AS SELECT now()");
        TwoServers.run(TwoServers.fresh(NAME), "CREATE SCHEMA app; CREATE EXTENSION hstore");
        TwoServers.run(TwoServers.fresh(NAME), "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        TwoServers.run(TwoServers.fresh(NAME), "SELECT lo_create(4711)");
        assertThat(look(false).details())
                .contains(
                        "✘ target databases: ready holds schema app, function app.f(), large object 4711; drop or empty them, or begin anew with other names, or with clean: true here and in the move",
                        "✔ materialized views: ready.public.day; computed anew on the target, so their rows may be others than here");
    }

    /** Otherwise the dump finds it when nobody may write any more. */
    @Test
    void whereThereIsNoRoomForTheDumps(@TempDir Path small) throws Exception {
        TwoServers.run(
                TwoServers.old(NAME), "CREATE TABLE t AS SELECT g, repeat('x', 90) FROM generate_series(1, 20000) g");
        var spec = new PostgresReady.Spec(
                "old", "new", List.of(NAME), false, Owners.KEEP, Duration.ofMinutes(5), false, "dumps");
        try (var disk = new SmallDisk(small, 256)) {
            attempt.files = small;
            assertThat(new PostgresReady().observe(spec, attempt).details())
                    .anyMatch(it -> it.matches("✘ room for the dumps: dumps may need 1\\.\\d MB, 2.. kB free in .*;"
                            + " make room, or begin anew with --state on another disk"));
            disk.resize(8192);
            assertThat(new PostgresReady().observe(spec, attempt).details())
                    .anyMatch(it -> it.startsWith("✔ room for the dumps: dumps may need 1."));
        }
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
        assertThat(evidence.sentence()).isEqualTo("1 of 22 not fine: extensions");
        assertThat(evidence.details()).anyMatch(it -> it.startsWith("✘ extensions: could not be asked: "));
    }

    /** The role that made the server, which a managed server keeps to itself, is wanted only for what it has in these databases. */
    @Test
    void theMakerOfTheSourceIsNotWantedWhereItOwnsNothing() throws Exception {
        var old = TwoServers.old("postgres");
        TwoServers.run(
                old,
                "DO $$ BEGIN CREATE ROLE ready_admin SUPERUSER LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        TwoServers.role("ready_admin");
        TwoServers.run(TwoServers.fresh("postgres"), "ALTER ROLE ready_admin LOGIN");
        TwoServers.run(old, "ALTER DATABASE ready OWNER TO ready_admin");
        var admin = new Database("old", old.host(), old.port(), "template1", "ready_admin", null);
        TwoServers.run(admin, "ALTER ROLE postgres RENAME TO ready_maker");
        try {
            attempt.databases.put("old", new Database("old", old.host(), old.port(), NAME, "ready_admin", null));
            assertThat(look(false).details()).contains("✔ roles: 1 own or may use something, and the target has them");
            TwoServers.run(admin.named(NAME), "CREATE TABLE t (id int); ALTER TABLE t OWNER TO ready_maker");
            assertThat(look(false).details())
                    .contains(
                            "✘ roles: the target lacks ready_maker; move without owners, or say there as a superuser: CREATE ROLE"
                                    + " ready_maker LOGIN SUPERUSER CREATEDB CREATEROLE REPLICATION BYPASSRLS; \\password ready_maker");
        } finally {
            TwoServers.run(admin, "ALTER ROLE ready_maker RENAME TO postgres");
        }
    }

    @Test
    void localesAreTheSameHoweverTheyAreWritten() throws Exception {
        for (var locale : new String[][] {{"C.UTF-8", "C.utf8"}, {"C", "C.UTF-8"}}) {
            recreate(TwoServers.old("postgres"), "LC_COLLATE '" + locale[0] + "' LC_CTYPE 'C'");
            recreate(TwoServers.fresh("postgres"), "LC_COLLATE '" + locale[1] + "' LC_CTYPE 'C'");
            var same = locale[0].equals("C.UTF-8");
            assertThat(look(false).sentence())
                    .isEqualTo(same ? "22 of 22 fine" : "1 of 22 not fine: encoding and locale");
        }
        assertThat(look(false).details())
                .contains("✘ encoding and locale: ready is UTF8 C and there UTF8 C.UTF-8/C;"
                        + " create these databases with the source's encoding and locale, from template0");
    }

    @Test
    void icuIsComparedToo() throws Exception {
        recreate(TwoServers.old("postgres"), "LOCALE_PROVIDER icu ICU_LOCALE 'de' LOCALE 'C'");
        recreate(TwoServers.fresh("postgres"), "LOCALE_PROVIDER icu ICU_LOCALE 'sv' LOCALE 'C'");
        TwoServers.run(
                TwoServers.fresh("postgres"), "UPDATE pg_database SET datcollversion = '1' WHERE datname = 'ready'");
        assertThat(look(false).details())
                .contains(
                        "✘ encoding and locale: ready is UTF8 C by ICU de and there UTF8 C by ICU sv;"
                                + " create these databases with the source's encoding and locale, from template0",
                        "✘ collation versions: changed under the target's ready; REINDEX DATABASE each of them,"
                                + " then ALTER DATABASE … REFRESH COLLATION VERSION");
    }

    private static void recreate(Database server, String locale) throws Exception {
        TwoServers.run(server, "DROP DATABASE ready");
        TwoServers.run(server, "CREATE DATABASE ready TEMPLATE template0 ENCODING 'UTF8' " + locale);
    }

    @Test
    void anExtensionThatIsThereAlreadyInAnOlderVersion() throws Exception {
        TwoServers.run(TwoServers.old(NAME), "CREATE EXTENSION hstore");
        TwoServers.run(TwoServers.fresh(NAME), "CREATE EXTENSION hstore VERSION '1.4'");
        assertThat(look(false).details())
                .anyMatch(it -> it.matches("✘ extensions: hstore \\S+ of ready is installed there as 1.4"
                        + " \\(ALTER EXTENSION … UPDATE\\); .*"));
        assertThat(look(true).details()).noneMatch(it -> it.startsWith("✘ extensions"));
    }

    @Test
    void aTablespaceThatTheTargetLacks(@TempDir Path folder) throws Exception {
        var old = TwoServers.old("postgres");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        TwoServers.run(old, "CREATE TABLESPACE ready_fast LOCATION '" + folder + "'");
        try {
            TwoServers.run(TwoServers.old(NAME), "CREATE TABLE t (id int) TABLESPACE ready_fast");
            assertThat(look(false).details())
                    .contains("✘ tablespaces: the target lacks ready_fast (public.t in ready);"
                            + " CREATE TABLESPACE there, or SET TABLESPACE pg_default on the source");
        } finally {
            TwoServers.run(TwoServers.old(NAME), "DROP TABLE IF EXISTS t");
            TwoServers.run(old, "DROP TABLESPACE ready_fast");
        }
    }

    @Test
    void aTargetThatTakesNoWritesAndARoleThatIsNoSuperuser() throws Exception {
        TwoServers.role("ready_little");
        TwoServers.run(TwoServers.fresh("postgres"), "ALTER ROLE ready_little LOGIN");
        TwoServers.run(TwoServers.fresh(NAME), "ALTER DATABASE ready SET default_transaction_read_only = on");
        var target = TwoServers.fresh(NAME);
        attempt.databases.put("new", new Database("new", target.host(), target.port(), NAME, "ready_little", null));
        assertThat(look(false).details())
                .contains(
                        "✘ role: postgres on the source (superuser), ready_little on the target (no superuser);"
                                + " log in as a superuser on both sides",
                        "✘ target takes writes: default_transaction_read_only is on;"
                                + " turn it off for role or database while moving")
                .anyMatch(it -> it.startsWith("? space: "));
    }

    @Test
    void whatLogicalReplicationNeeds() throws Exception {
        TwoServers.run(TwoServers.old(NAME), """
                CREATE TABLE keyed (id int PRIMARY KEY); CREATE TABLE keyless (id int); CREATE TABLE whole (id int);
                ALTER TABLE whole REPLICA IDENTITY FULL; ALTER TABLE whole ENABLE ROW LEVEL SECURITY; SELECT lo_create(0); CREATE UNLOGGED TABLE cache (id int)""");
        var spec =
                new PostgresReady.Spec("old", "new", List.of(), true, Owners.KEEP, Duration.ofMinutes(5), true, null);
        assertThat(new PostgresReady().observe(spec, attempt).details())
                .contains(
                        "✘ wal_level: replica on the source; set it to logical and restart the source",
                        "✘ replica identity: none: ready.public.keyless; ALTER TABLE … REPLICA IDENTITY USING INDEX or FULL",
                        "✘ large objects: 1 in ready, which logical replication leaves out; move these databases by dump and restore",
                        "✘ unlogged tables: ready.public.cache, which logical replication leaves out;"
                                + " move these databases by dump and restore",
                        "✔ row-level security: ready.public.whole, and our role sees every row;"
                                + " login: of postgres.subscribe needs BYPASSRLS too")
                .anyMatch(it -> it.matches("✔ replication slots: \\d+ slots and \\d+ WAL senders free, 3 wanted;"
                        + " a slot that falls behind keeps WAL without limit"));
    }

    @Test
    void aSourceThatFollowsAnotherServer() throws Exception {
        TwoServers.run(
                TwoServers.old(NAME),
                "CREATE SUBSCRIPTION feed CONNECTION 'dbname=elsewhere' PUBLICATION p WITH (connect = false, slot_name = 'feed_slot')");
        try {
            var evidence = look(false);
            assertThat(evidence.green()).isTrue();
            assertThat(evidence.sentence()).isEqualTo("21 of 22 fine; look yourself: subscriptions");
            assertThat(evidence.details())
                    .contains("? subscriptions: feed (slot feed_slot) in ready, which a move leaves out;"
                            + " ALTER SUBSCRIPTION … DISABLE before the copy; afterwards CREATE SUBSCRIPTION on the target"
                            + " at that slot, WITH (create_slot = false, copy_data = false)");
        } finally {
            TwoServers.run(TwoServers.old(NAME), "ALTER SUBSCRIPTION feed SET (slot_name = NONE)");
            TwoServers.run(TwoServers.old(NAME), "DROP SUBSCRIPTION feed");
        }
    }

    @Test
    void aRoleThatSeesHalfOfATable() throws Exception {
        TwoServers.role("ready_half");
        TwoServers.run(TwoServers.old("postgres"), "ALTER ROLE ready_half LOGIN");
        TwoServers.run(TwoServers.old(NAME), "CREATE TABLE t (id int); ALTER TABLE t ENABLE ROW LEVEL SECURITY");
        var old = TwoServers.old(NAME);
        attempt.databases.put("old", new Database("old", old.host(), old.port(), NAME, "ready_half", null));
        var spec =
                new PostgresReady.Spec("old", "new", List.of(), true, Owners.KEEP, Duration.ofMinutes(5), true, null);
        assertThat(new PostgresReady().observe(spec, attempt).details())
                .contains(
                        "✘ row-level security: rows are hidden from our role in ready.public.t; ALTER ROLE … BYPASSRLS"
                                + " on the source, or name a role that has it in login: of postgres.subscribe");
    }
}
