package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What there is to move in one database of the source, by the server's own estimates.
 *
 * @param tables largest first
 * @param indexes largest first
 * @param blobs its large objects, which are in no table of the user's
 */
record Census(String database, List<Table> tables, List<Index> indexes, Blobs blobs) {
    Census {
        tables = List.copyOf(tables);
        indexes = List.copyOf(indexes);
    }

    /** Of a database without large objects. */
    Census(String database, List<Table> tables, List<Index> indexes) {
        this(database, tables, indexes, Blobs.NONE);
    }

    /** As a dump holds it, in which an index is a line of text. */
    Census withoutIndexes() {
        return new Census(database, tables, List.of(), blobs);
    }

    /** Where nobody can be asked: it is told what is done, not how far it is. */
    static Census unknown(String database) {
        return new Census(database, List.of(), List.of());
    }

    /**
     * @param rows {@code reltuples}: an estimate, 0 where never analyzed
     * @param bytes with TOAST, without indexes
     * @param pages of the main fork
     */
    record Table(long oid, String schema, String name, long rows, long bytes, long pages) {
        String label() {
            return schema.equals("public") ? name : schema + "." + name;
        }
    }

    /** @param collated true where values are compared by the rules of a language */
    record Index(String schema, String name, long bytes, boolean collated) {
        /** By bytes, a collated index took five times as long as any other, and any other as long as rows (docs/performance.md). */
        private static final int COLLATED = 5;

        long effort() {
            return collated ? COLLATED * bytes : bytes;
        }
    }

    record Blobs(long count, long bytes) {
        static final Blobs NONE = new Blobs(0, 0);
    }

    private static final String BLOBS = """
            select (select count(*) from pg_largeobject_metadata), @WHOLE@
            from pg_class c where c.oid = 'pg_catalog.pg_largeobject'::regclass""";

    private static final String TABLES = """
            select c.oid::bigint, n.nspname, c.relname, greatest(c.reltuples, 0)::bigint, @WHOLE@,
                   @MAIN@ / current_setting('block_size')::bigint
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            order by 5 desc, 1""";

    private static final String INDEXES = """
            select n.nspname, c.relname, @MAIN@,
                   exists (select from pg_index x, unnest(x.indcollation::oid[]) key join pg_collation l on l.oid = key
                           where x.indexrelid = c.oid and coalesce(case when l.collname = 'default'
                             then (select datcollate from pg_database where datname = current_database())
                             else l.collcollate end, '') not in ('C', 'POSIX'))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'i' and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            order by 3 desc, c.oid""";

    /** Where sizes come from: the files, for which the server locks each relation, or its last estimate of pages. */
    private enum Sizes {
        FILES("pg_table_size(c.oid)", "pg_relation_size(c.oid)"),
        ESTIMATES(
                "(c.relpages + coalesce((select t.relpages from pg_class t where t.oid = c.reltoastrelid), 0))::bigint"
                        + " * current_setting('block_size')::bigint",
                "c.relpages::bigint * current_setting('block_size')::bigint");

        private final String whole;
        private final String main;

        Sizes(String whole, String main) {
            this.whole = whole;
            this.main = main;
        }

        String in(String query) {
            return query.replace("@WHOLE@", whole).replace("@MAIN@", main);
        }
    }

    /** SQLSTATE lock_not_available (manual, "PostgreSQL Error Codes"). */
    private static final String LOCKED = "55P03";

    /**
     * Looks with a session of its own. Who comes back to jobs that run needs it only for their progress: a look that fails says so then
     * and is no reason to fail.
     */
    static Census take(Database database, List<String> excluded, Attempt attempt) throws SQLException {
        try (var session = Login.open(database, "holdpoint look")) {
            return take(database.name(), session, excluded);
        } catch (SQLException | TargetProblem failed) {
            if (!attempt.resumed()) {
                throw failed;
            }
            attempt.say(database.name() + ": nobody says how far it is: " + Trouble.line(failed));
            return unknown(database.name());
        }
    }

    /**
     * Looks without waiting for anybody's lock for more than a second.
     *
     * @param source a session of our own, in autocommit
     * @param excluded table patterns that do not travel
     */
    static Census take(String database, Connection source, List<String> excluded) throws SQLException {
        try (var statement = source.createStatement()) {
            statement.execute("set lock_timeout = '1s'");
            try {
                return take(database, statement, excluded, Sizes.FILES);
            } catch (SQLException failed) {
                if (!LOCKED.equals(failed.getSQLState())) {
                    throw failed;
                }
                return take(database, statement, excluded, Sizes.ESTIMATES);
            }
        }
    }

    private static Census take(String database, Statement statement, List<String> excluded, Sizes sizes)
            throws SQLException {
        var left = new Excluded(excluded);
        var tables = new ArrayList<Table>();
        var indexes = new ArrayList<Index>();
        try (var row = statement.executeQuery(sizes.in(TABLES))) {
            while (row.next()) {
                var table = new Table(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6));
                if (!left.has(table.schema() + "." + table.name())) {
                    tables.add(table);
                }
            }
        }
        try (var row = statement.executeQuery(sizes.in(INDEXES))) {
            while (row.next()) {
                indexes.add(new Index(row.getString(1), row.getString(2), row.getLong(3), row.getBoolean(4)));
            }
        }
        return new Census(database, tables, indexes, blobs(statement, sizes));
    }

    /** What was deleted still takes room on the server, and none on its way. */
    private static Blobs blobs(Statement statement, Sizes sizes) throws SQLException {
        try (var row = statement.executeQuery(sizes.in(BLOBS))) {
            row.next();
            return row.getLong(1) == 0 ? Blobs.NONE : new Blobs(row.getLong(1), row.getLong(2));
        }
    }

    /** Of tables and large objects. */
    long dataBytes() {
        return blobs.bytes() + tables.stream().mapToLong(Table::bytes).sum();
    }

    long bytes() {
        return dataBytes() + indexes.stream().mapToLong(Index::bytes).sum();
    }

    /** How long it takes, against others: in bytes of rows. */
    long effort() {
        return dataBytes() + indexes.stream().mapToLong(Index::effort).sum();
    }

    Optional<Table> table(long oid) {
        return tables.stream().filter(it -> it.oid() == oid).findFirst();
    }

    /** @param qualified schema and name with a dot between, unquoted, as pg_restore prints it */
    Optional<Table> table(String qualified) {
        return tables.stream()
                .filter(it -> (it.schema() + "." + it.name()).equals(qualified))
                .findFirst();
    }
}
