package dev.holdpoint.console;

import dev.holdpoint.console.terminal.TerminalSetup;
import dev.holdpoint.operator.LocalZone;
import java.time.InstantSource;

/**
 * How the console is to be.
 *
 * @param terminal colours and signs
 * @param clock the clock of the header and of all ages
 * @param zone in which times are shown
 * @param pager the shell command that {@code o} opens output with; it gets it on its standard input
 * @param shown called once, after the first frame, for what need not be before it; must not block
 */
public record ConsoleOptions(
        TerminalSetup terminal, InstantSource clock, LocalZone zone, String pager, Runnable shown) {
    private static final String PAGER = "less -R";

    /** For a run in this terminal: the machine's clock and zone, {@code $PAGER}. */
    public static ConsoleOptions of(TerminalSetup terminal, Runnable shown) {
        var pager = System.getenv().getOrDefault("PAGER", "");
        var clock = InstantSource.system();
        var zone = LocalZone.ofMachine(clock.instant());
        return new ConsoleOptions(terminal, clock, zone, pager.isBlank() ? PAGER : pager, shown);
    }
}
