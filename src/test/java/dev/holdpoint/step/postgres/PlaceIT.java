package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose the place on the target is: what an earlier try left there is cleared away, and what anybody else put there is not touched. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class PlaceIT {
    private static MoveServers servers;

    @TempDir
    private Path folder;

    private JobAttempt attempt;

    @BeforeAll
    static void startServers() throws Exception {
        servers = new MoveServers();
    }

    @AfterAll
    static void stopServers() throws IOException {
        servers.close();
    }

    @BeforeEach
    void fill() {
        attempt = new JobAttempt(folder, servers.targets());
        source("create database jobs");
        inSource("create table t (a int)", "insert into t values (1)");
    }

    @AfterEach
    void drop() {
        source("drop database if exists jobs with (force)", "drop role if exists app_owner");
        target("drop database if exists jobs with (force)", "drop role if exists app_owner");
    }

    private static void source(String... statements) {
        MoveServers.sql(servers.source("postgres"), statements);
    }

    private static void inSource(String... statements) {
        MoveServers.sql(servers.source("jobs"), statements);
    }

    private static void target(String... statements) {
        MoveServers.sql(servers.target("postgres"), statements);
    }

    private static void inTarget(String... statements) {
        MoveServers.sql(servers.target("jobs"), statements);
    }

    private static List<String> tables() {
        return MoveServers.ask(
                servers.target("jobs"), "select relname from pg_class where relkind = 'r' and oid >= 16384 order by 1");
    }

    private static Move.Spec spec(boolean clean) {
        return new Move.Spec("old", "new", List.of("jobs"), null, clean, Owners.KEEP, null);
    }

    private Outcome move() throws InterruptedException {
        return new Move().run(spec(false), attempt);
    }

    private Outcome again() throws InterruptedException {
        attempt = attempt.retry();
        return move();
    }

    private Outcome undo() throws InterruptedException {
        return new Move().undo(spec(false), attempt);
    }

    private void assertDone(Outcome outcome) {
        assertThat(outcome).as("%s", attempt.output).isInstanceOf(Outcome.Done.class);
    }

    private static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).reason();
    }

    /** The move fails in the middle: a table has an owner whom the target lacks. */
    private void failInTheMiddle() throws InterruptedException {
        source("create role app_owner");
        inSource("create table u (a int)", "alter table u owner to app_owner");
        assertThat(reason(move())).contains("app_owner");
        assertThat(tables()).isNotEmpty();
    }

    @Test
    void whatSomebodyPutThereAfterAnUndoIsNotDropped() throws Exception {
        assertDone(move());
        assertDone(undo());
        target("create database jobs");
        inTarget("create table precious (a int)");

        assertThat(reason(again())).contains("not empty on the target: jobs");
        assertThat(tables()).containsExactly("precious");
    }

    @Test
    void whatSomebodyPutThereIntoTheDatabaseThatAnUndoLeftIsNotDropped() throws Exception {
        target("create database jobs");
        assertDone(move());
        assertDone(undo());
        assertThat(tables()).isEmpty();
        inTarget("create table precious (a int)");

        assertThat(reason(again())).contains("not empty on the target: jobs");
        assertThat(undo()).isEqualTo(Outcome.done("nothing was touched"));
        assertThat(tables()).containsExactly("precious");
    }

    @Test
    void whatSomebodyCreatedInPlaceOfOursIsNeitherDroppedByARetryNorByAnUndo() throws Exception {
        failInTheMiddle();
        target("drop database jobs", "create database jobs");
        inTarget("create table precious (a int)");

        assertThat(undo())
                .isEqualTo(Outcome.failed(
                        "not the databases that this step made on new: jobs",
                        "somebody has created them anew: look at them, then drop them by hand or leave them"));
        assertThat(reason(again())).contains("not empty on the target: jobs");
        assertThat(undo()).isEqualTo(Outcome.done("nothing was touched"));
        assertThat(tables()).containsExactly("precious");
    }

    @Test
    void whatIsDoneIsNotDroppedByARetryButTakenBackByAnUndo() throws Exception {
        assertDone(move());
        inTarget("create table added (a int)");

        assertThat(reason(again())).contains("not empty on the target: jobs").contains("undo this step");
        assertThat(tables()).containsExactly("added", "t");
        assertDone(undo());
        assertDone(again());
        assertThat(tables()).containsExactly("t");
    }

    @Test
    void onlyTypesThatWereRestoredAreClearedAway() throws Exception {
        source("create role app_owner");
        inSource("create type plan as enum ('free')", "alter type plan owner to app_owner");
        assertThat(reason(move())).contains("app_owner");
        assertThat(tables()).isEmpty();

        target("create role app_owner");
        assertDone(again());
        assertThat(tables()).containsExactly("t");
    }

    @Test
    void aDatabaseThatHoldsOnlyATypeIsNotEmpty() throws Exception {
        target("create database jobs");
        for (var kind : List.of(
                "type mine as enum ('a')",
                "domain mine as int",
                "type mine as (a int)",
                "collation mine from \"C\"",
                "text search configuration mine (copy = simple)",
                "foreign data wrapper mine",
                "publication mine",
                "operator === (leftarg = int, rightarg = int, function = int4eq)")) {
            inTarget("create " + kind);
            assertThat(reason(again())).as(kind).contains("not empty on the target: jobs");
            target("drop database jobs", "create database jobs");
        }
        inTarget("create extension citext", "create extension hstore", "create temporary table gone (a int)");
        assertDone(again());
    }

    @Test
    void anUndoAfterARefusedRetryTakesBackWhatTheFirstTryLeft() throws Exception {
        target("create database jobs connection limit 3");
        failInTheMiddle();
        try (var session = Login.open(servers.target("jobs"), "the app")) {
            assertThat(reason(again())).contains("being used by postgres").contains("the app");
            assertThat(reason(undo())).contains("being used by postgres");
            session.createStatement().execute("select 1");
        }

        assertThat(undo()).isEqualTo(Outcome.done("taken back on new: jobs"));
        assertThat(tables()).isEmpty();
        assertThat(MoveServers.ask(
                        servers.target("postgres"), "select datconnlimit from pg_database where datname = 'jobs'"))
                .containsExactly("3");
    }

    @Test
    void anUndoThatWasInterruptedIsFinishedByTheNext() throws Exception {
        target("create database jobs");
        failInTheMiddle();
        target("drop database jobs");

        assertDone(undo());
        assertThat(tables()).isEmpty();
    }

    @Test
    void aRetryAfterAFailureBeforeTheFirstTableGoesThrough() throws Exception {
        source("create role app_owner");
        inSource("create schema side authorization app_owner");
        assertThat(reason(move())).contains("app_owner");
        assertThat(tables()).isEmpty();

        target("create role app_owner");
        assertDone(again());
        assertThat(tables()).containsExactly("t");
    }

    /** A database with one cannot be dropped, and two servers at one slot would each get a part. */
    @Test
    void aSubscriptionOfTheSourceDoesNotTravel() throws Exception {
        inSource("create subscription feed connection 'dbname=elsewhere' publication p with (connect = false)");
        try {
            assertDone(move());
            assertThat(MoveServers.ask(servers.target("jobs"), "select subname from pg_subscription"))
                    .isEmpty();
            var same = new PostgresSame()
                    .observe(new PostgresSame.Spec("old", "new", List.of("jobs"), 2, List.of(), Owners.KEEP), attempt);
            assertThat(same.green()).as("%s", same).isTrue();
            assertThat(String.join("\n", same.details()) + attempt.output)
                    .contains("subscription feed is the source's alone: what it brings does not arrive on the target");
            assertDone(undo());
        } finally {
            inSource(
                    "alter subscription feed disable",
                    "alter subscription feed set (slot_name = none)",
                    "drop subscription feed");
        }
    }
}
