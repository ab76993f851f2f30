package dev.holdpoint.target.database;

import dev.holdpoint.target.TargetProblem;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Connects to a database by JDBC, or says in one line why not and what to do. */
public final class Login {
    /** Older servers lack the catalogues we read. */
    public static final int OLDEST = 10;

    private static final Driver DRIVER = new Driver();
    /** Names nothing: parts of a URL would have to be encoded, properties are taken as they are. */
    private static final String URL = "jdbc:postgresql:///";

    private Login() {}

    /**
     * Opens a session in autocommit. The caller closes it. Waits at most 15 seconds for the connection; reads wait without limit, since a
     * server may be busy for long and a dead peer is found by TCP keep-alive.
     *
     * @param application what {@code pg_stat_activity} shows, for example {@code holdpoint progress}
     * @throws TargetProblem one line: target, address, what is wrong, what to do
     */
    public static Connection open(Database database, String application) {
        Connection session;
        try {
            session = DRIVER.connect(URL, properties(database, application));
        } catch (SQLException failed) {
            throw new TargetProblem(reason(database, failed), failed);
        }
        if (session == null) {
            throw new TargetProblem("database " + database.target() + ": the driver does not know its own URL");
        }
        refuseOld(database, session);
        return session;
    }

    private static void refuseOld(Database database, Connection session) {
        try {
            var major = session.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST) {
                session.close();
                throw new TargetProblem(at(database) + " is PostgreSQL " + major + ", too old: " + OLDEST
                        + " is the oldest that is supported");
            }
        } catch (SQLException failed) {
            throw new TargetProblem(reason(database, failed), failed);
        }
    }

    private static Properties properties(Database database, String application) {
        var properties = new Properties();
        properties.setProperty("PGHOST", database.host());
        properties.setProperty("PGPORT", Integer.toString(database.port()));
        properties.setProperty("PGDBNAME", database.name());
        properties.setProperty("user", database.user());
        if (database.password() != null) {
            properties.setProperty("password", database.password());
        }
        if (database.sslmode() != null) {
            properties.setProperty("sslmode", database.sslmode());
        }
        properties.setProperty("ApplicationName", application);
        // Without it the name is sent after the greeting: until then our own session is a stranger to those who look
        // who is connected.
        properties.setProperty("assumeMinServerVersion", Integer.toString(OLDEST));
        properties.setProperty("connectTimeout", Integer.toString(Libpq.CONNECT_SECONDS));
        properties.setProperty("loginTimeout", Integer.toString(Libpq.CONNECT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    private static String at(Database database) {
        return "database " + database.target() + " (" + database.user() + "@" + database.host() + ":" + database.port()
                + ")";
    }

    /** One line for a failure to connect; SQLSTATE codes as in the manual, "PostgreSQL Error Codes". */
    static String reason(Database database, SQLException failed) {
        var state = failed.getSQLState() == null ? "" : failed.getSQLState();
        return at(database) + ": "
                + switch (state) {
                    case "28P01" ->
                        "wrong password for role " + database.user() + "; check the password of this target";
                    case "28000" -> firstLine(failed) + "; check user: and the server's pg_hba.conf";
                    case "3D000" -> "there is no database \"" + database.name() + "\"; check name:";
                    case "53300" -> "the server takes no more connections (max_connections); end idle ones";
                    case "57P03" -> "the server is starting up or shutting down; try again when it is up";
                    case "08004" -> missingPassword(database, failed);
                    default -> network(database, failed);
                };
    }

    private static String missingPassword(Database database, SQLException failed) {
        return database.password() == null
                ? "the server wants a password for role " + database.user() + " and this target has none; set password:"
                : firstLine(failed);
    }

    private static String network(Database database, SQLException failed) {
        return switch (root(failed)) {
            case UnknownHostException _ ->
                "no host is called " + database.host() + "; check host: and the name servers";
            case ConnectException _ ->
                "connection refused: nothing listens there; check port:, and that the server is up";
            case SocketTimeoutException _ ->
                "no answer within " + Libpq.CONNECT_SECONDS + " s; check the firewall between here and there";
            case NoRouteToHostException _ -> "no route to the host; check the network or the VPN";
            case SSLException ssl -> "TLS failed: " + ssl.getMessage() + "; check sslmode:";
            default -> firstLine(failed);
        };
    }

    private static Throwable root(Throwable failed) {
        var deepest = failed;
        for (@Nullable Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        return deepest;
    }

    private static String firstLine(SQLException failed) {
        var message = failed.getMessage();
        return message == null
                ? "failed without a message"
                : message.lines().findFirst().orElse("").strip();
    }
}
