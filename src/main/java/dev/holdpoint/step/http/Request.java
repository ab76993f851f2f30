package dev.holdpoint.step.http;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Patterns;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an author writes under {@code http}, as an action and as a check. Redirections are not followed: they are an answer. */
public record Request(
        @Shorthand @Doc(value = "http or https address", example = "https://example.org/health")
        String url,

        @Doc(value = "GET, HEAD, OPTIONS, POST, PUT, PATCH or DELETE", fallback = "GET")
        String method,

        @Doc(
                value = "the status that is right: a number, a class such as 2xx, or several with commas",
                fallback = "2xx")
        String status,

        @Doc("a regular expression that the answer's body must match somewhere") @Nullable
        String matches,

        @Doc(value = "what the answer's body must contain, letter by letter", example = "db.example.org:5432") @Nullable
        String contains,

        @Doc("what the answer's body must not contain, letter by letter") @Nullable
        String lacks,

        @Doc(value = "headers by name", fallback = "{}") Map<String, String> headers,
        @Doc("what is sent") @Nullable String body,

        @Doc(value = "how long the whole exchange may take", fallback = "10s")
        Duration timeout,

        @Doc("what is checked, as a line of a gate") @Nullable
        String label) {
    /** RFC 9110, 9.2.2: doing it again has the same effect. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    /** RFC 9110, 9.2.1: only looks. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern STATUS = Pattern.compile("[1-5](?:\\d\\d|xx)(?:\\s*,\\s*[1-5](?:\\d\\d|xx))*");
    private static final Pattern HIDING = Pattern.compile("authorization|cookie|token|key|secret|password");

    /** RFC 9110, 5.6.2: a token. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** What the connection is made of is the client's own; {@link java.net.http.HttpRequest} refuses these. */
    private static final Set<String> CLIENTS = Set.of("connection", "content-length", "expect", "upgrade");

    public Request {
        method = method.toUpperCase(Locale.ROOT);
        headers = Map.copyOf(headers);
    }

    /** It is for another server by name than the one that it is sent to: so one looks at a new one before DNS knows it. */
    boolean namesItsHost() {
        return headers.keySet().stream().anyMatch("host"::equalsIgnoreCase);
    }

    boolean safe() {
        return SAFE.contains(method);
    }

    /** One of those that may change something; a method that is not known yet is none. */
    boolean writes() {
        return METHODS.contains(method) && !safe();
    }

    /** Whom it reaches; empty where that is not known yet. */
    String host() {
        try {
            var host = new URI(url).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException notYet) {
            return "";
        }
    }

    boolean idempotent() {
        return IDEMPOTENT.contains(method);
    }

    /** True where {@code got} is among the statuses that are right. */
    boolean wants(int got) {
        for (var one : status.split(",", -1)) {
            var written = one.strip();
            if (written.equals(Integer.toString(got))
                    || (written.endsWith("xx") && written.charAt(0) - '0' == got / 100)) {
                return true;
            }
        }
        return false;
    }

    List<String> problems() {
        var problems = new ArrayList<>(Patterns.problems("matches", matches));
        if (!METHODS.contains(method)) {
            problems.add(
                    "method " + method + " is not known; write one of GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE");
        }
        if (!STATUS.matcher(status.strip()).matches()) {
            problems.add("status " + status + " is no status; write for example 200, 2xx or 200, 204");
        }
        if ((contains != null && contains.isBlank()) || (lacks != null && lacks.isBlank())) {
            problems.add("contains and lacks take some text; leave them out where any body is right");
        }
        if (!timeout.isPositive()) {
            problems.add("timeout takes a time above zero, for example 10s");
        }
        headers.keySet().stream().sorted().forEach(it -> {
            if (!NAME.matcher(it).matches()) {
                problems.add("`" + it + "` is no name of a header; write for example Accept");
            } else if (CLIENTS.contains(it.toLowerCase(Locale.ROOT))) {
                problems.add("the header " + it + " belongs to the connection, which is made by itself; leave it out");
            }
        });
        problems.addAll(addressProblems());
        return List.copyOf(problems);
    }

    /** An address with variables in it is looked at when they have values. */
    private List<String> addressProblems() {
        if (url.contains("${") || url.contains(Values.MASK)) {
            return List.of();
        }
        try {
            var uri = new URI(url);
            if (uri.getHost() == null || !Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return List.of("url " + url + " is no http address; write for example https://example.org/health");
            }
            return uri.getUserInfo() == null
                    ? List.of()
                    : List.of("url holds a user or password; write them as a header: Authorization");
        } catch (URISyntaxException wrong) {
            return List.of(
                    "url is no address: " + wrong.getReason() + "; write for example https://example.org/health");
        }
    }

    /** Method and address, headers, the first line of the body; header values that are secret by their name as dots. */
    List<String> preview() {
        var lines = new ArrayList<String>();
        lines.add(method + " " + url);
        new TreeMap<>(headers)
                .forEach((name, value) -> lines.add("  " + name + ": " + (hides(name) ? Values.MASK : value)));
        if (body != null) {
            body.strip().lines().forEach(line -> lines.add("  " + line));
        }
        lines.add("wants " + status
                + (matches == null ? "" : " and a body that matches " + matches)
                + (contains == null ? "" : " and a body that contains " + contains)
                + (lacks == null ? "" : " and a body without " + lacks));
        return List.copyOf(lines);
    }

    private static boolean hides(String header) {
        return HIDING.matcher(header.toLowerCase(Locale.ROOT)).find();
    }

    /** The body may hold secrets. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
