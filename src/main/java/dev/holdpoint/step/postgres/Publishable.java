package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a publication of a database would carry.
 *
 * @param clause what stands behind its name in CREATE PUBLICATION
 * @param tables how many tables hold the rows
 * @param left what it leaves out, by name: nothing of it arrives by replication
 */
record Publishable(String clause, int tables, List<String> left) {
    /** Names of tables that a message holds. */
    private static final int NAMED = 10;

    /** A table's root is the partitioned table that it is a part of, or itself. */
    private static final String TABLES = """
            SELECT n.nspname, c.relname, c.relkind, c.relpersistence, NOT (@MEMBER@), @LACKS@, {root}
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND @USER@ ORDER BY 1, 2""".replace(
                    "@MEMBER@", Tables.NO_MEMBER.replace("$1", "pg_class").replace("$2", "c.oid"))
            .replace("@LACKS@", ReadyReplication.LACKS_IDENTITY)
            .replace("@USER@", Tables.USER_SCHEMA);

    Publishable {
        left = List.copyOf(left);
    }

    /** @param member made by an extension, which the target has by itself */
    private record Relation(
            String schema,
            String name,
            boolean whole,
            boolean unlogged,
            boolean member,
            boolean lacksIdentity,
            String root) {
        String raw() {
            return schema + "." + name;
        }

        String quoted() {
            return Quoted.name(schema) + "." + Quoted.name(name);
        }

        boolean part() {
            return !root.equals(raw());
        }
    }

    /**
     * @param patterns of tables; empty for all of them
     * @throws TargetProblem where publishing would harm the source or cannot work, naming what stands in the way
     */
    static Publishable of(Connection source, List<String> patterns) throws SQLException {
        mustBeAbleTo(source);
        var all = relations(source);
        var chosen = patterns.isEmpty() ? ofTheUser(all) : matching(all, patterns);
        var logged = chosen.stream().filter(it -> !it.unlogged).toList();
        var parts = logged.stream().filter(it -> !it.whole).toList();
        mustHaveIdentities(parts);
        var everything = patterns.isEmpty() && all.stream().noneMatch(Relation::member);
        if (!everything && logged.isEmpty()) {
            throw new TargetProblem("there is no table to publish; see tables:");
        }
        return new Publishable(
                everything ? "FOR ALL TABLES" : "FOR TABLE " + list(source, logged),
                parts.size(),
                left(source, chosen));
    }

    private static void mustBeAbleTo(Connection source) throws SQLException {
        var level = ReadyReplication.level(source);
        if (!level.equals("logical")) {
            throw new TargetProblem(
                    "wal_level on the source is " + level + "; set it to logical and restart that server, then retry");
        }
        var free = ReadyReplication.free(source);
        if (free.least() < 2) {
            throw new TargetProblem(
                    "the source has " + free.says()
                            + " free, and 2 are needed; raise max_replication_slots and max_wal_senders, or drop slots that nobody uses");
        }
    }

    private static List<Relation> relations(Connection source) throws SQLException {
        var roots = source.getMetaData().getDatabaseMajorVersion() >= 12;
        var sql = TABLES.replace(
                "{root}",
                roots
                        ? "CASE WHEN c.relispartition THEN (SELECT rn.nspname || '.' || r.relname FROM pg_class r"
                                + " JOIN pg_namespace rn ON rn.oid = r.relnamespace WHERE r.oid = pg_partition_root(c.oid))"
                                + " ELSE n.nspname || '.' || c.relname END"
                        : "n.nspname || '.' || c.relname");
        return Snapshot.rows(
                source,
                sql,
                row -> new Relation(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3).equals("p"),
                        row.getString(4).equals("u"),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getString(7)));
    }

    private static List<Relation> ofTheUser(List<Relation> all) {
        return all.stream().filter(it -> !it.member).toList();
    }

    /** Whoever names a partitioned table means its parts, those of tomorrow too. */
    private static List<Relation> matching(List<Relation> all, List<String> patterns) {
        var nothing = patterns.stream()
                .filter(it -> all.stream().noneMatch(table -> new Excluded(List.of(it)).has(table.raw())))
                .toList();
        if (!nothing.isEmpty()) {
            throw new TargetProblem("no table on the source is called " + String.join(", ", nothing)
                    + "; correct tables: (a pattern as of pg_dump: names in capitals stand in double quotes)");
        }
        var wanted = new Excluded(patterns);
        return all.stream()
                .filter(it -> wanted.has(it.raw()) || wanted.has(it.root))
                .toList();
    }

    /** Without one, UPDATE and DELETE fail on the live source as soon as the table is published. */
    private static void mustHaveIdentities(List<Relation> parts) {
        var lacking = parts.stream().filter(Relation::lacksIdentity).toList();
        if (!lacking.isEmpty()) {
            throw new TargetProblem("no replica identity: " + named(lacking)
                    + "; UPDATE and DELETE would fail there as soon as they are published. Give them a primary key, or"
                    + " ALTER TABLE … REPLICA IDENTITY USING INDEX or FULL");
        }
    }

    /** Since 13 a partitioned table can be published as a whole. */
    private static String list(Connection source, List<Relation> chosen) throws SQLException {
        var wholes = source.getMetaData().getDatabaseMajorVersion() >= 13;
        var roots = chosen.stream()
                .filter(it -> wholes && it.whole && !it.part())
                .map(Relation::raw)
                .toList();
        return chosen.stream()
                .filter(it -> it.whole ? wholes && !it.part() : !roots.contains(it.root))
                .map(Relation::quoted)
                .collect(Collectors.joining(", "));
    }

    private static List<String> left(Connection source, List<Relation> chosen) throws SQLException {
        var left = new ArrayList<String>();
        var unlogged = chosen.stream().filter(it -> it.unlogged).toList();
        if (!unlogged.isEmpty()) {
            left.add("unlogged tables: " + named(unlogged));
        }
        var objects = Snapshot.value(source, "SELECT count(*) FROM pg_largeobject_metadata");
        if (!objects.equals("0")) {
            left.add(objects + " large objects");
        }
        return left;
    }

    private static String named(List<Relation> tables) {
        var first = tables.stream().limit(NAMED).map(Relation::raw).collect(Collectors.joining(", "));
        return tables.size() <= NAMED ? first : first + " and " + (tables.size() - NAMED) + " more";
    }
}
