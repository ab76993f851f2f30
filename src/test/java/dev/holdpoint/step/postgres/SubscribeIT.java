package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing and subscribing: refused, done twice, come back to, taken back. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class SubscribeIT {
    private static final String SLOTS = "select count(*) from pg_replication_slots where database = current_database()";
    private static final String PUBLICATIONS = "select pubname from pg_publication";
    private static final String THERE = "select count(*) from pg_database where datname = current_database()";

    private static HotServers hot;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        hot = new HotServers();
    }

    @AfterAll
    static void stop() throws IOException {
        hot.close();
    }

    private static Publish.Spec publish(String name, String... tables) {
        return new Publish.Spec("old", tables.length == 0 ? List.of("all") : List.of(tables), name);
    }

    private static Subscribe.Spec subscribe(String name) {
        return new Subscribe.Spec("old", "new", name, null, null, Subscribe.Tables.COPY, Owners.KEEP);
    }

    private static Subscribe.Spec subscribe(String name, String reach, Subscribe.Tables schema) {
        return new Subscribe.Spec("old", "new", name, reach, null, schema, Owners.KEEP);
    }

    private JobAttempt attempt() {
        return hot.attempt(folder);
    }

    @Test
    void tablesWithoutReplicaIdentityAreNamedAndNothingIsPublished() throws Exception {
        var name = hot.fresh(
                "create table fine (id int primary key)",
                "create table \"No Key\" (a int)",
                "create table late (id int primary key deferrable initially deferred)",
                "create table whole (a int)",
                "alter table whole replica identity full");
        var reason = HotServers.refused(new Publish(), publish(name), attempt());
        assertThat(reason)
                .contains("public.No Key", "public.late", "REPLICA IDENTITY")
                .doesNotContain("fine", "whole");
        assertThat(hot.onOld(PUBLICATIONS)).isEmpty();
        MoveServers.sql(hot.old(), "insert into \"No Key\" values (1)", "update \"No Key\" set a = 2");

        assertThat(HotServers.refused(new Publish(), publish(name, "fine", "gone*"), attempt()))
                .contains("gone*");
        HotServers.done(new Publish(), publish(name, "fine", "w*"), attempt());
        assertThat(hot.onOld("select tablename from pg_publication_tables order by 1"))
                .containsExactly("fine", "whole");
    }

    @Test
    void whatReplicationLeavesOutIsNamed() throws Exception {
        var name = hot.fresh(
                "create table t (id int primary key)",
                "create unlogged table cache (id int primary key)",
                "select lo_create(0)");
        var attempt = attempt();
        var outcome = new Publish().run(publish(name), attempt);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(((Outcome.Done) outcome).says()).contains("public.cache").contains("1 large object");
    }

    @Test
    void aPublicationOfSomebodyElseIsRefusedAndStays() throws Exception {
        var name = hot.fresh("create table t (id int primary key)");
        MoveServers.sql(hot.old(), "create publication " + name + " for all tables");
        var attempt = attempt();
        assertThat(HotServers.refused(new Publish(), publish(name), attempt)).contains("already");
        HotServers.undone(new Publish(), publish(name), attempt);
        assertThat(hot.onOld(PUBLICATIONS)).containsExactly(name);
    }

    @Test
    void publishingIsComeBackToAndTakenBack() throws Exception {
        var name = hot.fresh("create table t (id int primary key)");
        var attempt = attempt();
        HotServers.done(new Publish(), publish(name), attempt);
        HotServers.done(new Publish(), publish(name), attempt.again());
        var item = new Publish().opens(publish(name)).getFirst().item();
        assertThat(new Publish().closed(publish(name), item, attempt).green()).isFalse();
        HotServers.undone(new Publish(), publish(name), attempt.again());
        HotServers.undone(new Publish(), publish(name), attempt.again());
        assertThat(hot.onOld(PUBLICATIONS)).isEmpty();
        assertThat(new Publish().closed(publish(name), item, attempt).green()).isTrue();
    }

    @Test
    void withoutLogicalWalNothingIsPublished() throws Exception {
        TwoServers.create("plain");
        TwoServers.run(TwoServers.old("plain"), "create table t (id int primary key)");
        var attempt = new JobAttempt(folder, Map.of("old", TwoServers.old("plain")));
        assertThat(HotServers.refused(new Publish(), publish("p"), attempt)).contains("wal_level");
    }

    @Test
    void subscribingIsComeBackToAtEachPartAndTakenBack() throws Exception {
        var name = hot.fresh("create table t (id int primary key)", "insert into t select generate_series(1, 100)");
        HotServers.done(new Publish(), publish(name), attempt());
        var subscribe = new Subscribe();
        var whole = attempt();
        HotServers.done(subscribe, subscribe(name), whole);
        assertThat(hot.onNew("select count(*) from t")).containsExactly("100");
        assertThat(hot.onNew("select count(*) from pg_publication")).containsExactly("0");

        HotServers.undone(subscribe, subscribe(name), whole);
        assertThat(hot.onOld(SLOTS)).containsExactly("0");
        assertThat(MoveServers.ask(
                        hot.servers.target("postgres"),
                        "select count(*) from pg_database where datname = '"
                                + hot.fresh().name() + "'"))
                .containsExactly("0");
        var first = attempt().retry();
        HotServers.done(subscribe, subscribe(name), first);
        HotServers.done(subscribe, subscribe(name), first.again());
        // The program died before the subscription was there, and behind the slot.
        MoveServers.sql(
                hot.fresh(),
                "alter subscription " + name + " disable",
                "alter subscription " + name + " set (slot_name = none)",
                "drop subscription " + name,
                "truncate t");
        var again = first.again();
        HotServers.done(subscribe, subscribe(name), again);
        MoveServers.sql(hot.old(), "insert into t values (1000)");
        HotServers.done(new CatchUp(), new CatchUp.Spec("old", "new", name, Duration.ofSeconds(60)), attempt());
        assertThat(hot.onNew("select count(*) from t")).containsExactly("101");
        HotServers.undone(subscribe, subscribe(name), again);
        assertThat(hot.onOld(SLOTS)).containsExactly("0");
    }

    @Test
    void theNewServerThatDoesNotReachTheOldOneLeavesNothingBehind() throws Exception {
        var name = hot.fresh("create table t (id int primary key)");
        HotServers.done(new Publish(), publish(name), attempt());
        var secret = "s3cr3t'\\pass";
        var old = hot.old();
        var attempt = new JobAttempt(
                folder,
                Map.of(
                        "old",
                        new Database("old", old.host(), old.port(), old.name(), old.user(), secret),
                        "new",
                        hot.fresh()));
        var spec = subscribe(name, "127.0.0.1:1", Subscribe.Tables.COPY);
        var reason = HotServers.refused(new Subscribe(), spec, attempt);
        assertThat(reason).contains("could not connect").contains("port='1'");
        assertThat(reason + attempt.output + attempt.facts).doesNotContain("s3cr3t");
        assertThat(new Subscribe().preview(spec, attempt)).noneMatch(it -> it.contains("s3cr3t"));

        var item = new Subscribe().opens(spec).getFirst().item();
        assertThat(new Subscribe().closed(spec, item, attempt).green()).isFalse();
        HotServers.undone(new Subscribe(), spec, attempt);
        assertThat(hot.onOld(SLOTS)).containsExactly("0");
    }

    @Test
    void theOldServerThatLetsNobodyInAnyMoreIsNoReasonToKeepASlot() throws Exception {
        var name =
                hot.fresh("create table t (id int primary key)", "create role follower superuser login password 'f'");
        HotServers.done(new Publish(), publish(name), attempt());
        var old = hot.old();
        var targets = Map.of(
                "old",
                old,
                "new",
                hot.fresh(),
                "follower",
                new Database("follower", old.host(), old.port(), old.name(), "follower", "f"));
        var spec = new Subscribe.Spec("old", "new", name, null, "follower", Subscribe.Tables.COPY, Owners.KEEP);
        var attempt = new JobAttempt(folder, targets);
        HotServers.done(new Subscribe(), spec, attempt);
        assertThat(hot.onNew("select subconninfo from pg_subscription"))
                .singleElement()
                .asString()
                .contains("follower");
        MoveServers.sql(
                hot.old(),
                "alter role follower nologin",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'follower'");
        HotServers.undone(new Subscribe(), spec, attempt);
        assertThat(hot.onOld(SLOTS)).containsExactly("0");
        MoveServers.sql(hot.old(), "drop role follower");
    }

    /** It would copy the rows that it sees, and nothing would say that there are more. */
    @Test
    void aLoginThatRowSecurityHidesRowsFromIsRefused() throws Exception {
        var name = hot.fresh(
                "create table t (id int primary key)",
                "insert into t select generate_series(1, 10)",
                "create table own (id int primary key)",
                "create table unpublished (id int primary key)",
                "create role half replication login password 'h'",
                "grant select on all tables in schema public to half",
                "alter table own owner to half",
                "alter table t enable row level security",
                "alter table own enable row level security",
                "alter table unpublished enable row level security",
                "create policy few on t using (id < 4)");
        MoveServers.sql(hot.servers.target("postgres"), "create role half");
        HotServers.done(new Publish(), publish(name, "t", "own"), attempt());
        var old = hot.old();
        var targets = Map.of(
                "old",
                old,
                "new",
                hot.fresh(),
                "half",
                new Database("half", old.host(), old.port(), old.name(), "half", "h"));
        var spec = new Subscribe.Spec("old", "new", name, null, "half", Subscribe.Tables.COPY, Owners.KEEP);
        var attempt = new JobAttempt(folder, targets);

        assertThat(HotServers.refused(new Subscribe(), spec, attempt))
                .contains("row-level security hides rows from half on old in public.t:")
                .contains("ALTER ROLE \"half\" BYPASSRLS");
        assertThat(hot.onOld(SLOTS)).containsExactly("0");

        MoveServers.sql(old, "alter role half bypassrls");
        HotServers.done(new Subscribe(), spec, attempt.retry());
        assertThat(hot.onNew("select count(*) from t")).containsExactly("10");
        HotServers.undone(new Subscribe(), spec, attempt);
    }

    @Test
    void tablesThatAreThereMustBeEmptyAndAreEmptiedAgain() throws Exception {
        var name = hot.fresh(
                "create table t (id int primary key)", "create table u (id int primary key references t)",
                "insert into t values (1)", "insert into u values (1)");
        MoveServers.sql(
                hot.servers.target("postgres"),
                "create database " + Quoted.name(hot.fresh().name()));
        HotServers.done(new Publish(), publish(name), attempt());
        var spec = new Subscribe.Spec("old", "new", name, null, null, Subscribe.Tables.PRESENT, Owners.KEEP);
        var attempt = attempt();
        assertThat(HotServers.refused(new Subscribe(), spec, attempt)).contains("not on the target");
        MoveServers.sql(
                hot.fresh(),
                "create table t (id int primary key)",
                "create table u (id int primary key references t)",
                "insert into t values (7)");
        assertThat(HotServers.refused(new Subscribe(), spec, attempt.retry()))
                .contains("not empty")
                .contains("public.t");
        HotServers.undone(new Subscribe(), spec, attempt);
        assertThat(hot.onNew("select id from t")).as("not ours").containsExactly("7");
        MoveServers.sql(hot.fresh(), "delete from t");
        HotServers.done(new Subscribe(), spec, attempt.retry());
        assertThat(hot.onNew("select id from u")).containsExactly("1");
        HotServers.undone(new Subscribe(), spec, attempt);
        assertThat(hot.onNew("select count(*) from t")).containsExactly("0");
        assertThat(hot.onOld(SLOTS)).containsExactly("0");
    }

    @Test
    void whatIsNotOursIsRefused() throws Exception {
        var name = hot.fresh("create table t (id int primary key)");
        assertThat(HotServers.refused(new Subscribe(), subscribe(name), attempt()))
                .contains("no publication");
        HotServers.done(new Publish(), publish(name), attempt());
        MoveServers.sql(hot.old(), "select pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
        var attempt = attempt();
        assertThat(HotServers.refused(new Subscribe(), subscribe(name), attempt))
                .contains("slot")
                .contains("already");
        HotServers.undone(new Subscribe(), subscribe(name), attempt);
        assertThat(hot.onOld(SLOTS)).containsExactly("1");
        MoveServers.sql(hot.old(), "select pg_drop_replication_slot('" + name + "')");
        MoveServers.sql(
                hot.servers.target("postgres"),
                "create database " + Quoted.name(hot.fresh().name()));
        MoveServers.sql(hot.fresh(), "create table precious (a int)");
        assertThat(HotServers.refused(new Subscribe(), subscribe(name), attempt()))
                .contains("not empty");
        assertThat(hot.onNew(THERE)).containsExactly("1");
    }

    @Test
    void unsubscribingIsRepeatedUntilAllThreeAreGone() throws Exception {
        var name = hot.fresh("create table t (id int primary key)");
        HotServers.done(new Publish(), publish(name), attempt());
        HotServers.done(new Subscribe(), subscribe(name), attempt());
        var spec = new Unsubscribe.Spec("old", "new", name);
        var attempt = attempt();
        assertThat(new Unsubscribe().danger(spec)).isPresent();
        HotServers.done(new Unsubscribe(), spec, attempt);
        HotServers.done(new Unsubscribe(), spec, attempt.again());
        assertThat(hot.onOld(SLOTS)).containsExactly("0");
        assertThat(hot.onOld(PUBLICATIONS)).isEmpty();
        assertThat(hot.onNew("select count(*) from t")).containsExactly("0");
        var item = new Subscribe().opens(subscribe(name)).getFirst().item();
        assertThat(new Unsubscribe().closes(spec)).contains(item);
        assertThat(new Subscribe().closed(subscribe(name), item, attempt).green())
                .isTrue();
        MoveServers.sql(
                hot.servers.target("postgres"),
                "drop database " + Quoted.name(hot.fresh().name()));
        assertThat(new Subscribe().closed(subscribe(name), item, attempt))
                .extracting("green", "sentence")
                .containsExactly(true, "its slot is gone, and it is gone with its database on new");
    }
}
