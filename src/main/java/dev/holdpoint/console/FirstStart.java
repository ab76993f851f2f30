package dev.holdpoint.console;

import dev.holdpoint.console.keys.Permits;
import dev.holdpoint.console.model.Detail;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Output;
import dev.holdpoint.console.terminal.Display;
import dev.holdpoint.console.terminal.Frame;
import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.console.view.ScreenView;
import dev.holdpoint.operator.Command;
import dev.holdpoint.run.Decide;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Replay;
import dev.holdpoint.run.Run;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What the first keys ask for, gone through before anybody presses one, on a thread of its own: moves of the cursor, and the start of the
 * step that is next. Rules, fold, layout and frame are pure, and what they say is thrown away. The JVM runs code that it has not run
 * before many times slower, and a key would wait for that.
 */
final class FirstStart {
    private static final List<Command> MOVES = List.of(
            Command.DOWN,
            Command.UP,
            Command.PAGE_DOWN,
            Command.PAGE_UP,
            Command.LAST,
            Command.FIRST,
            Command.FOLD,
            Command.UNFOLD);

    private final Run run;
    private final Size size;
    private final ZoneId zone;
    private final Instant now;

    FirstStart(Run run, Size size, ZoneId zone, Instant now) {
        this.run = run;
        this.size = size;
        this.zone = zone;
        this.now = now;
    }

    /** Returns at once. */
    static void rehearse(Run run, Size size, ZoneId zone, Instant now) {
        Thread.ofPlatform().name("first start").daemon().start(() -> {
            try {
                new FirstStart(run, size, zone, now).go();
            } catch (RuntimeException | Error e) {
                // It will be met again, and told, by whoever starts the step; nothing is printed over the screen.
                return;
            }
        });
    }

    /** @return the last frame, which nobody needs */
    Frame go() {
        moves(new Looking(run, now));
        return start();
    }

    private void moves(Looking looking) {
        var view = new ScreenView(looking, zone);
        var moves = new Moves(looking);
        for (var move : MOVES) {
            moves.carryOut(move);
            view.frame(size);
        }
    }

    private Frame start() {
        var looking = new Looking(run, now);
        var view = new ScreenView(looking, zone);
        var stop = looking.selected();
        if (stop != null
                && Permits.refusal(Command.RUN, looking).isEmpty()
                && Decide.on(run, new Intent.StartStep(stop.id()), now) instanceof Decision.Events(var events)) {
            looking.show(Replay.with(run, events));
            new Attention(looking, new Nowhere(size)).moved(run);
            looking.show(new Detail(
                    stop.id(),
                    List.of(),
                    List.of(),
                    new Output(stop.id(), 1, stop.step().tty())));
        }
        return view.frame(size);
    }

    /** Nobody sees or hears it. */
    private record Nowhere(Size size) implements Display {
        @Override
        public void draw(Frame frame) {}
    }
}
