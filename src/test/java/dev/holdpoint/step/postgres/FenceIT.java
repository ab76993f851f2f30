package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fence, who breaks it, and the way back. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class FenceIT {
    private static final String APP = "App \"1\"";
    private static final List<String> ROLES = List.of(APP, "worker");
    private static final String RIGHTS =
            "select grantee || ' ' || privilege_type || is_grantable from aclexplode((select coalesce(datacl, acldefault('d', datdba))"
                    + " from pg_database where datname = current_database())) order by 1";

    private static HotServers hot;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        hot = new HotServers();
        MoveServers.sql(
                hot.servers.source("postgres"),
                "create role \"App \"\"1\"\"\" login password 'a'",
                "create role worker nologin",
                "create role monitor login password 'm'",
                "grant pg_monitor to monitor");
    }

    @AfterAll
    static void stop() throws IOException {
        hot.close();
    }

    private static Fence.Spec fence(List<String> except) {
        return new Fence.Spec("old", List.of(), ROLES, except, Duration.ofMillis(300));
    }

    private static PostgresFenced.Spec fenced(List<String> except) {
        return new PostgresFenced.Spec("old", List.of(), ROLES, except, Duration.ofMillis(300));
    }

    private static Database as(String user, String password) {
        var old = hot.old();
        return new Database("old", old.host(), old.port(), old.name(), user, password);
    }

    private JobAttempt attempt() {
        return hot.attempt(folder);
    }

    private static String login(String role) {
        return "select rolcanlogin from pg_roles where rolname = " + Quoted.text(role);
    }

    @Test
    void theWayBackGivesExactlyWhatWas() throws Exception {
        hot.fresh("create table t (id int primary key)", "grant all on t to public");
        var place = Quoted.name(hot.old().name());
        MoveServers.sql(hot.old(), "grant connect on database " + place + " to \"App \"\"1\"\"\" with grant option");
        var rights = hot.onOld(RIGHTS);
        var attempt = attempt();
        try (var writing = Login.open(as(APP, "a"), "shop")) {
            writing.createStatement().execute("insert into t values (1)");
            HotServers.done(new Fence(), fence(List.of("monitor")), attempt);
            assertThat(writing.isValid(5)).isFalse();
        }
        assertThat(hot.onOld(login(APP))).containsExactly("f");
        assertThat(hot.onOld(RIGHTS)).isNotEqualTo(rights);
        // The program died and comes back; then a second try; neither takes the fence for what was before.
        HotServers.done(new Fence(), fence(List.of("monitor")), attempt.again());
        HotServers.done(new Fence(), fence(List.of("monitor")), attempt.retry());
        Login.open(as("monitor", "m"), "watching").close();

        HotServers.undone(new Fence(), fence(List.of("monitor")), attempt.again());
        HotServers.undone(new Fence(), fence(List.of("monitor")), attempt.again());
        assertThat(hot.onOld(RIGHTS)).isEqualTo(rights);
        assertThat(hot.onOld(login(APP))).containsExactly("t");
        assertThat(hot.onOld(login("worker"))).containsExactly("f");
        Login.open(as(APP, "a"), "shop").close();
    }

    @Test
    void whoIsConnectedStillIsNamedAndThePreparedTransactionToo() throws Exception {
        hot.fresh("create table t (id int primary key)");
        var attempt = attempt();
        try (var stranger = Login.open(hot.old(), "cron job")) {
            assertThat(HotServers.refused(new Fence(), fence(List.of()), attempt))
                    .contains("postgres from 127.0.0.1 (cron job, pid ");
            stranger.setAutoCommit(false);
            stranger.createStatement().execute("insert into t values (1)");
            stranger.createStatement().execute("prepare transaction 'x'");
        }
        assertThat(HotServers.refused(new Fence(), fence(List.of()), attempt.retry()))
                .contains("'x'");
        MoveServers.sql(hot.old(), "rollback prepared 'x'");
        HotServers.done(new Fence(), fence(List.of()), attempt.retry());
        HotServers.undone(new Fence(), fence(List.of()), attempt);
    }

    @Test
    void aWriterWhoMayStayIsFoundByTheCounters() throws Exception {
        hot.fresh(
                "create table t (id serial primary key)",
                "grant all on all tables in schema public to public",
                "grant all on all sequences in schema public to public");
        var attempt = attempt();
        try (var writer = new Rogue(as("monitor", "m"))) {
            var reason = HotServers.refused(
                    new Fence(),
                    new Fence.Spec("old", List.of(), ROLES, List.of("monitor"), Duration.ofSeconds(2)),
                    attempt);
            // The counters, unless the fence looks just when a row is being written.
            assertThat(reason).containsAnyOf("public.t +", "writes) in ");
            assertThat(writer.rows()).isPositive();
        }
        HotServers.undone(new Fence(), fence(List.of("monitor")), attempt);
    }

    /** What it has written is in no counter yet, and may be committed when everybody has moved. */
    @Test
    void whoMayStayMayNotHaveATransactionThatWrites() throws Exception {
        hot.fresh("create table t (id serial primary key)", "grant all on all tables in schema public to public");
        var attempt = attempt();
        var check = new PostgresFenced();
        HotServers.done(new Fence(), fence(List.of("monitor")), attempt);
        try (var monitor = Login.open(as("monitor", "m"), "backup")) {
            monitor.setAutoCommit(false);
            monitor.createStatement().execute("select * from t");
            assertThat(check.observe(fenced(List.of("monitor")), attempt).green())
                    .isTrue();
            monitor.createStatement().execute("insert into t values (1)");
            assertThat(check.observe(fenced(List.of("monitor")), attempt).sentence())
                    .matches("monitor from 127.0.0.1 \\(backup, pid \\d+, idle in transaction, writes\\) in .*");
            assertThat(HotServers.refused(new Fence(), fence(List.of("monitor")), attempt.retry()))
                    .contains("idle in transaction, writes");
        }
        HotServers.done(new Fence(), fence(List.of("monitor")), attempt.retry());
        HotServers.undone(new Fence(), fence(List.of("monitor")), attempt);
    }

    /** TRUNCATE is counted nowhere, and what it takes from the source stays on the target. */
    @Test
    void whoMayStayAndTruncatesIsNoticed() throws Exception {
        hot.fresh("create table t (id int primary key)", "insert into t values (1)", "grant all on t to monitor");
        var attempt = attempt();
        HotServers.done(new Fence(), fence(List.of("monitor")), attempt);
        MoveServers.sql(hot.old(), "analyze t");
        assertThat(new PostgresFenced()
                        .observe(fenced(List.of("monitor")), attempt)
                        .green())
                .isTrue();
        MoveServers.sql(as("monitor", "m"), "truncate t");
        assertThat(new PostgresFenced()
                        .observe(fenced(List.of("monitor")), attempt)
                        .sentence())
                .contains("public.t truncated or rewritten");
        HotServers.undone(new Fence(), fence(List.of("monitor")), attempt);
    }

    @Test
    void whatCannotBeFencedIsRefusedBeforeAnythingIsChanged() throws Exception {
        hot.fresh("create table t (id int primary key)");
        var rights = hot.onOld(RIGHTS);
        assertThat(HotServers.refused(new Fence(), spec("nobody"), attempt())).contains("no role nobody");
        assertThat(HotServers.refused(new Fence(), spec("postgres"), attempt())).contains("this program logs in with");
        assertThat(hot.onOld(RIGHTS)).isEqualTo(rights);
    }

    private static Fence.Spec spec(String role) {
        return new Fence.Spec("old", List.of(), List.of(role), List.of(), Duration.ofMillis(100));
    }

    @Test
    void aRogueWriterBehindTheFenceIsNamedWithinSeconds() throws Exception {
        hot.fresh("create table t (id serial primary key)");
        var fence = attempt();
        HotServers.done(new Fence(), fence(List.of()), fence);
        var kept = attempt();
        var check = new PostgresFenced();
        assertThat(check.observe(fenced(List.of()), kept).green()).isTrue();
        assertThat(check.observe(fenced(List.of()), kept).green()).isTrue();
        var began = System.nanoTime();
        try (var writer = new Rogue(hot.old())) {
            var seen = check.observe(fenced(List.of()), kept);
            while (seen.green() || !seen.sentence().contains("public.t +")) {
                assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
                seen = check.observe(fenced(List.of()), kept);
            }
            assertThat(seen.sentence()).contains("postgres from 127.0.0.1 (rogue, pid ");
            assertThat(writer.rows()).isPositive();
        }
        // Gone again: what was written stays, for this look and for any other.
        var gone = check.observe(fenced(List.of()), kept);
        while (!gone.sentence().contains("not connected any more")) {
            assertThat(gone.green()).isFalse();
            assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
            gone = check.observe(fenced(List.of()), kept);
        }
        for (var look : List.of(kept, kept.again(), attempt())) {
            var after = check.observe(fenced(List.of()), look);
            assertThat(after.green()).isFalse();
            assertThat(after.sentence()).contains("public.t +").contains("run the fence again, then catch up");
        }
        HotServers.done(new Fence(), fence(List.of()), fence.retry());
        assertThat(check.observe(fenced(List.of()), kept).green()).isTrue();
        MoveServers.sql(hot.old(), "insert into t default values");
        var late = check.observe(fenced(List.of()), kept);
        assertThat(late.green()).isFalse();
        assertThat(late.sentence()).contains("not connected any more").contains("public.t +1");
        HotServers.undone(new Fence(), fence(List.of()), fence);
        assertThat(check.observe(fenced(List.of()), kept).sentence()).contains("may log in");
    }

    /** Where the fence is somebody else's, the first look behind it counts, and none before it. */
    @Test
    void whatIsWrittenBeforeAFenceOfAnotherKindIsNoMatter() throws Exception {
        hot.fresh("create table t (id serial primary key)");
        var check = new PostgresFenced();
        var kept = attempt();
        assertThat(check.observe(fenced(List.of()), kept).green()).isFalse();
        MoveServers.sql(hot.old(), "insert into t default values");
        var fence = new JobAttempt(folder.resolve("another"), Map.of("old", hot.old()));
        HotServers.done(new Fence(), fence(List.of()), fence);
        assertThat(check.observe(fenced(List.of()), kept).green()).isTrue();
        MoveServers.sql(hot.old(), "insert into t default values");
        for (var look = 0; look < 2; look++) {
            assertThat(check.observe(fenced(List.of()), kept).sentence()).contains("public.t +1");
        }
        HotServers.undone(new Fence(), fence(List.of()), fence);
    }

    /** One row each few milliseconds. */
    private static final class Rogue implements AutoCloseable {
        private final Thread thread;
        private volatile boolean over;
        private final AtomicInteger rows = new AtomicInteger();

        Rogue(Database database) {
            thread = Thread.ofPlatform().start(() -> write(database));
        }

        int rows() {
            return rows.get();
        }

        private void write(Database database) {
            try (var session = Login.open(database, "rogue")) {
                while (!over) {
                    session.createStatement().execute("insert into t default values");
                    rows.incrementAndGet();
                    Thread.sleep(5);
                }
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
        }
    }

    @Test
    void theRoleThatTheNewServerLogsInWithIsNotFenced() throws Exception {
        var name =
                hot.fresh("create table t (id int primary key)", "create role follower superuser login password 'f'");
        HotServers.done(new Publish(), new Publish.Spec("old", List.of("all"), name), attempt());
        var targets = Map.of("old", hot.old(), "new", hot.fresh(), "follower", as("follower", "f"));
        var subscribed = new JobAttempt(folder, targets);
        var subscribe = new Subscribe.Spec("old", "new", name, null, "follower", Subscribe.Tables.COPY, Owners.KEEP);
        HotServers.done(new Subscribe(), subscribe, subscribed);
        assertThat(HotServers.refused(new Fence(), spec("follower"), attempt())).contains("cut off");
        HotServers.undone(new Subscribe(), subscribe, subscribed);
    }

    @Test
    void whatIsBehindIsNotCaughtUp() throws Exception {
        var name = hot.fresh("create table t (id int primary key)");
        HotServers.done(new Publish(), new Publish.Spec("old", List.of("all"), name), attempt());
        var subscribe = new Subscribe.Spec("old", "new", name, null, null, Subscribe.Tables.COPY, Owners.KEEP);
        var subscribed = attempt();
        HotServers.done(new Subscribe(), subscribe, subscribed);
        var caught = new PostgresCaughtUp.Spec("old", "new", name, 1_000_000);
        var check = new PostgresCaughtUp();
        assertThat(check.observe(caught, attempt()).green()).isTrue();

        // What has just been written has a moment to arrive.
        MoveServers.sql(hot.old(), "insert into t select i from generate_series(1000, 100000) i");
        assertThat(check.observe(new PostgresCaughtUp.Spec("old", "new", name, 0), attempt()))
                .extracting("green", "sentence")
                .containsExactly(true, Amount.bytes(0) + " behind");

        // A row that is there twice stops the target: nothing but its errors and its distance says so.
        var kept = attempt();
        assertThat(check.observe(caught, kept).green()).isTrue();
        MoveServers.sql(hot.fresh(), "insert into t values (1)");
        MoveServers.sql(hot.old(), "insert into t values (1)");
        var catchUp = new CatchUp.Spec("old", "new", name, Duration.ofSeconds(20));
        assertThat(HotServers.refused(new CatchUp(), catchUp, attempt()))
                .contains("worker")
                .contains("failed");
        assertThat(check.observe(caught, kept).green()).isFalse();
        MoveServers.sql(hot.fresh(), "delete from t");
        HotServers.done(new CatchUp(), catchUp, attempt());

        MoveServers.sql(hot.old(), "create table late (id int primary key)");
        assertThat(check.observe(caught, attempt()).sentence()).contains("public.late");
        MoveServers.sql(hot.old(), "drop table late");
        MoveServers.sql(hot.fresh(), "alter subscription " + name + " disable");
        assertThat(check.observe(caught, attempt()).sentence()).contains("disabled");
        var done = attempt();
        MoveServers.sql(hot.fresh(), "alter subscription " + name + " enable");
        HotServers.done(new CatchUp(), catchUp, done);
        HotServers.done(new CatchUp(), catchUp, done.again());
        MoveServers.sql(hot.fresh(), "insert into t values (5)");
        assertThat(losses(catchUp, done)).anyMatch(it -> it.contains("1 rows inserted"));
        HotServers.undone(new Subscribe(), subscribe, subscribed);
        assertThat(check.observe(caught, attempt()).green()).isFalse();
    }

    /** The server counts a moment late. */
    private static List<String> losses(CatchUp.Spec spec, JobAttempt attempt) {
        var deadline = System.nanoTime() + 20_000_000_000L;
        var lines = new CatchUp().losses(spec, attempt, attempt::remembered);
        while (lines.stream().noneMatch(it -> it.contains("inserted")) && System.nanoTime() < deadline) {
            lines = new CatchUp().losses(spec, attempt, attempt::remembered);
        }
        return lines;
    }
}
