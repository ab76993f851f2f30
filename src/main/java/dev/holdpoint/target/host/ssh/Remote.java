package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Scripts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Command lines for the login shell of a host, and the scripts that run there. */
final class Remote {
    /** The first line of what comes back. What stands before it came from the start files of the login shell. */
    static final String MARK = "hp-5e1f0c";

    private static final int MOST_BEFORE = 64 * 1024;

    static final String GREET = Scripts.load(Remote.class, "greet.sh");
    static final String FOLLOW = Scripts.load(Remote.class, "follow.sh");
    static final String CAPTURE = Scripts.load(Remote.class, "capture.sh");
    private static final String SUDO = Scripts.load(Remote.class, "sudo.sh");
    static final String ASKPASS = "#!/bin/sh\n" + Scripts.load(Remote.class, "askpass.sh") + "\n";

    private Remote() {}

    /** @return what makes any login shell run {@code sh -c script sh arguments...} */
    static String command(String script, List<String> arguments) {
        return "exec sh -c " + word(script) + " sh"
                + arguments.stream().map(a -> " " + word(a)).collect(Collectors.joining());
    }

    /** As {@link #command}, with {@link #MARK} on a line before all that it says; as root where the host says so. */
    static String marked(Host host, String script, String... arguments) {
        return rooted(host, false, "printf '\\n" + MARK + "\\n'\n" + script, List.of(arguments));
    }

    /** What holds the connection; where it cannot be root, it says so in words. */
    static String greet(Host host) {
        return rooted(host, true, GREET, List.of());
    }

    private static String rooted(Host host, boolean check, String script, List<String> arguments) {
        Host.Sudo sudo = host.sudo();
        if (sudo == null) {
            return command(script, arguments);
        }
        List<String> words =
                new ArrayList<>(List.of(sudo.password() == null ? "no" : "yes", check ? "yes" : "no", script));
        words.addAll(arguments);
        return command(SUDO, words);
    }

    /** What stands before all other input of such a command: the password of {@code sudo}, where it has one. */
    static void password(Host host, OutputStream input) throws IOException {
        if (host.sudo() != null && host.sudo().password() != null) {
            input.write((host.sudo().password() + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        }
    }

    /** One byte after the other; -1 at the end. */
    interface Bytes {
        int read() throws IOException;
    }

    /** @return empty when the mark has been read; else all that came instead */
    static Optional<String> untilMark(Bytes in) throws IOException {
        StringBuilder said = new StringBuilder();
        int line = 0;
        for (int c; (c = in.read()) >= 0; ) {
            if (c == '\n' && said.substring(line).equals(MARK)) {
                return Optional.empty();
            }
            if (said.length() < MOST_BEFORE || c == '\n') {
                said.append((char) c);
            }
            line = c == '\n' ? said.length() : line;
        }
        return Optional.of(said.toString());
    }

    /** @return where the answer begins, -1 where there is none */
    static int mark(String said) {
        int at = said.startsWith(MARK + "\n") ? 0 : said.indexOf("\n" + MARK + "\n") + 1;
        return at == 0 && !said.startsWith(MARK + "\n") ? -1 : at + MARK.length() + 1;
    }

    /**
     * One word, whatever is in it, for POSIX shells and for fish, which takes a backslash in single quotes for itself: so backslashes
     * stand outside of them.
     */
    static String word(String value) {
        return "'" + value.replace("\\", "\u0000").replace("'", "'\\''").replace("\u0000", "'\\\\'") + "'";
    }
}
