package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Scripts;
import java.io.IOException;
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
    static final String ASKPASS = "#!/bin/sh\n" + Scripts.load(Remote.class, "askpass.sh") + "\n";

    private Remote() {}

    /** @return what makes any login shell run {@code sh -c script sh arguments...} */
    static String command(String script, List<String> arguments) {
        return "exec sh -c " + word(script) + " sh"
                + arguments.stream().map(a -> " " + word(a)).collect(Collectors.joining());
    }

    /** As {@link #command}, with {@link #MARK} on a line before all that it says. */
    static String marked(String script, String... arguments) {
        return command("printf '\\n" + MARK + "\\n'\n" + script, List.of(arguments));
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
