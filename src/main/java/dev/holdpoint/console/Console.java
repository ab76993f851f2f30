package dev.holdpoint.console;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Display;
import dev.holdpoint.console.terminal.Input;
import dev.holdpoint.console.terminal.Loop;
import dev.holdpoint.console.terminal.TerminalSetup;
import dev.holdpoint.console.terminal.TtyScreen;
import dev.holdpoint.console.view.ScreenView;
import dev.holdpoint.operator.LocalZone;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.RunFold;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The full screen over a run. */
public final class Console {
    /** Fast enough for a countdown to be smooth, slow enough to cost nothing. */
    private static final Duration TICK = Duration.ofMillis(250);

    private final RunFeed feed;
    private final @Nullable RunControl control;
    private final ConsoleOptions options;

    private Console(RunFeed feed, @Nullable RunControl control, ConsoleOptions options) {
        this.feed = feed;
        this.control = control;
        this.options = options;
    }

    /**
     * Takes the terminal and drives the run until the operator leaves.
     *
     * @return how the run was left: {@link Run.End#NOT_YET} when it can be resumed
     * @throws IOException if this is no terminal that can show a full screen; the message is fit for the operator
     */
    public static Run.End open(RunFeed feed, RunControl control, ConsoleOptions options)
            throws IOException, InterruptedException {
        return new Console(feed, control, options).open();
    }

    /** The same picture of a run that somebody else drives. Who is handed only the feed cannot drive. */
    public static Run.End watch(RunFeed feed, ConsoleOptions options) throws IOException, InterruptedException {
        return new Console(feed, null, options).open();
    }

    private Run.End open() throws IOException, InterruptedException {
        var inputs = new Inputs();
        try (var screen = TtyScreen.open(options.terminal(), inputs)) {
            return run(screen, inputs);
        }
    }

    /**
     * Makes ready what the first frame needs in any case: draws a run without steps, nowhere. For a thread of its own, while the first
     * still reads the checklist; only speed depends on it.
     */
    public static void prepare(TerminalSetup setup) {
        var nothing = new Checklist("", null, Checklist.Window.OPEN, List.of(), Map.of(), List.of(), List.of());
        var plan = new Plan(nothing, List.of(), (step, values) -> null, Map.of());
        var looking = new Looking(RunFold.of(plan).run(), Instant.EPOCH);
        TtyScreen.prepare(
                setup,
                new ScreenView(looking, LocalZone.ofMachine(Instant.EPOCH).zone()).frame(ScreenView.LEAST));
    }

    /** The same on any display; {@code inputs} is where its keys come from. */
    static Run.End on(
            Display display, Inputs inputs, RunFeed feed, @Nullable RunControl control, ConsoleOptions options)
            throws InterruptedException {
        return new Console(feed, control, options).run(display, inputs);
    }

    private Run.End run(Display display, Inputs inputs) throws InterruptedException {
        try (var desk = new Desk(feed, control, options, display)) {
            var loop = new Loop<>(desk, TICK);
            desk.begin(loop);
            inputs.to(loop::input);
            loop.run(display);
            return desk.end();
        }
    }

    /** Keys may come before the loop is there; they wait. */
    static final class Inputs implements java.util.function.Consumer<Input> {
        private final java.util.List<Input> early = new java.util.ArrayList<>();
        private java.util.function.Consumer<Input> target = early::add;

        @Override
        public synchronized void accept(Input input) {
            target.accept(input);
        }

        synchronized void to(java.util.function.Consumer<Input> loop) {
            early.forEach(loop);
            early.clear();
            target = loop;
        }
    }
}
