package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Login;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large tables go in binary form: every value arrives as it was, and what may not go so goes with the dump. */
class BinaryMoveIT {
    private static MoveServers servers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        servers = new MoveServers();
        MoveServers.sql(servers.source("postgres"), "create database types");
        MoveServers.sql(
                servers.source("types"),
                "create type mood as enum ('glad', 'sad')",
                "create domain percent as int check (value between 0 and 100)",
                "create schema \"Odd \"\"one\"",
                """
                create table "Odd ""one"."every Type" ("Id" bigserial primary key, gone int, yes boolean, small smallint, number numeric,
                  exact numeric(12, 4), single real, double double precision, day date, clock time, zoned timetz, stamp timestamp,
                  moment timestamptz, span interval, raw bytea, mark uuid, net inet, block cidr, mac macaddr, bits varbit, words text,
                  tight varchar(40), fixed char(9), facts json, more jsonb, many int[], nested text[][], twice int generated always as (small * 2) stored)""",
                "alter table \"Odd \"\"one\".\"every Type\" drop column gone",
                "select setval('\"Odd \"\"one\".\"every Type_Id_seq\"', 40000)",
                """
                insert into "Odd ""one"."every Type" select i, case i % 3 when 0 then null else i % 2 = 0 end, i % 100, case i % 50 when 0 then 'NaN' else i / 7.0 end,
                  i / 3.0, case i % 9 when 0 then 'Infinity' else i / 3.0 end, sin(i), date '0044-03-15 BC' + i, '23:59:59.999999', '24:00:00+05:30',
                  timestamp 'infinity', now() + i * interval '1 us', make_interval(months => i % 7, days => -i % 40, secs => i / 9.0),
                  decode(md5(i::text), 'hex'), md5(i::text)::uuid, ('10.0.' || i % 200 || '.1/24')::inet, '2001:db8::/32', '08:00:2b:01:02:03', B'1011',
                  case i % 4 when 0 then E'two\\nlines\\tand \\\\ a tab, \\\\N' else repeat(md5(i::text), 20) || 'öäü' end, 'x', 'y',
                  '{"a":  1}', jsonb_build_object('i', i), array[i, null, i % 5], array[['a', null], ['"', '{']]
                  from generate_series(1, 40000) i""",
                "create table spans (at timestamptz not null, filler text) partition by range (at)",
                "create table spans_1 partition of spans for values from ('2020-01-01') to ('2021-01-01')",
                "create table spans_2 partition of spans default",
                "insert into spans select timestamptz '2020-06-01' + i * interval '1 h', repeat(md5(i::text), 16) from generate_series(1, 120000) i",
                "create table moods (id int primary key, now mood, part percent, filler text)",
                "insert into moods select i, 'glad', i % 100, repeat(md5(i::text), 16) from generate_series(1, 50000) i",
                "create table kin (extra int) inherits (moods)",
                "insert into kin values (1000000, 'sad', 1, 'child', 7)",
                "create index spans_at on spans (at)",
                "analyze");
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    @Test
    void everyValueArrivesAsItWas() throws Exception {
        var attempt = new JobAttempt(folder, servers.targets());

        var outcome =
                new Move().run(new Move.Spec("old", "new", List.of("types"), null, false, Owners.KEEP, null), attempt);

        assertThat(outcome).as("%s", attempt.output).isInstanceOf(Outcome.Done.class);
        for (var table : List.of("\"Odd \"\"one\".\"every Type\"", "spans", "moods", "kin")) {
            var sum = "select count(*) || ' ' || sum(hashtextextended(t::text, 0)::numeric) from " + table + " t";
            assertThat(MoveServers.ask(servers.target("types"), sum))
                    .as(table)
                    .isEqualTo(MoveServers.ask(servers.source("types"), sum));
        }
        assertThat(MoveServers.ask(servers.target("types"), "select nextval('\"Odd \"\"one\".\"every Type_Id_seq\"')"))
                .containsExactly("40001");
    }

    @Test
    void onlyTypesThatMeanTheSameEverywhereGoInBinaryForm() throws Exception {
        try (var source = Login.open(servers.source("types"), "test")) {
            var census = Census.take("types", source, List.of());

            var apart = Apart.binary(census, source);

            assertThat(Apart.worthBinary(census, source)).isTrue();
            assertThat(apart.tables())
                    .containsExactlyInAnyOrder("\"Odd \"\"one\".\"every Type\"", "\"public\".\"spans_2\"");
            assertThat(apart.copies().toString()).contains("\"Id\"").doesNotContain("gone", "twice", "pg.dropped");
        }
    }

    /** Of the two only the older is known to a server of 15; neither may be named where it is not. */
    @Test
    void limitsOfNewerServersAreTakenOffASessionAndNothingIsAnswered() throws Exception {
        try (var session = Login.open(servers.source("types"), "test")) {
            Query.run(session, "set idle_session_timeout = '1h'");
            assertThat(Query.rows(session, Piece.MORE_PATIENT)).isEmpty();
            assertThat(Query.value(session, "show idle_session_timeout")).contains("0");
            assertThat(Query.value(session, "show work_mem")).isNotEqualTo(Optional.of("0"));
        }
    }
}
