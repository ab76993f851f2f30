package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@SuppressWarnings("NullAway.Init")
class MoveIT {
    private static final List<String> SEVEN =
            List.of("accounts", "analysis", "filestore", "jobs", "metrics", "results", "results201709");

    private static MoveServers servers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        servers = new MoveServers();
    }

    @AfterAll
    static void stop() throws IOException {
        servers.close();
    }

    @AfterEach
    void dropAll() {
        for (var server : List.of(servers.source("postgres"), servers.target("postgres"))) {
            for (var name : MoveServers.ask(
                    server, "select datname from pg_database where not datistemplate and datname <> 'postgres'")) {
                MoveServers.sql(server, "drop database \"" + name.replace("\"", "\"\"") + "\" with (force)");
            }
            for (var role : MoveServers.ask(server, "select rolname from pg_roles where rolname ~ '^app'")) {
                MoveServers.sql(server, "drop role " + role);
            }
        }
    }

    private static void fill(String name, int rows) {
        MoveServers.sql(servers.source("postgres"), "create database \"" + name.replace("\"", "\"\"") + "\"");
        MoveServers.sql(
                servers.source(name),
                "create extension citext",
                "create table events (id bigserial primary key, ts timestamptz, body text, score double precision)",
                "insert into events (ts, body, score) select now(), repeat(md5(i::text), 4), i / 3.0 from generate_series(1, "
                        + rows + ") i",
                "create index events_ts_idx on events (ts)",
                "create table nokey (a int, b text)",
                "insert into nokey select i, 'x' || i from generate_series(1, 100) i",
                "create view recent as select * from events where id > 10",
                "create schema side",
                "create table side.\"Odd Name\" (\"Key\" int primary key references events (id))",
                "insert into side.\"Odd Name\" values (1), (2)",
                "select lo_from_bytea(4711, 'large object')",
                "analyze");
    }

    private static Move.Spec spec(List<String> databases, boolean clean) {
        return new Move.Spec("old", "new", databases, null, clean, Owners.KEEP, null);
    }

    private JobAttempt attempt() {
        return new JobAttempt(folder, servers.targets());
    }

    private static Outcome run(Move.Spec spec, JobAttempt attempt) throws InterruptedException {
        return new Move().run(spec, attempt);
    }

    private static String sum(Database database, String table) {
        return MoveServers.ask(
                        database,
                        "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from "
                                + table + " t")
                .getFirst();
    }

    private static void assertSame(String name) {
        for (var table : List.of("events", "nokey", "recent", "side.\"Odd Name\"")) {
            assertThat(sum(servers.target(name), table)).isEqualTo(sum(servers.source(name), table));
        }
        assertThat(MoveServers.ask(servers.target(name), "select convert_from(lo_get(4711), 'UTF8')"))
                .containsExactly("large object");
        assertThat(MoveServers.ask(servers.target(name), "select last_value from events_id_seq"))
                .isEqualTo(MoveServers.ask(servers.source(name), "select last_value from events_id_seq"));
        assertThat(MoveServers.ask(servers.target(name), "select count(*) from pg_stats where tablename = 'events'"))
                .doesNotContain("0");
    }

    private static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        var reason = ((Outcome.Failed) outcome).reason();
        assertThat(reason).doesNotContain("\n").doesNotContain("hunter2");
        return reason;
    }

    @Test
    void sevenDatabasesMove() throws Exception {
        SEVEN.forEach(name -> fill(name, 2000));
        var attempt = attempt();

        var outcome = run(spec(SEVEN, false), attempt);

        assertThat(outcome).as("%s", attempt.output).isInstanceOf(Outcome.Done.class);
        assertThat(((Outcome.Done) outcome).says()).startsWith("7 databases, ");
        SEVEN.forEach(MoveIT::assertSame);
        assertThat(attempt.output)
                .anyMatch(it -> it.equals("jobs: pg_restore: processing data for table \"public.events\""));
        assertThat(attempt.progress).isNotEmpty();
    }

    @Test
    void anyNameMayBeMovedAndTakenBack() throws Exception {
        var odd = List.of("it's a \"data\\base\" $(id) = `x`", "postgres://x", "dbname=ä b", "-rf");
        odd.forEach(name -> fill(name, 10));
        var attempt = attempt();

        assertThat(run(spec(odd, false), attempt)).as("%s", attempt.output).isInstanceOf(Outcome.Done.class);
        odd.forEach(MoveIT::assertSame);

        assertThat(new Move().undo(spec(odd, false), attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(MoveServers.ask(
                        servers.target("postgres"), "select datname from pg_database where not datistemplate"))
                .containsExactly("postgres");
    }

    @Test
    void encodingLocaleAndOwnerAreThoseOfTheSource() throws Exception {
        for (var server : List.of(servers.source("postgres"), servers.target("postgres"))) {
            MoveServers.sql(server, "create role app_owner");
        }
        MoveServers.sql(
                servers.source("postgres"),
                "create database latin template template0 encoding 'LATIN1' locale 'C' owner app_owner connection limit 7",
                "alter database latin set search_path to \"Odd, one\", public",
                "alter database latin set application_name to 'it''s'",
                "comment on database latin is 'an old one'",
                "revoke all on database latin from public",
                "grant connect on database latin to app_owner with grant option");
        MoveServers.sql(
                servers.source("latin"), "set role app_owner; create table t (a text); insert into t values ('ä')");

        assertThat(run(spec(List.of("latin"), false), attempt())).isInstanceOf(Outcome.Done.class);

        assertThat(MoveServers.ask(
                        servers.target("latin"),
                        "select concat_ws(' ', pg_encoding_to_char(encoding), datcollate, pg_get_userbyid(datdba),"
                                + " (select relowner::regrole from pg_class where relname = 't'), (select a from t))"
                                + " from pg_database where datname = 'latin'"))
                .containsExactly("LATIN1 C app_owner app_owner ä");
        var own = "select concat_ws(' | ', datconnlimit, datacl, shobj_description(d.oid, 'pg_database'), setconfig)"
                + " from pg_database d join pg_db_role_setting s on s.setdatabase = d.oid where datname = 'latin'";
        assertThat(MoveServers.ask(servers.target("postgres"), own))
                .isEqualTo(MoveServers.ask(servers.source("postgres"), own))
                .first()
                .asString()
                .contains("7 | ", "an old one", "Odd, one", "it's");
    }

    @Test
    void anOwnerTheTargetLacksFailsItAndOwnersNoneDoesNotNeedHim() throws Exception {
        MoveServers.sql(servers.source("postgres"), "create role app_gone");
        fill("jobs", 10);
        MoveServers.sql(servers.source("jobs"), "alter table nokey owner to app_gone");
        var attempt = attempt();

        var outcome = run(spec(List.of("jobs"), false), attempt);

        assertThat(reason(outcome))
                .contains("jobs came to")
                .contains("role \"app_gone\" does not exist")
                .contains("0 of 1 database moved");
        assertThat(((Outcome.Failed) outcome).remedy()).contains("owners: none");
        var without = new Move.Spec("old", "new", List.of("jobs"), null, false, Owners.NONE, null);
        assertThat(run(without, attempt.retry())).isInstanceOf(Outcome.Done.class);
        assertSame("jobs");
    }

    @Test
    void whatIsExcludedMeansTheSameToTheDumpAndToOurselves() throws Exception {
        fill("jobs", 10);
        MoveServers.sql(
                servers.source("jobs"),
                "create table a_tmp (a int)",
                "create table side.b_tmp (a int)",
                "create table \"Big\" (a int)",
                "create table big (a int)",
                "create table \"Od.d\" (a int)",
                "create table l1 (a int)",
                "create table lx (a int)");
        var patterns = List.of("no*", "side.\"Odd Name\"", "*_tmp", "Big", "\"Od.d\"", "l[0-9]");
        assertThat(run(new Move.Spec("old", "new", List.of("jobs"), null, false, Owners.KEEP, patterns), attempt()))
                .isInstanceOf(Outcome.Done.class);

        var arrived = MoveServers.ask(
                servers.target("jobs"),
                "select n.nspname || '.' || relname from pg_class c join pg_namespace n on n.oid = relnamespace"
                        + " where relkind = 'r' and c.oid >= 16384 order by 1");
        assertThat(arrived).containsExactly("public.Big", "public.events", "public.lx");
        try (var source = Login.open(servers.source("jobs"), "test")) {
            assertThat(Census.take("jobs", source, patterns).tables())
                    .extracting(it -> it.schema() + "." + it.name())
                    .containsExactlyInAnyOrderElementsOf(arrived);
        }
    }

    @Test
    void largeObjectsAreCountedAmongWhatThereIsToMove() throws Exception {
        fill("jobs", 10);
        MoveServers.sql(
                servers.source("jobs"),
                "select lo_from_bytea(0, decode(repeat(md5(i::text), 50000), 'hex')) from generate_series(1, 5) i");
        try (var source = Login.open(servers.source("jobs"), "test")) {
            var census = Census.take("jobs", source, List.of());
            assertThat(census.blobs().count()).isEqualTo(6);
            assertThat(census.dataBytes()).isGreaterThan(200_000L);
        }
        var attempt = attempt();
        assertThat(run(spec(List.of("jobs"), false), attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(attempt.output).anyMatch(it -> it.contains("restoring large object with OID 4711"));
    }

    @Test
    void whatIsNotEmptyIsRefusedAndCleanCreatesItAnew() throws Exception {
        fill("jobs", 10);
        fill("metrics", 10);
        MoveServers.sql(servers.target("postgres"), "create database jobs encoding 'UTF8'");
        MoveServers.sql(servers.target("jobs"), "create table precious (a int)");

        assertThat(reason(run(spec(List.of("metrics", "jobs"), false), attempt())))
                .contains("not empty on the target: jobs")
                .contains("clean: true");
        assertThat(MoveServers.ask(
                        servers.target("postgres"), "select datname from pg_database where datname = 'metrics'"))
                .isEmpty();
        assertThat(MoveServers.ask(servers.target("jobs"), "select count(*) from precious"))
                .containsExactly("0");

        assertThat(run(spec(List.of("metrics", "jobs"), true), attempt().retry()))
                .isInstanceOf(Outcome.Done.class);
        assertSame("jobs");
        assertThat(MoveServers.ask(servers.target("jobs"), "select to_regclass('precious')::text"))
                .containsExactly("null");
    }

    @Test
    void withoutNamesItIsTheTargetsOwnDatabaseThatIsCreatedAnew() throws Exception {
        fill("jobs", 10);
        MoveServers.sql(servers.target("postgres"), "create database work");
        MoveServers.sql(servers.target("work"), "create table old (a int)");
        var attempt = new JobAttempt(folder, Map.of("old", servers.source("jobs"), "new", servers.target("work")));
        var spec = new Move.Spec("old", "new", null, null, true, Owners.KEEP, null);

        assertThat(new Move().run(spec, attempt)).as("%s", attempt.output).isInstanceOf(Outcome.Done.class);

        assertThat(sum(servers.target("work"), "events")).isEqualTo(sum(servers.source("jobs"), "events"));
        assertThat(MoveServers.ask(servers.target("work"), "select to_regclass('old')::text"))
                .containsExactly("null");
    }

    @Test
    void aDatabaseInUseIsNotDropped() throws Exception {
        fill("jobs", 10);
        MoveServers.sql(servers.target("postgres"), "create database jobs");
        MoveServers.sql(servers.target("jobs"), "create table precious (a int)");
        try (var session = Login.open(servers.target("jobs"), "the app")) {
            assertThat(reason(run(spec(List.of("jobs"), true), attempt())))
                    .contains("being used by postgres")
                    .contains("the app");
            assertThat(session.createStatement()
                            .executeQuery("select * from precious")
                            .next())
                    .isFalse();
        }
    }

    @Test
    void onePlaceCannotBeBothEnds() throws Exception {
        fill("jobs", 10);
        var attempt =
                new JobAttempt(folder, Map.of("old", servers.source("postgres"), "new", servers.source("postgres")));
        assertThat(reason(run(spec(List.of("jobs"), true), attempt))).contains("one and the same server");
        assertThat(MoveServers.ask(servers.source("jobs"), "select count(*) from nokey"))
                .containsExactly("100");
    }

    @Test
    void aSourceThatIsMissingIsNamedBeforeAnythingIsDone() throws Exception {
        fill("jobs", 10);
        assertThat(reason(run(spec(List.of("jobs", "nowhere"), false), attempt())))
                .contains("there is no database \"nowhere\"");
        assertThat(MoveServers.ask(
                        servers.target("postgres"), "select datname from pg_database where datname = 'jobs'"))
                .isEmpty();
    }

    @Test
    void theLargestTableGoesByLanes() throws Exception {
        fill("jobs", 30_000);
        MoveServers.sql(
                servers.source("jobs"),
                "alter table events add doubled double precision generated always as (score * 2) stored, drop column body cascade",
                "create view recent as select 1 a",
                "analyze");
        var attempt = attempt();

        var outcome = new Move(4, 3).run(spec(List.of("jobs"), false), attempt);

        assertThat(outcome).as("%s", attempt.output).isInstanceOf(Outcome.Done.class);
        assertSame("jobs");
        assertThat(attempt.output).noneMatch(it -> it.contains("processing data for table \"public.events\""));
    }

    @Test
    void aReturnDoesNothingTwice() throws Exception {
        fill("jobs", 10);
        fill("metrics", 20_000);
        var first = attempt();
        var began = new CountDownLatch(1);
        first.onLine(line -> {
            if (line.startsWith("metrics: ")) {
                began.countDown();
            }
        });
        var thread = Thread.ofVirtual().start(() -> quietly(spec(List.of("metrics", "jobs"), false), first));
        assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join();

        var second = first.again();
        assertThat(run(spec(List.of("metrics", "jobs"), false), second))
                .as("%s", second.output)
                .isInstanceOf(Outcome.Done.class);
        assertSame("jobs");
        assertSame("metrics");

        var third = second.again();
        assertThat(run(spec(List.of("metrics", "jobs"), false), third)).isInstanceOf(Outcome.Done.class);
        assertThat(third.jobs).isEmpty();
    }

    @Test
    void whoCreatesADatabaseThatAnEarlierTryIsStillCreatingGoesOnWithIt() throws Exception {
        fill("jobs", 10);
        try (var origin = new Landing(servers.source("postgres"), List.of());
                var first = new Landing(servers.target("postgres"), List.of("jobs"));
                var second = new Landing(servers.target("postgres"), List.of("jobs"))) {
            var plan = origin.plan("jobs", Owners.KEEP);
            var earlier = new FutureTask<>(() -> {
                first.create("jobs", plan);
                return first.state("jobs");
            });
            Thread.ofVirtual().start(earlier);
            second.create("jobs", plan);
            assertThat(earlier.get(60, TimeUnit.SECONDS)).isEqualTo(Landing.State.EMPTY);
            second.create("jobs", plan);

            MoveServers.sql(servers.target("jobs"), "create table mine ()");
            assertThatThrownBy(() -> second.create("jobs", plan)).hasMessageContaining("already exists");
        }
    }

    private static @Nullable Outcome quietly(Move.Spec spec, JobAttempt attempt) {
        try {
            return run(spec, attempt);
        } catch (InterruptedException _) {
            return null;
        }
    }
}
