package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.ShellText;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A name in shell text that nothing sets and that is nearly one of the checklist's: sh takes nothing for it. It may be of the environment
 * all the same, so it is a warning, and the only one that no guide had to teach us.
 */
final class Misspelt {
    static final String NAME = "misspelt-variable";

    /** What is shorter is near to everything. */
    private static final int SHORTEST = 3;

    private Misspelt() {}

    static Stream<Warning> in(Reading reading) {
        var known = reading.names();
        return reading.commands().filter(it -> it.kind().equals("shell")).flatMap(passage -> {
            var here = new HashSet<>(known);
            here.addAll(passage.step().locals().keySet());
            return new ShellText(passage.text())
                    .reads().stream()
                            .filter(it -> it.length() >= SHORTEST && !here.contains(it) && !sets(passage.text(), it))
                            .flatMap(it -> warning(passage, it, here));
        });
    }

    private static Stream<Warning> warning(Passage passage, String name, Set<String> known) {
        return Nearest.to(name, known).stream()
                .map(it -> new Warning(
                        passage.at(),
                        NAME,
                        "nothing sets $" + name + ", and sh takes nothing for it; did you mean $" + it + "?"));
    }

    /** Anywhere, in whatever way. */
    private static boolean sets(String text, String name) {
        return Pattern.compile(
                        "(?<![\\w$])" + name + "=|\\b(?:for|read|local|export|getopts|declare|mapfile)\\b[^\\n;|]*\\b"
                                + name + "\\b|\\bas \\$" + name + "\\b")
                .matcher(text)
                .find();
    }
}
