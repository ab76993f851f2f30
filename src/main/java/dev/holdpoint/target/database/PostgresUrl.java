package dev.holdpoint.target.database;

import dev.holdpoint.target.TargetProblem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code postgres://user:password@host:port/name?sslmode=…} as libpq does (manual, "Connection URIs"): every part
 * percent-encoded, IPv6 in brackets, the parts also as parameters. Of the parameters those that we carry over are taken and
 * {@code application_name}, {@code connect_timeout}, {@code channel_binding} are ignored; others are refused rather than lost.
 */
public final class PostgresUrl {
    public static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private static final List<String> IGNORED =
            List.of("application_name", "connect_timeout", "channel_binding", "schema");
    private static final String RIGHT = "; a right one: postgres://app:secret@db.example.org:5432/shop?sslmode=require";

    private final String target;
    private final Map<String, String> parts = new HashMap<>();

    private PostgresUrl(String target) {
        this.target = target;
    }

    /**
     * @param target the target's name, for messages
     * @throws TargetProblem naming what is wrong, never the URL itself: it may hold a password
     */
    public static Database parse(String target, String url) {
        return new PostgresUrl(target).read(url.strip());
    }

    private Database read(String url) {
        var rest = withoutScheme(url);
        var query = cut(rest, rest.indexOf('?'));
        var path = cut(query.before, query.before.indexOf('/'));
        var login = cut(path.before, path.before.lastIndexOf('@'));
        if (login.after == null) {
            hostAndPort(login.before);
        } else {
            userAndPassword(login.before);
            hostAndPort(login.after);
        }
        put("dbname", path.after);
        if (query.after != null) {
            parameters(query.after);
        }
        return database();
    }

    private String withoutScheme(String url) {
        for (var scheme : List.of("postgres://", "postgresql://")) {
            if (url.startsWith(scheme)) {
                return url.substring(scheme.length());
            }
        }
        throw wrong("its URL does not begin with postgres://");
    }

    private void userAndPassword(String login) {
        var split = cut(login, login.indexOf(':'));
        put("user", split.before);
        put("password", split.after);
    }

    private void hostAndPort(String where) {
        if (where.contains(",")) {
            throw wrong("its URL names several hosts; name the one to use");
        }
        var bracket = where.lastIndexOf(']');
        var split = cut(where, where.indexOf(':', Math.max(0, bracket)));
        put("host", split.before.replaceAll("[\\[\\]]", ""));
        put("port", split.after);
    }

    private void parameters(String query) {
        for (var parameter : query.split("&", -1)) {
            var split = cut(parameter, parameter.indexOf('='));
            var name = decoded(split.before);
            if (List.of("host", "port", "user", "password", "dbname", "sslmode").contains(name)) {
                put(name, split.after);
            } else if (!IGNORED.contains(name) && !name.isEmpty()) {
                throw wrong("its URL has the parameter " + name + ", which is not carried over; leave it out");
            }
        }
    }

    private Database database() {
        var host = parts.getOrDefault("host", "");
        if (host.isEmpty()) {
            throw wrong("its URL names no host");
        }
        if (host.startsWith("/")) {
            throw wrong("its URL names a Unix socket; use the server's TCP address, for example localhost");
        }
        var user = parts.getOrDefault("user", "");
        if (user.isEmpty()) {
            throw wrong("its URL names no user");
        }
        var ssl = parts.get("sslmode");
        if (ssl != null && !SSL_MODES.contains(ssl)) {
            throw wrong("sslmode=" + ssl + " in its URL is none of " + String.join(", ", SSL_MODES));
        }
        return new Database(target, host, port(), parts.getOrDefault("dbname", user), user, parts.get("password"), ssl);
    }

    private int port() {
        var text = parts.getOrDefault("port", "5432");
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw wrong("the port in its URL is not a number between 1 and 65535");
        }
        return Integer.parseInt(text);
    }

    private void put(String name, @Nullable String encoded) {
        if (encoded != null && !encoded.isEmpty()) {
            parts.put(name, decoded(encoded));
        }
    }

    /** Percent-decoding alone: unlike in forms, a plus is a plus. */
    private String decoded(String text) {
        var bytes = new ByteArrayOutputStream();
        for (var at = 0; at < text.length(); ) {
            if (text.charAt(at) == '%') {
                if (at + 3 > text.length() || !text.substring(at + 1, at + 3).matches("[0-9A-Fa-f]{2}")) {
                    throw wrong(
                            "a % in its URL is not followed by two hexadecimal digits; write %25 for a percent sign");
                }
                bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
                at += 3;
            } else {
                var next = text.offsetByCodePoints(at, 1);
                bytes.writeBytes(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
                at = next;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private TargetProblem wrong(String what) {
        return new TargetProblem("database " + target + ": " + what + RIGHT);
    }

    private static Cut cut(String text, int at) {
        return at < 0 ? new Cut(text, null) : new Cut(text.substring(0, at), text.substring(at + 1));
    }

    private record Cut(String before, @Nullable String after) {}
}
