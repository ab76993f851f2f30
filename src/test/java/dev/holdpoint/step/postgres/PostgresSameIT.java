package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class PostgresSameIT {
    private static final String NAME = SameTwins.NAME;

    private final FakeAttempt attempt = new FakeAttempt();

    @BeforeEach
    void twins() throws Exception {
        SameTwins.create(attempt);
    }

    private Evidence look() throws InterruptedException {
        return new PostgresSame().observe(spec(List.of(), List.of()), attempt);
    }

    private static PostgresSame.Spec spec(List<String> databases, List<String> exclude) {
        return new PostgresSame.Spec("old", "new", databases, 2, exclude, Owners.KEEP);
    }

    /** Changes the target and returns what is found then. */
    private Evidence after(String sql) throws Exception {
        TwoServers.run(TwoServers.fresh(NAME), sql);
        return look();
    }

    @Test
    void twinsAreTheSame() throws Exception {
        var evidence = look();
        assertThat(evidence.details()).containsExactly("same: 6 tables, 750 rows");
        assertThat(evidence.sentence()).isEqualTo("1 database, 6 tables, 750 rows, 1 large object, 0 differences");
        assertThat(evidence.green()).isTrue();
        assertThat(evidence.at()).isEqualTo(FakeAttempt.NOW);
        assertThat(attempt.progress).isNotEmpty();
    }

    @Test
    void oneRowThatDiffersIsNamedByItsKeyAndColumn() throws Exception {
        var evidence = after("UPDATE events SET title = 'other' WHERE id = 42");
        assertThat(evidence.green()).isFalse();
        assertThat(evidence.sentence()).isEqualTo("1 difference: same.public.events row id=42");
        assertThat(evidence.details()).contains("same.public.events row id=42: title differs");
    }

    @Test
    void whatIsEqualToTheServerButPrintsOtherwiseDiffers() throws Exception {
        assertThat(after("UPDATE events SET amount = '1.50' WHERE id = 12").details())
                .contains("same.public.events row id=12: amount differs");
        assertThat(after("UPDATE events SET every = '1 day' WHERE id = 24").details())
                .contains("same.public.events row id=24: every differs");
        assertThat(after("UPDATE events SET raw = '{\"i\" :7}' WHERE id = 7").details())
                .contains("same.public.events row id=7: raw differs");
        assertThat(after("UPDATE events SET doc = '{\"i\": 9.0}', mood = 'ill' WHERE id = 9")
                        .details())
                .contains("same.public.events row id=9: mood, doc differ");
    }

    @Test
    void rowsThatAreMissingOrTooManyAreNamed() throws Exception {
        var evidence = after("DELETE FROM events WHERE id = 3; INSERT INTO events (id) VALUES (1000)");
        assertThat(evidence.sentence())
                .isEqualTo("2 differences: same.public.events row id=3, same.public.events row id=1000");
        assertThat(evidence.details())
                .contains(
                        "same.public.events row id=3: missing on the target",
                        "same.public.events row id=1000: only on the target");
    }

    @Test
    void namesThatNeedQuotesAndKeysOfTwoColumns() throws Exception {
        assertThat(after("UPDATE \"we ird\".\"Od\"\"d.name\" SET \"select\" = 'w' WHERE \"Key 1\" = 7")
                        .details())
                .contains("same.\"we ird\".\"Od\"\"d.name\" row Key 1=7, key2=k7: \"select\" differs");
    }

    @Test
    void rowsWithoutAKeyAreNamedByTheirPlaceAndNeverByWhatIsInThem() throws Exception {
        var evidence = after("DELETE FROM keyless WHERE ctid = (SELECT min(ctid) FROM keyless WHERE a = 4)");
        assertThat(evidence.details())
                .contains("same.public.keyless row at ctid (0,4) of the source: 10 on the source, 9 on the target")
                .noneMatch(it -> it.contains("text of"));
        assertThat(evidence.sentence()).isEqualTo("1 difference: same.public.keyless row at ctid (0,4) of the source");
    }

    @Test
    void aRowThatIsThereTwiceInsteadOfAnotherOneIsFound() throws Exception {
        assertThat(after("UPDATE keyless SET a = 5, b = 'text of 5' WHERE a = 4")
                        .details())
                .contains(
                        "same.public.keyless row at ctid (0,4) of the source: missing on the target, 10 of it on the source");
    }

    @Test
    void aPartitionIsNamed() throws Exception {
        assertThat(after("UPDATE parted SET v = 'w' WHERE id = 45").details())
                .contains("same.public.parted_2 row id=45, day=2026-02-15: v differs");
    }

    @Test
    void aSequenceThatIsBehindItsColumn() throws Exception {
        var evidence = after("SELECT setval('events_id_seq', 40)");
        assertThat(evidence.sentence()).isEqualTo("1 difference: sequence same.public.events_id_seq");
        assertThat(evidence.details())
                .contains(
                        "sequence same.public.events_id_seq: 500 on the source, 40 on the target, where id has 500 already");
    }

    @Test
    void anOwnerAndAPrivilege() throws Exception {
        var evidence = after("ALTER VIEW titles OWNER TO same_reader; REVOKE SELECT ON events FROM same_reader");
        assertThat(evidence.details())
                .contains(
                        "owner of view same.public.titles: postgres on the source, same_reader on the target",
                        "privileges on table same.public.events: the target lacks same_reader=SELECT");
        var careless = new PostgresSame.Spec("old", "new", List.of(), 2, List.of(), Owners.NONE);
        assertThat(new PostgresSame().observe(careless, attempt).green()).isTrue();
    }

    @Test
    void aSequenceThatIsBehindItsColumnOnBothSidesIsNoted() throws Exception {
        TwoServers.run(TwoServers.old(NAME), "SELECT setval('events_id_seq', 40)");
        var evidence = after("SELECT setval('events_id_seq', 40)");
        assertThat(evidence.green()).isTrue();
        assertThat(evidence.details())
                .contains("same: sequence public.events_id_seq stands at 40 on both sides, where id has 500 already");
    }

    /** With now() in it no refresh makes it the same, and a restore has refreshed it. */
    @Test
    void aViewOfAnotherHourIsNoDifference() throws Exception {
        TwoServers.both(
                NAME, "CREATE MATERIALIZED VIEW hour AS SELECT clock_timestamp(), count(*) FROM events; ANALYZE hour");
        var evidence = after("REFRESH MATERIALIZED VIEW hour; ANALYZE hour");
        assertThat(evidence.sentence()).endsWith("0 differences");
        assertThat(evidence.green()).isTrue();
        assertThat(evidence.details())
                .contains(
                        "same: materialized view public.hour has other rows, which is no difference: they were computed at another time");
    }

    @Test
    void structure() throws Exception {
        assertThat(after("""
                        DROP INDEX events_title; ALTER TABLE events DROP CONSTRAINT priced, ADD CONSTRAINT priced CHECK (price >= 0) NOT VALID;
                        ALTER TABLE events DISABLE TRIGGER touch; ALTER TABLE keyless ALTER b SET NOT NULL;
                        CREATE OR REPLACE VIEW titles AS SELECT upper(title) AS title FROM events;
                        REFRESH MATERIALIZED VIEW counted WITH NO DATA; ALTER TYPE mood ADD VALUE 'so-so';
                        CREATE OR REPLACE FUNCTION twice(i int) RETURNS int LANGUAGE sql AS 'SELECT i + i'""").details())
                .contains(
                        "type same.public.mood: 'well', 'ill' on the source, 'well', 'ill', 'so-so' on the target",
                        "column same.public.keyless.b: text on the source, text not null on the target",
                        "view same.public.titles: its definition differs",
                        "materialized view same.public.counted: invalid on the target",
                        "function same.public.twice(integer): its definition differs",
                        "index same.public.events_title: missing on the target",
                        "constraint same.public.events priced: CHECK ((price >= (0)::numeric)) on the source,"
                                + " CHECK ((price >= (0)::numeric)) NOT VALID on the target",
                        "trigger same.public.events touch: disabled on the target");
    }

    @Test
    void aTableThatIsMissingIsOneDifference() throws Exception {
        var evidence = after("DROP TABLE \"we ird\".\"Od\"\"d.name\"");
        assertThat(evidence.details().getFirst())
                .isEqualTo("table same.\"we ird\".\"Od\"\"d.name\": missing on the target");
        assertThat(evidence.sentence()).startsWith("1 difference: ");
    }

    @Test
    void aColumnThatIsMissingDoesNotHideTheOthers() throws Exception {
        var evidence = after("ALTER TABLE keyless DROP COLUMN b; UPDATE keyless SET a = 77 WHERE a = 3");
        assertThat(evidence.details())
                .contains(
                        "column same.public.keyless.b: missing on the target (text)",
                        "same.public.keyless row at ctid (0,3) of the source: missing on the target, 10 of it on the source");
    }

    @Test
    void moreThanTenDifferencesAreSaidToBeMore() throws Exception {
        var evidence = after("UPDATE events SET title = upper(title)");
        assertThat(evidence.sentence()).startsWith("at least 10 differences: same.public.events row id=");
        assertThat(evidence.details()).hasSize(11);
    }

    @Test
    void excludedTablesAreNotLookedAt() throws Exception {
        TwoServers.run(
                TwoServers.fresh(NAME),
                "UPDATE events SET title = 'other'; DROP TABLE parted_2; ALTER TABLE events ALTER id DROP DEFAULT; DROP SEQUENCE events_id_seq");
        var evidence = new PostgresSame().observe(spec(List.of(), List.of("events", "public.parted*")), attempt);
        assertThat(evidence.sentence()).isEqualTo("1 database, 3 tables, 150 rows, 1 large object, 0 differences");
    }

    @Test
    void severalDatabasesWithTwoHundredTables() throws Exception {
        TwoServers.create("same_2");
        TwoServers.both("same_2", """
                DO $$ BEGIN FOR i IN 1..200 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, v text)', i);
                EXECUTE format('INSERT INTO t%s SELECT n, n::text FROM generate_series(1, %s) n', i, i); END LOOP; END $$""");
        TwoServers.both("same_2", "ANALYZE");
        var same = new PostgresSame().observe(spec(List.of(NAME, "same_2"), List.of()), attempt);
        assertThat(same.sentence()).isEqualTo("2 databases, 206 tables, 20,850 rows, 1 large object, 0 differences");
        TwoServers.run(TwoServers.fresh("same_2"), "UPDATE t123 SET v = 'x' WHERE id = 99");
        var other = new PostgresSame().observe(spec(List.of(NAME, "same_2"), List.of()), attempt);
        assertThat(other.sentence()).isEqualTo("1 difference: same_2.public.t123 row id=99");
    }

    @Test
    void whatCannotBeReachedIsRedInOneLine() throws Exception {
        var evidence = new PostgresSame().observe(spec(List.of("nowhere"), List.of()), attempt);
        assertThat(evidence.green()).isFalse();
        assertThat(evidence.sentence())
                .contains("there is no database \"nowhere\"")
                .doesNotContain("\n");
    }

    @Test
    void aDatabaseIsNotComparedWithItself() throws Exception {
        var old = TwoServers.old(NAME);
        for (var host : List.of("localhost", "127.0.0.1")) {
            attempt.databases.put("new", new Database("new", host, old.port(), NAME, "postgres", null));
            assertThat(look().sentence())
                    .startsWith("source and target are the same database: ")
                    .endsWith("; check the addresses of both targets");
        }
    }

    @Test
    void aTableWithoutStatistics() throws Exception {
        var evidence =
                after("CREATE TABLE copied AS TABLE keyless; DROP TABLE keyless; ALTER TABLE copied RENAME TO keyless");
        assertThat(evidence.details())
                .contains(
                        "statistics for the planner of same.public.keyless: missing on the target: run ANALYZE there");
    }

    @ParameterizedTest
    @EnumSource(Hashing.class)
    void everyWayOfHashingFindsTheSame(Hashing hashing) throws Exception {
        TwoServers.run(TwoServers.fresh(NAME), "UPDATE events SET note = 'other' WHERE id = 42");
        try (var source = new Snapshot(TwoServers.old(NAME));
                var target = new Snapshot(TwoServers.fresh(NAME))) {
            var table = Tables.of(source, new Excluded(List.of())).get("public.events");
            var sums = new Both<>(source, target)
                    .map(side -> new TableSums(side, hashing, new Semaphore(2), new Gauge(attempt, Map.of()))
                            .of(List.of(table), 2)
                            .get("public.events"));
            assertThat(sums.source().rows())
                    .isEqualTo(500)
                    .isEqualTo(sums.target().rows());
            assertThat(sums.source().hash()).isNotEqualTo(sums.target().hash());
            var found = new Culprits(NAME, new Both<>(source.first(), target.first()), table, hashing, 10).find();
            assertThat(found.differences())
                    .containsExactly(new Difference(NAME, "", "public.events row id=42", "note differs"));
        }
    }

    @Test
    void aRoleThatMayOnlyReadIsEnough() throws Exception {
        TwoServers.both(NAME, """
                DO $$ BEGIN CREATE ROLE same_app LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                GRANT pg_read_all_data TO same_app; GRANT SELECT ON LARGE OBJECT 4711 TO same_app""");
        attempt.databases.replaceAll(
                (name, it) -> new Database(it.target(), it.host(), it.port(), it.name(), "same_app", null));
        assertThat(look().sentence()).endsWith(" 1 large object, 0 differences");
        assertThat(after("SELECT lo_put(4711, 5000, 'changed')").details())
                .contains("contents of large object same.4711: differ");
    }

    @Test
    void whatOurRoleMayNotReadIsSaid() throws Exception {
        TwoServers.both(NAME, """
                DO $$ BEGIN CREATE ROLE same_little LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                GRANT USAGE ON SCHEMA "we ird" TO same_little; GRANT SELECT ON ALL TABLES IN SCHEMA public, "we ird" TO same_little;
                GRANT SELECT ON events_id_seq TO same_little; GRANT SELECT ON LARGE OBJECT 4711 TO same_little""");
        attempt.databases.replaceAll(
                (name, it) -> new Database(it.target(), it.host(), it.port(), it.name(), "same_little", null));
        assertThat(look().details())
                .contains("same: not compared, for our role may not read them: pg_subscription, pg_user_mapping");
    }

    @Test
    @Timeout(60)
    void cancellingStopsTheServersToo() throws Exception {
        try (var holder = Login.open(TwoServers.fresh(NAME), "holder");
                var statement = holder.createStatement()) {
            statement.execute("BEGIN; LOCK TABLE keyless IN ACCESS EXCLUSIVE MODE");
            var interrupted = new AtomicBoolean();
            var looking = Thread.ofVirtual().start(() -> {
                try {
                    look();
                } catch (InterruptedException cancelled) {
                    interrupted.set(true);
                }
            });
            awaitWaiting();
            looking.interrupt();
            looking.join();
            assertThat(interrupted).isTrue();
            var left = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'holdpoint same'";
            while (!TwoServers.value(TwoServers.fresh("postgres"), left).equals("0")) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @Timeout(60)
    void aServerThatEndsOurSessionsIsOneLine() throws Exception {
        try (var holder = Login.open(TwoServers.fresh(NAME), "holder");
                var statement = holder.createStatement()) {
            statement.execute("BEGIN; LOCK TABLE keyless IN ACCESS EXCLUSIVE MODE");
            var seen = new CompletableFuture<Evidence>();
            Thread.ofVirtual().start(() -> {
                try {
                    seen.complete(look());
                } catch (InterruptedException | RuntimeException failed) {
                    seen.completeExceptionally(failed);
                }
            });
            awaitWaiting();
            TwoServers.run(
                    TwoServers.fresh("postgres"),
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holdpoint same'");
            assertThat(seen.get().green()).isFalse();
            assertThat(seen.get().sentence()).startsWith("same on the target: ").doesNotContain("\n");
        }
    }

    private static void awaitWaiting() throws Exception {
        var waiting =
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'holdpoint same' AND wait_event_type = 'Lock'";
        while (TwoServers.value(TwoServers.fresh("postgres"), waiting).equals("0")) {
            Thread.onSpinWait();
        }
    }
}
