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
import org.jspecify.annotations.Nullable;

/** Where a database lands: what is at its place on the target now, and making the place ready. */
final class Landing implements AutoCloseable {
    /** What stands at the place. */
    enum State {
        MISSING,
        EMPTY,
        FULL
    }

    /** Everything of the user's own: members of extensions do not count, an empty database may have extensions. */
    private static final String CONTENTS = """
            select (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))
                 + (select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'))
                 + (select count(*) from pg_namespace n where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
                      and not exists (select from pg_depend d where d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e'))
                 + (select count(*) from pg_largeobject_metadata)""";

    private static final String SESSIONS = """
            select usename || coalesce(' from ' || host(client_addr), '') || case when application_name = '' then '' else ' (' || application_name || ')' end
            from pg_stat_activity where datname = ? and backend_type = 'client backend' and pid <> pg_backend_pid() limit 1""";

    /** SQLSTATE duplicate_database, and unique_violation where two sessions create it at once (manual, "PostgreSQL Error Codes"). */
    private static final Set<String> THERE_ALREADY = Set.of("42P04", "23505");

    private final Database server;
    private final List<String> places;
    private @Nullable Connection session;

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
        try (var inside = Login.open(server.named(name), "holdpoint look");
                var row = inside.createStatement().executeQuery(CONTENTS)) {
            row.next();
            return row.getLong(1) == 0 ? State.EMPTY : State.FULL;
        }
    }

    synchronized boolean exists(String name) throws SQLException {
        try (var query = session().prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
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
            statement.execute("create database " + Quoted.name(name) + plan.clause());
        } catch (SQLException failed) {
            if (!THERE_ALREADY.contains(String.valueOf(failed.getSQLState())) || state(name) != State.EMPTY) {
                throw failed;
            }
        }
    }

    /**
     * Gives a database what its plan has for it besides its creation.
     *
     * @param refused hears one line for each setting that the server does not take; anything else it refuses is thrown
     */
    synchronized void trim(String name, Plan plan, Consumer<String> refused) throws SQLException {
        try (var statement = session().createStatement()) {
            statement.execute("set standard_conforming_strings = on");
            for (var trim : plan.trims()) {
                try {
                    statement.execute(trim.replace(Plan.NAME, Quoted.name(name)));
                } catch (SQLException failed) {
                    if (!trim.startsWith("alter database ")) {
                        throw failed;
                    }
                    refused.accept(name + ": a setting of the database was not taken over: " + Trouble.line(failed));
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
        if (session != null) {
            session.close();
        }
    }
}
