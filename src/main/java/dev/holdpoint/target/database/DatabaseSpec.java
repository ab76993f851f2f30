package dev.holdpoint.target.database;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an author writes under {@code databases: { NAME: … }}: a URL, or its parts; parts beside a URL replace those of the URL. */
public record DatabaseSpec(
        @Shorthand
        @Doc(value = "where it is, in one piece", example = "postgres://app@db.example.org:5432/shop?sslmode=require")
        @Nullable
        String url,

        @Doc(value = "host name or address", example = "db.example.org") @Nullable
        String host,

        // No fallback here or at sslmode: one would be filled in beside a URL and replace what that says.
        @Doc("port; 5432 where neither it nor a URL says") @Nullable
        Integer port,

        @Doc(value = "database to connect to; the user's name where left out", example = "shop") @Nullable
        String name,

        @Doc(value = "role to log in as", example = "postgres") @Nullable
        String user,

        @Doc(value = "its password; left out, ~/.pgpass or the server's trust must do") @Nullable
        String password,

        @Doc("disable, allow, prefer, require, verify-ca or verify-full; prefer where neither it nor a URL says")
        @Nullable
        String sslmode,

        @Doc("host that it is reached through, by a tunnel") @Nullable
        String via) {

    /** What is wrong with it beyond the types of its fields, each a sentence with the remedy. */
    public List<String> problems() {
        var found = new ArrayList<String>();
        if (url == null && host == null) {
            found.add("a database needs url: or host:, for example host: db.example.org");
        }
        if (url == null && user == null) {
            found.add("a database with host: needs user: too, for example user: postgres");
        }
        if (host != null && host.startsWith("/")) {
            found.add("host: " + host + " is a Unix socket; use the server's TCP address, for example localhost");
        }
        if (port != null && (port < 1 || port > 65535)) {
            found.add("port: " + port + " is not between 1 and 65535");
        }
        if (sslmode != null && !PostgresUrl.SSL_MODES.contains(sslmode)) {
            found.add("sslmode: " + sslmode + " is none of " + String.join(", ", PostgresUrl.SSL_MODES));
        }
        return List.copyOf(found);
    }

    /**
     * The target that it describes.
     *
     * @param target its name in the checklist
     * @throws TargetProblem with the first of {@link #problems()}, or what is wrong with the URL
     */
    public Database bind(String target) {
        var problems = problems();
        if (!problems.isEmpty()) {
            throw new TargetProblem("database " + target + ": " + problems.getFirst());
        }
        if (url == null) {
            var login = or(user, "postgres");
            return new Database(
                    target,
                    or(host, "localhost"),
                    port == null ? 5432 : port,
                    or(name, login),
                    login,
                    password,
                    sslmode);
        }
        var base = PostgresUrl.parse(target, url);
        return new Database(
                target,
                or(host, base.host()),
                port == null ? base.port() : port,
                or(name, base.name()),
                or(user, base.user()),
                password == null ? base.password() : password,
                sslmode == null ? base.sslmode() : sslmode);
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /** For messages: neither the password nor a URL that may hold one. */
    @Override
    public String toString() {
        return "DatabaseSpec[host=" + host + ", port=" + port + ", name=" + name + ", user=" + user + "]";
    }
}
