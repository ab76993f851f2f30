package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class of objects that a database may hold: what is not the same is red and named. */
@Tag("slow")
class SameClassesIT {
    private static final String NAME = "same_classes";

    private static final String SCHEMA = """
            CREATE EXTENSION postgres_fdw; CREATE EXTENSION hstore;
            CREATE TYPE mood AS ENUM ('well', 'ill'); CREATE TYPE taste AS ENUM ('sweet'); CREATE DOMAIN short AS text CHECK (value <> '');
            CREATE TYPE pair AS (a int, b text); CREATE TYPE point3 AS (a int, b text);
            CREATE TABLE t (id serial PRIMARY KEY, a int NOT NULL, title text COLLATE "C");
            INSERT INTO t (a, title) SELECT i, 'title ' || i FROM generate_series(1, 100) i;
            CREATE UNIQUE INDEX t_a ON t (a, id); CREATE UNIQUE INDEX t_id ON t (id); ALTER TABLE t REPLICA IDENTITY USING INDEX t_id;
            CREATE INDEX t_title ON t (title); CLUSTER t USING t_title;
            COMMENT ON COLUMN t.a IS 'a thing'; GRANT UPDATE (a) ON t TO same_reader;
            CREATE TABLE full_one (id int) WITH (fillfactor = 90); CREATE TABLE toasted (v text); CREATE TABLE secure (id int);
            CREATE TABLE mine_alone (id int); CREATE TABLE said (id int); COMMENT ON TABLE said IS 'things';
            CREATE TABLE parent (p int); CREATE TABLE child (c int) INHERITS (parent); CREATE TABLE "order" (x int, y int);
            CREATE UNLOGGED TABLE cache (id int); CREATE TABLE other (x int, y int);
            CREATE VIEW guarded WITH (security_barrier) AS SELECT id, title FROM t; CREATE VIEW checked AS SELECT a FROM t;
            CREATE VIEW guessed AS SELECT title FROM t;
            CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM t; CREATE SEQUENCE loose;
            CREATE FUNCTION twice(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i * 2';
            CREATE FUNCTION noted() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
            CREATE AGGREGATE total (int) (sfunc = int4pl, stype = int, initcond = '0');
            CREATE FUNCTION alike(mood, mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
            CREATE OPERATOR === (LEFTARG = mood, RIGHTARG = mood, PROCEDURE = alike, COMMUTATOR = ===);
            CREATE OPERATOR CLASS my_ops FOR TYPE int4 USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
              FUNCTION 1 btint4cmp(int4, int4);
            CREATE OPERATOR CLASS lost_ops FOR TYPE int4 USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(int4);
            CREATE CAST (pair AS text) WITH INOUT AS ASSIGNMENT; CREATE COLLATION mine (locale = 'C');
            CREATE CONVERSION convert FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
            CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple); CREATE TEXT SEARCH CONFIGURATION search (COPY = simple);
            CREATE TEXT SEARCH CONFIGURATION found (COPY = simple);
            CREATE FOREIGN DATA WRAPPER wrapper; CREATE SERVER remote FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'h');
            CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw; CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'u', password 's3cret');
            CREATE FOREIGN TABLE away (a int) SERVER far OPTIONS (table_name 'x');
            CREATE PUBLICATION lost FOR TABLE said; CREATE PUBLICATION less FOR TABLE said; CREATE PUBLICATION news FOR TABLE t (id, a);
            CREATE STATISTICS both_of (ndistinct) ON a, title FROM t;
            CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE VIEW') EXECUTE FUNCTION noted();
            CREATE ACCESS METHOD method TYPE TABLE HANDLER heap_tableam_handler;
            CREATE ACCESS METHOD lost TYPE TABLE HANDLER heap_tableam_handler;
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO same_reader;
            SELECT lo_from_bytea(n, 'abc') FROM generate_series(4711, 4713) n; COMMENT ON LARGE OBJECT 4711 IS 'one';
            ANALYZE t; ANALYZE counted;
            """;

    private static final String CHANGES = """
            ALTER TABLE child NO INHERIT parent | table public.child: inherits public.parent on the source, none on the target
            ALTER TABLE full_one SET (fillfactor = 80) | table public.full_one: reloptions {fillfactor=90} on the source, {fillfactor=80} on the target
            ALTER TABLE toasted SET (toast.autovacuum_enabled = off) | table public.toasted: none on the source, toast {autovacuum_enabled=off} on the target
            ALTER TABLE t REPLICA IDENTITY USING INDEX t_a | index public.t_a: indisreplident false on the source, true on the target
            ALTER TABLE t SET WITHOUT CLUSTER | index public.t_title: indisclustered true on the source, false on the target
            ALTER TABLE cache SET LOGGED | table public.cache: relpersistence u on the source, p on the target
            ALTER TABLE other SET ACCESS METHOD method | table public.other: relam none on the source, method on the target
            ALTER TABLE secure ENABLE ROW LEVEL SECURITY | table public.secure: relrowsecurity false on the source, true on the target
            ALTER TABLE "order" DROP x; ALTER TABLE "order" ADD x int | order of columns of public."order": x, y on the source, y, x on the target
            ALTER TABLE t ALTER title SET STORAGE EXTERNAL | column public.t.title: text collate "C" on the source, text collate "C" storage e on the target
            ALTER TABLE other ALTER y SET (n_distinct = 5) | column public.other.y: integer on the source, integer {n_distinct=5} on the target
            ALTER VIEW guarded RESET (security_barrier) | view public.guarded: reloptions {security_barrier=true} on the source, none on the target
            ALTER VIEW checked SET (check_option = local) | view public.checked: reloptions none on the source, {check_option=local} on the target
            ALTER VIEW guessed ALTER title SET DEFAULT 'x' | column public.guessed.title: text collate "C" on the source, text default 'x'::text collate "C" on the target
            ALTER SEQUENCE t_id_seq OWNED BY NONE | sequence public.t_id_seq: owned by public.t.id on the source, none on the target
            ALTER SEQUENCE loose CACHE 7 | sequence public.loose: seqcache 1 on the source, 7 on the target
            ALTER FUNCTION twice(int) VOLATILE | function public.twice(integer): its definition differs; provolatile i on the source, v on the target
            CREATE OR REPLACE AGGREGATE total (int) (sfunc = int4mi, stype = int, initcond = '0') | aggregate public.total(integer): aggtransfn int4pl on the source, int4mi on the target
            DROP TEXT SEARCH CONFIGURATION search | text search configuration public.search: missing on the target
            ALTER TEXT SEARCH CONFIGURATION found ALTER MAPPING FOR word WITH english_stem | text search configuration public.found: its definition differs
            DROP TEXT SEARCH DICTIONARY words | text search dictionary public.words: missing on the target
            DROP CAST (pair AS text) | cast (public.pair AS pg_catalog.text): missing on the target
            DROP COLLATION mine | collation public.mine: missing on the target
            DROP CONVERSION convert | conversion public.convert: missing on the target
            DROP OPERATOR === (mood, mood) | operator public.===(public.mood,public.mood): missing on the target
            DROP OPERATOR FAMILY lost_ops USING hash CASCADE | operator class public.lost_ops USING hash: missing on the target
            ALTER OPERATOR FAMILY my_ops USING btree ADD OPERATOR 1 < (int, int2) | operator of access method operator 1 (integer, smallint) of public.my_ops USING btree: only on the target
            DROP PUBLICATION lost | publication lost: missing on the target
            ALTER PUBLICATION less SET (publish = 'insert') | publication less: pubupdate true on the source, false on the target
            ALTER PUBLICATION news SET TABLE t (id) | publication relation public.t in publication news: a, id on the source, id on the target
            DROP FOREIGN DATA WRAPPER wrapper | foreign-data wrapper wrapper: missing on the target
            ALTER SERVER remote OPTIONS (SET host 'other') | server remote: srvoptions differs
            ALTER USER MAPPING FOR PUBLIC SERVER far OPTIONS (SET password 'leaked') | user mapping public on server far: umoptions differs
            ALTER FOREIGN TABLE away OPTIONS (SET table_name 'y') | foreign table public.away: ftoptions differs
            DROP STATISTICS both_of | statistics public.both_of: missing on the target
            ALTER EVENT TRIGGER watch DISABLE | event trigger watch: disabled on the target
            DROP ACCESS METHOD lost | access method lost: missing on the target
            CREATE LANGUAGE more HANDLER plpgsql_call_handler | language more: only on the target
            CREATE TRANSFORM FOR hstore LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal)) | transform for public.hstore on language sql: only on the target
            ALTER TYPE taste ADD VALUE 'so-so' | type public.taste: 'sweet' on the source, 'sweet', 'so-so' on the target
            ALTER TYPE point3 ALTER ATTRIBUTE b TYPE varchar | type public.point3: a integer, b text on the source, a integer, b character varying on the target
            ALTER DOMAIN short SET NOT NULL | type public.short: typnotnull false on the source, true on the target
            REVOKE USAGE ON TYPE mood FROM PUBLIC | privileges on type public.mood: the target lacks PUBLIC=USAGE
            REVOKE DELETE ON mine_alone FROM postgres | privileges on table public.mine_alone: the target lacks its owner=DELETE
            REVOKE UPDATE (a) ON t FROM same_reader | privileges on column public.t.a: missing on the target (same_reader=UPDATE)
            REVOKE EXECUTE ON FUNCTION hstore(record) FROM PUBLIC | privileges on function public.hstore(pg_catalog.record): the target lacks PUBLIC=EXECUTE
            GRANT USAGE ON FOREIGN SERVER far TO same_reader | privileges on server far: only the target has same_reader=USAGE
            ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON SEQUENCES FROM same_reader | default privileges
            ALTER OPERATOR CLASS my_ops USING btree OWNER TO same_reader | owner of operator class public.my_ops USING btree: postgres on the source, same_reader on the target
            ALTER SERVER remote OWNER TO same_reader | owner of server remote: postgres on the source, same_reader on the target
            ALTER LARGE OBJECT 4713 OWNER TO same_reader | large object 4713: owner differs
            GRANT SELECT ON LARGE OBJECT 4712 TO same_reader | large object 4712: privileges differs
            COMMENT ON LARGE OBJECT 4711 IS NULL | large object 4711: comment differs
            COMMENT ON TABLE said IS 'other things' | comment on table public.said: differs
            COMMENT ON COLUMN t.a IS NULL | comment on column public.t.a: missing on the target
            ALTER DATABASE same_classes SET work_mem = '9MB' | setting of the database work_mem for everybody: only on the target
            ALTER DATABASE same_classes CONNECTION LIMIT 7 | database same_classes: datconnlimit -1 on the source, 7 on the target
            COMMENT ON DATABASE same_classes IS 'c' | comment on database same_classes: only on the target
            """;

    private static List<String> found = List.of();

    /** All at once, and compared once: what one change hides, the others do not. */
    @BeforeAll
    static void changed() throws Exception {
        TwoServers.role("same_reader");
        TwoServers.create(NAME);
        TwoServers.both(NAME, SCHEMA);
        // As newer servers do, 15.20 for one.
        TwoServers.run(
                TwoServers.fresh(NAME),
                "UPDATE pg_attribute SET attoptions = '{pg_attver=7}' WHERE attrelid = 'said'::regclass AND attnum > 0");
        assertThat(look().sentence()).isEqualTo("1 database, 11 tables, 100 rows, 3 large objects, 0 differences");
        for (var change : CHANGES.lines().toList()) {
            TwoServers.run(TwoServers.fresh(NAME), change.substring(0, change.indexOf(" | ")));
        }
        assertThat(look().green()).isFalse();
        found = new Comparisons(spec(), attempt())
                .of(List.of(new Both<>(TwoServers.old(NAME), TwoServers.fresh(NAME)))).stream()
                        .flatMap(it -> it.differences().stream())
                        .map(it -> it.toString().replace(NAME + ".", ""))
                        .toList();
    }

    private static PostgresSame.Spec spec() {
        return new PostgresSame.Spec("old", "new", List.of(), 2, List.of(), Owners.KEEP);
    }

    private static FakeAttempt attempt() {
        var attempt = new FakeAttempt();
        attempt.databases.put("old", TwoServers.old(NAME));
        attempt.databases.put("new", TwoServers.fresh(NAME));
        return attempt;
    }

    private static Evidence look() throws InterruptedException {
        return new PostgresSame().observe(spec(), attempt());
    }

    static Stream<Arguments> changes() {
        return CHANGES.lines().map(it -> Arguments.of((Object[]) it.split(" \\| ", 2)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatIsNotTheSameIsNamed(String change, String difference) {
        assertThat(found).as(change).anyMatch(it -> it.startsWith(difference), difference);
    }

    @Test
    void nothingElseDiffersAndNoSecretIsTold() {
        var expected = changes().map(it -> String.valueOf(it.get()[1])).toList();
        assertThat(found)
                .allMatch(it -> expected.stream().anyMatch(it::startsWith)
                        || it.contains("lost_ops")
                        || it.startsWith("index public.t_id:"))
                .noneMatch(it -> it.contains("s3cret") || it.contains("leaked"));
    }
}
