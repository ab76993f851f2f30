package dev.holdpoint.console;

import dev.holdpoint.console.keys.Keymap;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.operator.Command;

/** What a key does: it goes to the panel that is open, else to the main screen; to neither while there is no picture. */
final class Update {
    private final Looking at;
    private final Orders orders;
    private final MainKeys main;
    private final GateKeys gate;
    private final RollbackKeys rollback;
    private final PanelKeys panels;
    private final Unseen unseen;
    private final Hands hands;

    Update(Looking at, Orders orders, Hands hands) {
        this.at = at;
        this.orders = orders;
        this.hands = hands;
        this.main = new MainKeys(at, orders);
        this.gate = new GateKeys(at, orders, hands);
        this.rollback = new RollbackKeys(at, hands);
        this.unseen = new Unseen(at, orders, rollback, hands);
        this.panels = new PanelKeys(at, orders, hands);
    }

    /** @param nanos when the key came, as of {@link System#nanoTime} */
    void key(Key key, long nanos) {
        at.hush();
        if (unseen.takes(key)) {
            return;
        }
        if (rollback.stops()) {
            return;
        }
        if (suspends(key)) {
            orders.give(Command.SUSPEND);
            return;
        }
        switch (at.panel()) {
            case null -> main.key(key, nanos);
            case Panel.AtGate panel -> gate.key(panel, key, nanos);
            case Panel.AtRollback panel -> rollback.key(panel, key, nanos);
            case Panel.Typing typing -> typed(typing, key);
            case Panel.Asking asking -> panels.asking(asking, key);
            case Panel.Confirming confirming -> panels.confirming(confirming, key);
            case Panel.Filling filling -> panels.filling(filling.form(), key);
            case Panel.Helping helping -> panels.reading(helping.scroll(), key);
            case Panel.Notes notes -> panels.reading(notes.scroll(), key);
            case Panel.Items items -> panels.reading(items.scroll(), key);
            case Panel.Commanding commanding -> panels.commanding(commanding.line(), key);
            case Panel.Finding finding -> panels.finding(finding, key);
        }
    }

    /** Stops what counts down where nobody can see it; to be called when the run or the window has changed, and now and then. */
    void stopUnseen() {
        unseen.stopCountdowns();
    }

    /** Whatever is open, but for what takes every key: a program that is typed into, and a countdown. */
    private boolean suspends(Key key) {
        return Keymap.main(key, false).filter(Command.SUSPEND::equals).isPresent()
                && switch (at.panel()) {
                    case Panel.Typing _ -> false;
                    case Panel.AtGate gate ->
                        at.watches()
                                || !GateKeys.starting(
                                        at.run().status(gate.step()).gate());
                    case null, default -> true;
                };
    }

    private void typed(Panel.Typing typing, Key key) {
        if (key.equals(Key.ctrl(']'))) {
            at.close();
        } else {
            var output = at.detail().output();
            hands.type(
                    typing.step(),
                    KeyBytes.of(key, output != null && output.pane().applicationKeys()));
        }
    }
}
