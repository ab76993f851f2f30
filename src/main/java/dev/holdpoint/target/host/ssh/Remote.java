package dev.holdpoint.target.host.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines for the login shell of a host, and the scripts that run there. */
final class Remote {
    /** The first line of what comes back. What stands before it came from the start files of the login shell. */
    static final String MARK = "hp-5e1f0c";

    static final String GREET = load("greet.sh");
    static final String FOLLOW = load("follow.sh");
    static final String CAPTURE = load("capture.sh");

    private Remote() {}

    /** @return what makes any login shell run {@code sh -c script sh arguments...} */
    static String command(String script, List<String> arguments) {
        return "exec sh -c " + word(script) + " sh"
                + arguments.stream().map(a -> " " + word(a)).collect(Collectors.joining());
    }

    /** As {@link #command}, with {@link #MARK} as its first line. */
    static String marked(String script, List<String> arguments) {
        return command("echo " + MARK + "\n" + script, arguments);
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

    /** Without its comments: the scripts stand in the process list of the host. */
    private static String load(String name) {
        try (InputStream in = Remote.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.stripLeading().startsWith("#"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
