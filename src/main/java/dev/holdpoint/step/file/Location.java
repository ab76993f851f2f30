package dev.holdpoint.step.file;

import dev.holdpoint.target.host.Host;
import java.util.List;
import java.util.regex.Pattern;

/** A place on a host, written {@code HOST:PATH}. */
record Location(String host, String path) {
    private static final Pattern WRITTEN = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]*):(/.*)", Pattern.DOTALL);

    /** @param text one without {@link #problems} */
    static Location of(String text) {
        var match = WRITTEN.matcher(text);
        return match.matches() ? new Location(match.group(1), match.group(2)) : new Location("", text);
    }

    static List<String> problems(String field, String text) {
        return WRITTEN.matcher(text).matches()
                ? List.of()
                : List.of(field + " " + text + " names no host and absolute path; write for example old:/var/lib/app");
    }

    boolean local() {
        return host.equals(Host.LOCAL);
    }

    /** Without a slash at its end. */
    String bare() {
        var end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** For messages: in one line. */
    @Override
    public String toString() {
        return host + ":" + path.replace("\r", "\\r").replace("\n", "\\n");
    }
}
