package dev.holdpoint.cli;

import dev.holdpoint.console.Console;
import dev.holdpoint.console.ConsoleOptions;
import dev.holdpoint.console.terminal.TerminalSetup;
import dev.holdpoint.console.terminal.TtyScreen;
import dev.holdpoint.line.LineMode;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/** Whether it is the console or line mode, and how that looks. */
final class Look implements Drive.Screen {
    static final List<Option> OPTIONS = List.of(
            Verb.taking("theme", "THEME", "dark or light; NO_COLOR in the environment means neither."),
            Verb.flag("line", "Line by line, without a screen: for serial consoles, screen readers and script(1)."));

    private final @Nullable String theme;
    private Runnable shown = () -> {};
    final boolean line;

    Look(Words words) {
        theme = words.value("theme");
        line = words.has("line");
    }

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
        TtyScreen.refusal(System.getenv()).ifPresent(it -> {
            throw new Trouble(Exit.NOT_VALID, it);
        });
    }

    @Override
    public void whenShown(Runnable then) {
        shown = then;
    }

    @Override
    public void show(RunFeed feed, RunControl control) throws IOException, InterruptedException {
        if (line) {
            shown.run();
            LineMode.open(feed, control, System.getenv().getOrDefault("TERM", ""), setup().ascii());
        } else {
            Console.open(feed, control, ConsoleOptions.of(setup(), shown));
        }
    }

    /** Shows a run that somebody else drives, until whoever watches leaves. */
    void watch(RunFeed feed) throws IOException, InterruptedException {
        if (line) {
            LineMode.watch(feed, setup().ascii());
            return;
        }
        Console.watch(feed, ConsoleOptions.of(setup(), shown));
    }

    private TerminalSetup setup() {
        try {
            return TerminalSetup.of(theme, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new Trouble(Exit.NOT_VALID, String.valueOf(e.getMessage()));
        }
    }
}
