package dev.holdpoint.cli;

import dev.holdpoint.console.Console;
import dev.holdpoint.console.terminal.TerminalSetup;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** Uses a second core for what the console needs at every start, while the first reads the command line and the checklist. */
final class HeadStart {
    private static final Set<String> WITH_CONSOLE = Set.of("run", "resume", "rehearse", "attach");

    private HeadStart() {}

    /** @param command the first word of the command line */
    static void take(String command) {
        if (WITH_CONSOLE.contains(command)) {
            Thread.ofPlatform().name("head start").daemon().start(HeadStart::prepare);
        }
    }

    /** What goes wrong here will be met again, and told, by the one who needs it. */
    private static void prepare() {
        try {
            MessageDigest.getInstance("SHA-256");
            Console.prepare(TerminalSetup.of(null, System.getenv()));
        } catch (NoSuchAlgorithmException | RuntimeException e) {
            return;
        }
    }
}
