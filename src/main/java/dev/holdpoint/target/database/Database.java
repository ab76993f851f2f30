package dev.holdpoint.target.database;

import dev.holdpoint.checklist.Values;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and who we are there.
 *
 * @param target its name in the checklist
 * @param name the database to connect to; steps that speak of several databases replace it ({@link #named})
 * @param password null where the server trusts us or {@code ~/.pgpass} knows
 * @param sslmode libpq's word ({@code require}, {@code verify-full}, …); null means libpq's own default, {@code prefer}
 * @param tunnel true where host and port are the end of a tunnel here: of no use to another machine
 */
public record Database(
        String target,
        String host,
        int port,
        String name,
        String user,
        @Nullable String password,
        @Nullable String sslmode,
        boolean tunnel) {
    public Database(
            String target,
            String host,
            int port,
            String name,
            String user,
            @Nullable String password,
            @Nullable String sslmode) {
        this(target, host, port, name, user, password, sslmode, false);
    }

    public Database(String target, String host, int port, String name, String user, @Nullable String password) {
        this(target, host, port, name, user, password, null);
    }

    /** The same server and user, another database. */
    public Database named(String other) {
        return new Database(target, host, port, other, user, password, sslmode, tunnel);
    }

    /** The same database by a tunnel that begins at this address. */
    public Database at(String otherHost, int otherPort) {
        return new Database(target, otherHost, otherPort, name, user, password, sslmode, true);
    }

    /** For messages: never the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + name
                + (password == null ? "" : " (password " + Values.MASK + ")");
    }
}
