package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a database lands: what is at its place on the target now, and making the place ready. */
final class Landing implements AutoCloseable {
    /** What stands at the place. */
    enum State {
        MISSING,
        EMPTY,
        FULL
    }

    /** What a database is marked with while it is being created: that one is empty. */
    static final String CREATING = "creating";

    /** The first OID that an object of a user's can have: PostgreSQL's FirstNormalObjectId. */
    private static final int FIRST_OF_USERS = 16384;

    /** Catalogues of what a database can hold. What is only a part of something else, such as a table's row type, depends on it. */
    private static final List<String> HOLDING = List.of(
            "pg_proc",
            "pg_type",
            "pg_operator",
            "pg_opfamily",
            "pg_cast",
            "pg_collation",
            "pg_conversion",
            "pg_ts_config",
            "pg_ts_dict",
            "pg_ts_parser",
            "pg_ts_template",
            "pg_am",
            "pg_language",
            "pg_transform",
            "pg_foreign_data_wrapper",
            "pg_foreign_server",
            "pg_publication",
            "pg_event_trigger");

    /** What is named of what a database holds. */
    private static final int NAMED = 3;

    /** Everything of the user's own: members of extensions do not count, an empty database may have extensions. */
    private static final String CONTENTS = Stream.of(
                    Stream.of(
                            held("pg_class")
                                    + " and o.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and o.relpersistence <> 't'",
                            held("pg_namespace") + " and o.nspname !~ '^pg_'"),
                    HOLDING.stream().map(Landing::held),
                    Stream.of(
                            "select pg_describe_object('pg_catalog.pg_largeobject'::regclass, o.oid, 0) from pg_largeobject_metadata o"))
            .flatMap(it -> it)
            .collect(Collectors.joining(" union all ", "", " limit " + (NAMED + 1)));

    private static String held(String catalogue) {
        return "select pg_describe_object('pg_catalog." + catalogue + "'::regclass, o.oid, 0) from " + catalogue
                + " o where " + owned(catalogue);
    }

    private static String owned(String catalogue) {
        return "o.oid >= " + FIRST_OF_USERS + " and not exists (select from pg_depend d where d.classid = 'pg_catalog."
                + catalogue + "'::regclass and d.objid = o.oid and d.deptype in ('e', 'i'))";
    }

    /** By what no other database was, is or will be called: the server's own number and that of the database. */
    private static final String MARK =
            "select (select system_identifier from pg_control_system()) || '/' || oid from pg_database where datname = ?";

    private static final String SESSIONS = """
            select usename || coalesce(' from ' || host(client_addr), '') || case when application_name = '' then '' else ' (' || application_name || ')' end
            from pg_stat_activity where datname = ? and backend_type = 'client backend' and pid <> pg_backend_pid() limit 1""";

    /** SQLSTATE duplicate_database, and unique_violation where two sessions create it at once (manual, "PostgreSQL Error Codes"). */
    private static final Set<String> THERE_ALREADY = Set.of("42P04", "23505");

    /** SQLSTATE insufficient_privilege (the same list). */
    private static final String MAY_NOT = "42501";

    private final Database server;
    private final List<String> places;
    private @Nullable Connection session;
    private boolean closed;

    /**
     * @param server the target, of whatever database
     * @param places names of the databases that land there, which no session of ours may be in: they may have to be dropped
     */
    Landing(Database server, List<String> places) {
        this.server = server;
        this.places = List.copyOf(places);
    }

    synchronized State state(String name) throws SQLException {
        if (!exists(name)) {
            return State.MISSING;
        }
        return contents(server.named(name)).isEmpty() ? State.EMPTY : State.FULL;
    }

    String contents(String name) throws SQLException {
        return contents(server.named(name));
    }

    /** Some of what a database holds, in words; empty where that is nothing, and others may be moved into it. */
    static String contents(Database database) throws SQLException {
        try (var inside = Login.open(database, "holdpoint look")) {
            var found = Snapshot.rows(inside, CONTENTS, row -> row.getString(1));
            return String.join(", ", found.subList(0, Math.min(NAMED, found.size())))
                    + (found.size() > NAMED ? " and more" : "");
        }
    }

    synchronized boolean exists(String name) throws SQLException {
        try (var query = session().prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    /** The mark of the database that is there. */
    synchronized String mark(String name) throws SQLException {
        try (var query = session().prepareStatement(MARK)) {
            query.setString(1, name);
            var row = query.executeQuery();
            return row.next() ? row.getString(1) : "";
        }
    }

    /** True where the database of that name is the marked one, and no other that somebody has created there since. */
    synchronized boolean is(String name, Optional<String> mark) throws SQLException {
        if (mark.isEmpty()) {
            return false;
        }
        return mark.get().equals(CREATING)
                ? state(name) != State.FULL
                : mark.get().equals(mark(name));
    }

    /** Who is in that database besides us, one of them, or empty; waits a moment for sessions that are just leaving. */
    Optional<String> occupant(String name) throws SQLException, InterruptedException {
        var found = Optional.<String>empty();
        for (var tries = 0; tries < 10; tries++) {
            found = look(name);
            if (found.isEmpty()) {
                return found;
            }
            Thread.sleep(200);
        }
        return found;
    }

    private synchronized Optional<String> look(String name) throws SQLException {
        try (var query = session().prepareStatement(SESSIONS)) {
            query.setString(1, name);
            var row = query.executeQuery();
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    /** The target with a database in it that is there now and stays. */
    synchronized Database anyone() throws SQLException {
        return server.named(session().getCatalog());
    }

    /**
     * Creates it. Where it is there by then and empty, that was an earlier try of ours whose program was gone before the server had
     * finished.
     */
    synchronized void create(String name, Plan plan) throws SQLException {
        try (var statement = session().createStatement()) {
            var major = session().getMetaData().getDatabaseMajorVersion();
            statement.execute("create database " + Quoted.name(name) + plan.clause(major));
        } catch (SQLException failed) {
            if (!THERE_ALREADY.contains(String.valueOf(failed.getSQLState())) || state(name) != State.EMPTY) {
                throw failed;
            }
        }
    }

    /**
     * Gives a database what its plan has for it besides its creation.
     *
     * @param refused hears one line for each setting that the server does not take, and for what our role may not do to a database of
     *     another one; anything else that the server refuses is thrown
     */
    synchronized void trim(String name, Plan plan, Consumer<String> refused) throws SQLException {
        try (var statement = session().createStatement()) {
            statement.execute("set standard_conforming_strings = on");
            for (var trim : plan.trims()) {
                try {
                    statement.execute(trim.replace(Plan.NAME, Quoted.name(name)));
                } catch (SQLException failed) {
                    if (!Plan.setting(trim) && !MAY_NOT.equals(failed.getSQLState())) {
                        throw failed;
                    }
                    refused.accept(name + ": the database did not take over one thing: " + Trouble.line(failed));
                }
            }
        }
    }

    /** Waits up to five seconds for sessions in it to leave, as the server does. */
    synchronized void drop(String name) throws SQLException {
        try (var statement = session().createStatement()) {
            statement.execute("drop database if exists " + Quoted.name(name));
        }
    }

    /** How the database of this name on this server was created, for creating it again or elsewhere. */
    synchronized Plan plan(String name, Owners owners) throws SQLException {
        return Plan.of(session(), name, owners);
    }

    /** One session for all questions, opened when it is first needed and again after the server ended it. */
    private Connection session() throws SQLException {
        if (closed) {
            throw new SQLException("nothing is asked any more");
        }
        var open = session;
        if (open == null || open.isClosed()) {
            open = elsewhere();
            session = open;
        }
        return open;
    }

    private Connection elsewhere() {
        var last = new TargetProblem("database " + server.target()
                + ": there is no database to connect to besides those that land there; create one called postgres");
        for (var other : List.of(server.name(), "postgres", "template1")) {
            if (!places.contains(other)) {
                try {
                    return Login.open(server.named(other), "holdpoint prepare");
                } catch (TargetProblem failed) {
                    last = failed;
                }
            }
        }
        throw last;
    }

    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        if (session != null) {
            session.close();
        }
    }
}
