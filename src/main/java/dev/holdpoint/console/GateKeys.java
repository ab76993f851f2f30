package dev.holdpoint.console;

import dev.holdpoint.console.keys.Keymap;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.model.Scroll;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.operator.Burst;
import dev.holdpoint.operator.Command;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Windows;

/**
 * Keys at an open gate. While it counts down every key stops it; while it is armed letters are the phrase, which has to be typed: what is
 * pasted is refused, also where the terminal does not mark a paste.
 */
final class GateKeys {
    private static final int WHEEL = 3;
    private static final int PAGE = 10;
    private static final String PASTED = "pasting is refused here: type it, letter by letter";

    private final Looking at;
    private final Orders orders;
    private final Hands hands;

    GateKeys(Looking at, Orders orders, Hands hands) {
        this.at = at;
        this.orders = orders;
        this.hands = hands;
    }

    void key(Panel.AtGate panel, Key key, long nanos) {
        var gate = at.run().status(panel.step()).gate();
        if ((at.watches() || !starting(gate)) && scrolls(panel.scroll(), key)) {
            return;
        }
        if (at.watches()) {
            watching(key);
            return;
        }
        var late = at.startled();
        if (late.isPresent() && !starting(gate)) {
            at.refuse(late.get());
            return;
        }
        switch (gate) {
            case Gate.Waiting ignored -> waiting(panel, key);
            case Gate.Counting ignored -> hands.want(new Intent.StopCountdown(panel.step()));
            case Gate.Sensing sensing when sensing.release() -> hands.want(new Intent.StopCountdown(panel.step()));
            case Gate.Armed ignored -> armed(panel, key, nanos);
            case Gate.Sensing ignored -> sensing(panel, key);
            case Gate.Locked ignored -> locked(key);
            case Gate.Released ignored -> at.close();
        }
    }

    private void watching(Key key) {
        orders.give(Keymap.gate(key)
                .filter(it -> it == Command.CLOSE || it == Command.HELP)
                .orElse(Command.CHECK));
    }

    /** Whoever leaves takes the phrase back: no countdown begins behind anybody's back. */
    private void waiting(Panel.AtGate panel, Key key) {
        var command = Keymap.gate(key);
        if (command.filter(Command.CLOSE::equals).isPresent()) {
            hands.want(new Intent.StopCountdown(panel.step()));
            if (at.run().status(panel.step()).gate().back() != null) {
                // Leaving it altogether would give the undo up, and halt a rollback.
                return;
            }
        }
        command.ifPresentOrElse(
                orders::give,
                () -> at.refuse(
                        Windows.asks(at.run(), at.run().plan().stop(panel.step()), at.now())
                                ? "y releases it after the window's end, esc takes the phrase back"
                                : "it waits for approvals: p takes a reviewer's code, esc takes the phrase back"));
    }

    /** Between the phrase and the start every key means stop. */
    static boolean starting(Gate gate) {
        return gate instanceof Gate.Counting || (gate instanceof Gate.Sensing sensing && sensing.release());
    }

    private static boolean scrolls(Scroll scroll, Key key) {
        if (key instanceof Key.Wheel wheel) {
            scroll.by(wheel.steps() * WHEEL);
            return true;
        }
        int lines = switch (Keymap.gate(key).orElse(null)) {
            case UP -> -1;
            case DOWN -> 1;
            case PAGE_UP -> -PAGE;
            case PAGE_DOWN -> PAGE;
            case null, default -> 0;
        };
        scroll.by(lines);
        return lines != 0;
    }

    /** A check that never answers must not hold the gate: leaving it, or ctrl-C, stops looking. */
    private void sensing(Panel.AtGate panel, Key key) {
        var interrupts =
                Keymap.main(key, false).filter(Command.INTERRUPT::equals).isPresent();
        if (interrupts || Keymap.gate(key).filter(Command.CLOSE::equals).isPresent()) {
            hands.want(new Intent.StopCountdown(panel.step()));
        }
        if (!interrupts) {
            Keymap.gate(key)
                    .ifPresentOrElse(
                            orders::give, () -> at.refuse("its checks are being looked at: esc stops that and leaves"));
        }
    }

    private void locked(Key key) {
        Keymap.gate(key)
                .ifPresentOrElse(
                        orders::give, () -> at.refuse("the gate is locked: c looks at its checks again, esc leaves"));
    }

    private void armed(Panel.AtGate panel, Key key, long nanos) {
        if (key instanceof Key.Paste || pasted(panel.burst(), key, nanos)) {
            refusePaste(panel);
        } else if (key.equals(Key.of(Key.Name.ENTER))) {
            enter(panel);
        } else if (key.equals(Key.of(Key.Name.ESCAPE))) {
            leave(panel);
        } else if (key.equals(Key.of(Key.Name.F5))) {
            orders.give(Command.CHECK);
        } else if (key.equals(Key.of(Key.Name.F2))) {
            orders.give(Command.CODE);
        } else if (key.equals(Key.of(Key.Name.F1))) {
            orders.give(Command.HELP);
        } else {
            panel.input().take(key);
        }
    }

    /** The gate of a hold point stays armed; an undo that nobody goes on with is wanted no more. */
    private void leave(Panel.AtGate panel) {
        if (at.run().status(panel.step()).gate().back() != null) {
            hands.want(new Intent.StopCountdown(panel.step()));
        }
        orders.give(Command.CLOSE);
    }

    private static boolean pasted(Burst burst, Key key, long nanos) {
        return key instanceof Key.Char && burst.pasted(nanos);
    }

    private void enter(Panel.AtGate panel) {
        var text = panel.input().text();
        if (text.isBlank()) {
            at.refuse("type the phrase first");
        } else if (panel.burst().wasAll(text.length())) {
            refusePaste(panel);
        } else {
            panel.input().clear();
            hands.want(new Intent.TypePhrase(panel.step(), text));
        }
    }

    private void refusePaste(Panel.AtGate panel) {
        panel.input().clear();
        at.refuse(PASTED);
    }
}
