package dev.holdpoint.console;

import dev.holdpoint.console.keys.Keymap;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.operator.Command;
import dev.holdpoint.run.Intent;

/**
 * The window is too small for a picture: no key acts on what nobody sees, and nothing counts down there. Leaving and the shell are left;
 * a question that leaving asks waits until it can be read.
 */
final class Unseen {
    private final Looking at;
    private final Orders orders;
    private final RollbackKeys rollback;
    private final Hands hands;

    Unseen(Looking at, Orders orders, RollbackKeys rollback, Hands hands) {
        this.at = at;
        this.orders = orders;
        this.rollback = rollback;
        this.hands = hands;
    }

    /** Takes every key while there is no picture; false where there is one. */
    boolean takes(Key key) {
        if (!at.unseen()) {
            return false;
        }
        stopCountdowns();
        switch (Keymap.main(key, false).orElse(null)) {
            case SUSPEND -> orders.give(Command.SUSPEND);
            case LEAVE -> leave();
            case null, default -> {}
        }
        return true;
    }

    /** A q that is being typed while the window shrinks is no wish to leave. */
    private void leave() {
        if (at.panel() != null && at.startled().isPresent()) {
            return;
        }
        if (at.panel() instanceof Panel.Typing) {
            at.close();
        }
        orders.give(Command.LEAVE);
    }

    /** As a key would: whoever cannot see a countdown cannot stop it. */
    void stopCountdowns() {
        if (!at.unseen() || at.watches() || rollback.stops()) {
            return;
        }
        for (var stop : at.run().plan().stops()) {
            if (GateKeys.starting(at.run().status(stop).gate())) {
                at.say("the countdown of " + stop.id() + " was stopped: the window was too small to see it");
                hands.want(new Intent.StopCountdown(stop.id()));
            }
        }
    }
}
