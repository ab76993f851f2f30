package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where sequences stand on the target when somebody writes there. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class SequencesIT {
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

    private JobAttempt attempt() {
        return hot.attempt(folder);
    }

    @Test
    void sequencesStandAsOnTheSourceAndNeverBelowTheirColumns() throws Exception {
        hot.fresh(
                "create table t (id serial primary key)",
                "insert into t select nextval('t_id_seq') from generate_series(1, 10)",
                "create table \"Ah ead\" (\"Id\" bigserial primary key)",
                "insert into \"Ah ead\" values (500)",
                "create sequence \"Odd; Seq\" increment -3 maxvalue 100 start 7",
                "select nextval('\"Odd; Seq\"')",
                "create sequence fresh");
        var schema = List.of(
                "create table t (id serial primary key)",
                "insert into t select generate_series(1, 10)",
                "create table \"Ah ead\" (\"Id\" bigserial primary key)",
                "insert into \"Ah ead\" values (500)",
                "create sequence \"Odd; Seq\" increment -3 maxvalue 100 start 7");
        MoveServers.sql(
                hot.servers.target("postgres"),
                "create database " + Quoted.name(hot.fresh().name()));
        MoveServers.sql(hot.fresh(), schema.toArray(String[]::new));
        var spec = new Sequences.Spec("old", "new");
        var attempt = attempt();
        assertThat(HotServers.refused(new Sequences(), spec, attempt)).contains("public.fresh");
        MoveServers.sql(hot.fresh(), "create sequence fresh");
        HotServers.done(new Sequences(), spec, attempt);
        HotServers.done(new Sequences(), spec, attempt.again());
        assertThat(hot.onNew("select last_value || ' ' || is_called from t_id_seq"))
                .containsExactly("10 true");
        assertThat(hot.onNew("select nextval('\"Ah ead_Id_seq\"')")).containsExactly("501");
        assertThat(hot.onNew("select last_value from \"Odd; Seq\"")).containsExactly("7");
        assertThat(hot.onNew("select last_value || ' ' || is_called from fresh"))
                .containsExactly("1 false");
        HotServers.undone(new Sequences(), spec, attempt);
        assertThat(hot.onNew("select last_value || ' ' || is_called from t_id_seq"))
                .containsExactly("1 false");
        assertThat(new Sequences().run(spec, attempt.retry())).isInstanceOf(Outcome.Done.class);
    }

    private void schemaOnBoth(String... statements) {
        hot.fresh(statements);
        MoveServers.sql(
                hot.servers.target("postgres"),
                "create database " + Quoted.name(hot.fresh().name()));
        MoveServers.sql(hot.fresh(), statements);
    }

    /** An id that somebody keeps for a purpose of their own: behind it the sequence would have no value to give. */
    @Test
    void aMarkAtTheEndIsNoPlaceForASequence() throws Exception {
        schemaOnBoth(
                "create table t (id serial primary key)",
                "insert into t select generate_series(1, 10)",
                "insert into t values (2147483647)",
                "create table small (id int primary key)",
                "create sequence short increment 10 maxvalue 100 owned by small.id",
                "insert into small values (95), (40)",
                "create table wide (id bigserial primary key)",
                "insert into wide values (9223372036854775807)",
                "create sequence low maxvalue 50",
                "create table above (id bigint primary key)",
                "alter sequence low owned by above.id",
                "insert into above values (70)");
        MoveServers.sql(hot.old(), "select setval('t_id_seq', 10), setval('short', 41), setval('low', 7)");
        var attempt = attempt();

        HotServers.done(new Sequences(), new Sequences.Spec("old", "new"), attempt);

        assertThat(hot.onNew("select nextval('t_id_seq')")).containsExactly("11");
        assertThat(hot.onNew("select nextval('short')")).containsExactly("51");
        assertThat(hot.onNew("select nextval('wide_id_seq')")).containsExactly("1");
        assertThat(hot.onNew("select nextval('low')")).containsExactly("8");
        assertThat(attempt.output)
                .contains(
                        "public.t_id_seq: its column has 2147483647, behind which it has no value to give; set as on the source");
    }
}
