package dev.holdpoint.step.postgres;

import dev.holdpoint.step.FakeAttempt;
import java.sql.SQLException;

/** A database of a bit of everything, the same on both servers. */
final class SameTwins {
    static final String NAME = "same";

    private static final String SCHEMA = """
            CREATE TYPE mood AS ENUM ('well', 'ill');
            CREATE DOMAIN short AS varchar(20) CHECK (value <> '');
            CREATE TABLE events (id serial PRIMARY KEY, title text, mood mood, note short, doc jsonb, raw json, amount numeric,
              price numeric(10,2), at timestamptz DEFAULT '2026-01-01', tags text[], body bytea, score float8, every interval);
            INSERT INTO events (title, mood, note, doc, raw, amount, price, tags, body, score, every)
              SELECT 'title ' || i, 'well', 'n' || i, jsonb_build_object('i', i), json_build_object('i', i), i / 8.0, i, ARRAY['a', i::text],
              decode(md5(i::text), 'hex'), i / 3.0, i * interval '1 hour' FROM generate_series(1, 500) i;
            CREATE TABLE "we ird".nothing ();
            CREATE TABLE "we ird"."Od""d.name" ("Key 1" int, key2 text, "select" text, PRIMARY KEY ("Key 1", key2));
            INSERT INTO "we ird"."Od""d.name" SELECT i, 'k' || i, 'v' FROM generate_series(1, 50) i;
            CREATE TABLE keyless (a int, b text);
            INSERT INTO keyless SELECT i % 10, 'text of ' || i % 10 FROM generate_series(1, 100) i;
            CREATE TABLE parted (id int, day date, v text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
            CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
            CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
            INSERT INTO parted SELECT i, date '2026-01-01' + i % 50, 'v' FROM generate_series(1, 100) i;
            CREATE INDEX events_title ON events (title);
            ALTER TABLE events ADD CONSTRAINT priced CHECK (price >= 0);
            CREATE VIEW titles AS SELECT title FROM events;
            CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM events;
            CREATE FUNCTION twice(i int) RETURNS int LANGUAGE sql AS 'SELECT i * 2';
            CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
            CREATE TRIGGER touch BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION touched();
            GRANT SELECT ON events TO same_reader;
            SELECT lo_from_bytea(4711, decode(repeat('00ff', 3000), 'hex'));
            """;

    private SameTwins() {}

    /** Makes them anew and names them to the attempt. */
    static void create(FakeAttempt attempt) throws SQLException {
        TwoServers.role("same_reader");
        TwoServers.create(NAME);
        TwoServers.both(NAME, "CREATE SCHEMA \"we ird\"");
        TwoServers.both(NAME, SCHEMA);
        TwoServers.both(NAME, "ANALYZE");
        attempt.databases.put("old", TwoServers.old(NAME));
        attempt.databases.put("new", TwoServers.fresh(NAME));
    }
}
