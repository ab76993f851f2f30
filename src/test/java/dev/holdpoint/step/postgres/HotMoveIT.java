package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Action;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole hot move, while applications write. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class HotMoveIT {
    private static final String NAME = "Sh\"op '1;";
    private static final String PLACE = "it's \"Shop\"";

    private static MoveServers servers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        servers = MoveServers.logical();
        for (var side : List.of(servers.source("postgres"), servers.target("postgres"))) {
            MoveServers.sql(side, "create role \"App\" login password 'a'");
        }
        var place = Quoted.name(PLACE);
        MoveServers.sql(
                servers.source("postgres"),
                "create database " + place,
                "revoke connect on database " + place + " from public",
                "grant connect on database " + place + " to \"App\"");
        MoveServers.sql(servers.source(PLACE), Application.SCHEMA.toArray(String[]::new));
        MoveServers.sql(
                servers.source(PLACE),
                "grant all on all tables in schema public to \"App\"",
                "grant all on all sequences in schema public to \"App\"",
                "create schema \"Ka pi\"",
                "create table \"Ka pi\".\"Or'der;s\" (\"Id\" int primary key, body text)",
                "insert into \"Ka pi\".\"Or'der;s\" values (1, 'one'), (2, 'two')",
                "create materialized view totals as select count(*) as orders from orders",
                "create table parted (id int primary key, v int) partition by range (id)",
                "create table parted_1 partition of parted for values from (0) to (100)",
                "insert into parted select i, i from generate_series(1, 50) i",
                "create sequence \"Odd Seq\" start 7",
                "create table ahead (id serial primary key)",
                "insert into ahead values (500)");
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    private static Database app(Database database) {
        return new Database(database.target(), database.host(), database.port(), database.name(), "App", "a");
    }

    private Map<String, Database> targets() {
        return Map.of("old", servers.source(PLACE), "new", servers.target(PLACE));
    }

    private JobAttempt attempt() {
        return new JobAttempt(folder, targets());
    }

    private static <S extends Record> JobAttempt done(Action<S> action, S spec, JobAttempt attempt)
            throws InterruptedException {
        assertThat(action.problems(spec)).isEmpty();
        assertThat(action.preview(spec, attempt)).isNotEmpty().noneMatch(it -> it.contains("\n"));
        var outcome = action.run(spec, attempt);
        assertThat(outcome).as("%s %s", outcome, attempt.output).isInstanceOf(Outcome.Done.class);
        return attempt;
    }

    private static <S extends Record> Evidence look(Check<S> check, S spec, JobAttempt attempt)
            throws InterruptedException {
        var seen = check.observe(spec, attempt);
        return seen;
    }

    private static void until(BooleanSupplier condition) {
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void nothingIsLostAndTheDatabaseIsAwayForSeconds() throws Exception {
        var fenced = new PostgresFenced.Spec("old", List.of(), List.of("App"), List.of(), Duration.ofMillis(500));
        var same = new PostgresSame.Spec("old", "new", List.of(), 4, List.of(), Owners.KEEP);
        var move = new Unsubscribe.Spec("old", "new", NAME);
        try (var application = new Application(app(servers.source(PLACE)), 4)) {
            until(() -> application.commits() > 200);
            done(new Publish(), new Publish.Spec("old", List.of("all"), NAME), attempt());
            done(
                    new Subscribe(),
                    new Subscribe.Spec("old", "new", NAME, null, null, Subscribe.Tables.COPY, Owners.KEEP),
                    attempt());
            var caught = new PostgresCaughtUp.Spec("old", "new", NAME, 64_000_000);
            assertThat(look(new PostgresCaughtUp(), caught, attempt()).green()).isTrue();
            assertThat(look(new PostgresFenced(), fenced, attempt()).green()).isFalse();

            done(
                    new Fence(),
                    new Fence.Spec("old", List.of(), List.of("App"), List.of(), Duration.ofSeconds(1)),
                    attempt());
            done(new CatchUp(), new CatchUp.Spec("old", "new", NAME, Duration.ofMinutes(1)), attempt());
            done(new Sequences(), new Sequences.Spec("old", "new"), attempt());
            var proof = look(new PostgresSame(), same, attempt());
            assertThat(proof.green()).as("%s", proof).isTrue();
            assertThat(look(new PostgresFenced(), fenced, attempt()).green()).isTrue();
            var all = look(new PostgresCaughtUp(), new PostgresCaughtUp.Spec("old", "new", NAME, 0), attempt());
            assertThat(all.green()).as("%s", all).isTrue();
            application.use(app(servers.target(PLACE)));
            until(application::writesOnNew);
            done(new Unsubscribe(), move, attempt());

            assertThat(application.secondsWithout()).isLessThan(10);
            application.close();
            var there = new HashSet<>(MoveServers.ask(servers.target(PLACE), "select id from orders"));
            assertThat(application.acknowledged).allMatch(it -> there.contains(Long.toString(it)));
            assertThat(MoveServers.ask(servers.target(PLACE), "select sum(balance) from accounts"))
                    .containsExactly(Integer.toString(there.size()));
        }
        assertThat(MoveServers.ask(servers.source(PLACE), "select count(*) from pg_replication_slots"))
                .containsExactly("0");
        assertThat(MoveServers.ask(servers.source(PLACE), "select count(*) from pg_publication"))
                .containsExactly("0");
    }
}
