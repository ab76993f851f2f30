package dev.holdpoint.cli;

import dev.holdpoint.console.terminal.Clusters;

/** Text from outside made fit for a terminal line: whatever a command prints that the program has not written itself. */
final class Safe {
    private Safe() {}

    /** As the full screen would draw it ({@link Clusters}): nothing can steer the terminal, or stand where it is not. */
    static String line(String text) {
        var safe = new StringBuilder(text.length());
        Clusters.each(text, (glyph, columns) -> safe.append(glyph));
        return safe.toString();
    }
}
