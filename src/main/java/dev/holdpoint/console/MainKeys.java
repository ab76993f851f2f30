package dev.holdpoint.console;

import dev.holdpoint.console.keys.Keymap;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.operator.Command;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Keys while no panel is open. */
final class MainKeys {
    private static final int WHEEL = 3;

    /** Keys repeat about every 30 ms while they are held; nobody presses one twice so fast. */
    private static final long HELD_NANOS = 90_000_000;

    private static final EnumSet<Command> ACTS = EnumSet.of(Command.RUN, Command.RETRY, Command.TICK, Command.RUN_ON);

    private final Looking at;
    private final Orders orders;
    private @Nullable Key last;
    private long lastNanos;

    MainKeys(Looking at, Orders orders) {
        this.at = at;
        this.orders = orders;
    }

    /** @param nanos when the key came, as of {@link System#nanoTime} */
    void key(Key key, long nanos) {
        boolean held = key.equals(last) && nanos - lastNanos < HELD_NANOS;
        last = key;
        lastNanos = nanos;
        var late = at.startled();
        if (late.isPresent()) {
            at.refuse(late.get());
            return;
        }
        switch (key) {
            case Key.Wheel wheel -> orders.scroll(wheel.steps() * WHEEL);
            case Key.Paste ignored -> at.refuse("pasted text means nothing here; : opens the command line");
            default ->
                Keymap.main(key, at.search().active())
                        .ifPresentOrElse(
                                command -> give(command, held),
                                () -> at.refuse(key.label() + " has no meaning here; ? shows the keys"));
        }
    }

    /** A key that lies on enter must not walk through the run. */
    private void give(Command command, boolean held) {
        if (!held || !ACTS.contains(command)) {
            orders.give(command);
        }
    }
}
