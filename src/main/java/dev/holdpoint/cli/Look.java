package dev.holdpoint.cli;

import dev.holdpoint.console.Console;
import dev.holdpoint.console.ConsoleOptions;
import dev.holdpoint.console.terminal.TerminalSetup;
import dev.holdpoint.line.LineMode;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether it is the console or line mode, and how that looks. */
final class Look implements Drive.Screen {
    @Option(
            names = "--theme",
            paramLabel = "THEME",
            description = "dark or light; NO_COLOR in the environment means neither.")
    @Nullable
    String theme;

    @Option(
            names = "--line",
            description = "Line by line, without a screen: for serial consoles, screen readers and script(1).")
    boolean line;

    /** @throws Trouble where there is no terminal to draw on, or no such theme */
    void mustHaveTerminal() {
        setup();
        if (line) {
            return;
        }
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new Trouble(
                    Exit.NOT_VALID, "needs a terminal: start it in tmux or an SSH session of your own, or use --line");
        }
    }

    @Override
    public void show(RunFeed feed, RunControl control) throws IOException, InterruptedException {
        if (line) {
            LineMode.open(feed, control, System.getenv().getOrDefault("TERM", ""), setup().ascii());
        } else {
            Console.open(feed, control, ConsoleOptions.of(setup()));
        }
    }

    /** Shows a run that somebody else drives, until whoever watches leaves. */
    void watch(RunFeed feed) throws IOException, InterruptedException {
        Console.watch(feed, ConsoleOptions.of(setup()));
    }

    private TerminalSetup setup() {
        try {
            return TerminalSetup.of(theme, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new Trouble(Exit.NOT_VALID, String.valueOf(e.getMessage()));
        }
    }
}
