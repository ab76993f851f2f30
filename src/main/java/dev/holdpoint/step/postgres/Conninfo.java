package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Libpq;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one server logs in to another: a connection string of libpq (manual, "Keyword/Value Connection Strings"). It may hold a password;
 * so it goes to the server as a text of SQL and nowhere else.
 *
 * @param from the database that is connected to
 * @param login whose role, password and sslmode are used
 * @param reach {@code host:port} as the other server sees it; empty for the address of {@code from}
 */
record Conninfo(Database from, Database login, String reach) {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([^:\\[\\]\\s/]+))(?::([0-9]{1,5}))?");

    static boolean isAddress(String reach) {
        var match = ADDRESS.matcher(reach);
        return match.matches() && (match.group(3) == null || inRange(Integer.parseInt(match.group(3))));
    }

    /** True where nothing is left to the address of {@code from}. */
    static boolean isWhole(String reach) {
        var match = ADDRESS.matcher(reach);
        return match.matches() && match.group(3) != null;
    }

    private static boolean inRange(int port) {
        return port > 0 && port < 65536;
    }

    private String host() {
        var match = ADDRESS.matcher(reach);
        if (!match.matches()) {
            return from.host();
        }
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    private int port() {
        var match = ADDRESS.matcher(reach);
        return match.matches() && match.group(3) != null ? Integer.parseInt(match.group(3)) : from.port();
    }

    /** With the password. */
    String whole() {
        return shown() + word("password", login.password());
    }

    /** Without. */
    String shown() {
        return (word("host", host())
                        + word("port", Integer.toString(port()))
                        + word("dbname", from.name())
                        + word("user", login.user())
                        + word("sslmode", login.sslmode() == null ? "prefer" : login.sslmode())
                        + word("connect_timeout", Integer.toString(Libpq.CONNECT_SECONDS)))
                .strip();
    }

    /** Never the password. */
    @Override
    public String toString() {
        return shown();
    }

    private static String word(String keyword, @Nullable String value) {
        return value == null || value.isEmpty()
                ? ""
                : " " + keyword + "='" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
