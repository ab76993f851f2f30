package dev.holdpoint.target.host.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ssh -v} wrote about one connection. There is no other way to ask it for the key that the host really showed, nor why it
 * gave up: its exit status is 255 for everything.
 *
 * @param text in the words of OpenSSH 8.4 to 10 in the locale C, which has only these
 */
record SshLog(String text) {
    private static final Pattern KEY =
            Pattern.compile("(?m)^debug1: Server host (?:key|certificate): (\\S+) (SHA256:[^\\s,]+)");
    private static final Pattern ADDRESS = Pattern.compile("(?m)^Authenticated to \\S+ \\((\\S+)\\)");
    private static final Pattern VIA = Pattern.compile("(?m)^debug1: Authenticating to (\\S+) as ");
    private static final Pattern UNKNOWN =
            Pattern.compile("(?m)^No \\S+ host key is known for (\\S+) and you have requested strict checking");
    private static final Pattern OFFENDING = Pattern.compile("(?m)^Offending .*key (?:for IP )?in (.+):(\\d+)\\s*$");
    private static final Pattern REVOKED =
            Pattern.compile("(?m)^.* was revoked and you have requested strict checking");
    private static final String CHANGED = "REMOTE HOST IDENTIFICATION HAS CHANGED";

    /** It may have many lines: the command that was sent. Only its end is one of {@code ssh}'s own. */
    private static final Pattern DEBUG = Pattern.compile("(?ms)^debug\\d: .*?\\r\\n");

    /** Of no use to anybody who asks why. */
    private static final Pattern NOISE = Pattern.compile(
            "debug\\d: .*|OpenSSH_.*|Authenticated to .*|Transferred: .*|Bytes per second.*|Host key verification failed\\.?"
                    + "|hp .*|\\s*");

    static SshLog read(Path file) throws IOException {
        try {
            return new SshLog(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return new SshLog("");
        }
    }

    /** Type and fingerprint of the key that the host showed. */
    Optional<HostKey> key() {
        return KEY.matcher(text).results().findFirst().map(m -> new HostKey(m.group(1), m.group(2)));
    }

    record HostKey(String type, String fingerprint) {}

    /** Address and port; the name that the host was asked for by where {@code ssh} did not open the connection itself. */
    String address() {
        return first(ADDRESS)
                .filter(a -> !a.startsWith("via"))
                .or(() -> first(VIA))
                .orElse("?");
    }

    boolean unknown() {
        return UNKNOWN.matcher(text).find();
    }

    boolean changed() {
        return text.contains(CHANGED);
    }

    Optional<String> revoked() {
        return REVOKED.matcher(text).results().findFirst().map(m -> m.group());
    }

    /** Where the key stands that was expected. */
    Optional<Place> offending() {
        return OFFENDING
                .matcher(text)
                .results()
                .findFirst()
                .map(m -> new Place(m.group(1), Integer.parseInt(m.group(2))));
    }

    record Place(String file, int line) {}

    /** It will be refused again. */
    boolean refused() {
        return text.contains("Permission denied (") || text.contains("Too many authentication failures");
    }

    /** What it says of its end, in one line; empty where it says nothing. */
    String complaint() {
        return DEBUG.matcher(text)
                .replaceAll("")
                .lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", "").strip())
                .filter(line -> !NOISE.matcher(line).matches())
                .reduce((first, second) -> second)
                .map(line -> line.replaceFirst("^ssh: ", "").replaceFirst("\\.$", ""))
                .orElse("");
    }

    SshLog and(String more) {
        return new SshLog(text + "\n" + more);
    }

    private Optional<String> first(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
