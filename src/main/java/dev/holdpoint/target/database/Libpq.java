package dev.holdpoint.target.database;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How native programs (pg_dump, psql) are told where to connect: by environment, so that no secret is in their arguments.
 * Names as in the manual, "Environment Variables" of libpq.
 */
public final class Libpq {
    /** Seconds that a program waits for a connection. */
    public static final int CONNECT_SECONDS = 15;

    private Libpq() {}

    /**
     * The variables of one end.
     *
     * @param prefix put before each name where a script speaks to two servers ({@code FROM_}), or empty
     * @param application what {@code pg_stat_activity} shows; the server keeps 63 bytes of it
     */
    public static Map<String, String> environment(Database database, String prefix, String application) {
        var found = new LinkedHashMap<String, String>();
        found.put(prefix + "PGHOST", database.host());
        found.put(prefix + "PGPORT", Integer.toString(database.port()));
        found.put(prefix + "PGUSER", database.user());
        // An empty password means to libpq what a missing one means: it looks into ~/.pgpass.
        found.put(prefix + "PGPASSWORD", database.password() == null ? "" : database.password());
        found.put(prefix + "PGDATABASE", database.name());
        found.put(prefix + "PGSSLMODE", database.sslmode() == null ? "prefer" : database.sslmode());
        found.put(prefix + "PGAPPNAME", application);
        found.put(prefix + "PGCONNECT_TIMEOUT", Integer.toString(CONNECT_SECONDS));
        return found;
    }

    /**
     * A connection string that names only the database, for programs that want one as an argument and would take a name with an
     * equals sign in it for a connection string of its own.
     */
    public static String connectionString(String database) {
        return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
