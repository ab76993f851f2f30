package dev.holdpoint.console;

import dev.holdpoint.console.keys.Keymap;
import dev.holdpoint.console.model.CommandLine;
import dev.holdpoint.console.model.Form;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.model.Scroll;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.console.terminal.Key.Name;
import dev.holdpoint.operator.Command;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;

/** Keys in questions, forms, pages to read and the command line. */
final class PanelKeys {
    private static final int PAGE = 10;

    private final Looking at;
    private final Orders orders;
    private final Hands hands;

    PanelKeys(Looking at, Orders orders, Hands hands) {
        this.at = at;
        this.orders = orders;
        this.hands = hands;
    }

    void asking(Panel.Asking asking, Key key) {
        if (key.equals(Key.of(Name.ESCAPE)) || key.equals(Key.ctrl('c'))) {
            at.close();
        } else if (!asking.refusal().isEmpty()) {
            at.refuse("nothing was done: esc leaves");
        } else if (key.equals(Key.of(Name.ENTER)) && asking.input().lost()) {
            at.refuse(asking.input().problem());
        } else if (key.equals(Key.of(Name.ENTER))) {
            var words = asking.input().text().strip();
            orders.say(asking.purpose(), asking.about(), words, answer -> settle(asking, answer));
        } else {
            asking.input().take(key);
        }
    }

    /** A refusal is shown and leaves what was typed; else the question is answered. A gate may have opened by the answer. */
    private void settle(Panel.Asking asking, Decision answer) {
        switch (answer) {
            case Decision.Refusal(String reason) -> at.refuse(reason);
            case Decision.Events ignored -> at.close(asking);
        }
    }

    void confirming(Panel.Confirming confirming, Key key) {
        if (key.equals(Key.of('y')) || key.equals(Key.of('Y'))) {
            at.close();
            if (confirming.wanted() instanceof Intent.Leave) {
                hands.leave();
            } else {
                hands.want(confirming.wanted());
            }
        } else if (key.equals(Key.of('n')) || key.equals(Key.of(Name.ESCAPE)) || key.equals(Key.of('q'))) {
            at.close();
        } else {
            at.refuse("y or n");
        }
    }

    void filling(Form form, Key key) {
        if (key.equals(Key.of(Name.ESCAPE)) || key.equals(Key.ctrl('c'))) {
            at.close();
            if (form.touched()) {
                at.say("what was typed is kept until the form is opened again");
            }
        } else if (key.equals(Key.of(Name.ENTER))) {
            enter(form);
        } else if (key.equals(Key.of(Name.DOWN)) || key.equals(Key.of(Name.TAB))) {
            form.move(1);
        } else if (key.equals(Key.of(Name.UP)) || (key instanceof Key.Named named && named.name() == Name.TAB)) {
            form.move(-1);
        } else {
            form.field().take(key);
        }
    }

    private void enter(Form form) {
        if (!form.onLast()) {
            form.move(1);
        } else if (form.complete()) {
            hands.want(form.intent(), answer -> settle(form, answer));
        }
    }

    private void settle(Form form, Decision answer) {
        switch (answer) {
            case Decision.Refusal(String reason) -> form.refuse(reason);
            case Decision.Events ignored -> {
                form.forget();
                at.close();
            }
        }
    }

    void reading(Scroll scroll, Key key) {
        if (key instanceof Key.Wheel wheel) {
            scroll.by(wheel.steps() * 3);
            return;
        }
        switch (Keymap.reading(key).orElse(null)) {
            case UP -> scroll.by(-1);
            case DOWN -> scroll.by(1);
            case PAGE_UP -> scroll.by(-PAGE);
            case PAGE_DOWN -> scroll.by(PAGE);
            case FIRST -> scroll.to(0);
            case LAST -> scroll.to(Integer.MAX_VALUE);
            case CLOSE -> orders.give(Command.CLOSE);
            case null, default -> at.refuse("esc closes this page");
        }
    }

    void commanding(CommandLine line, Key key) {
        if (key.equals(Key.of(Name.ESCAPE)) || key.equals(Key.ctrl('c'))) {
            at.close();
        } else if (key.equals(Key.of(Name.ENTER))) {
            orders.line(line);
        } else if (key instanceof Key.Named named && named.name() == Name.TAB) {
            line.complete(named.shift() ? -1 : 1);
        } else if (key.equals(Key.of(Name.UP)) || key.equals(Key.of(Name.DOWN))) {
            line.recall(key.equals(Key.of(Name.UP)) ? 1 : -1);
        } else if (key.equals(Key.of(Name.BACKSPACE)) && line.input().isEmpty()) {
            at.close();
        } else if (line.input().take(key)) {
            line.typed();
        }
    }

    void finding(Panel.Finding finding, Key key) {
        if (key.equals(Key.of(Name.ESCAPE)) || key.equals(Key.ctrl('c'))) {
            at.close();
        } else if (key.equals(Key.of(Name.ENTER))) {
            at.close();
            at.search().lookFor(finding.input().text());
            if (at.search().active()) {
                orders.find(at.page() == Looking.Page.STEP ? -1 : 1);
            }
        } else {
            finding.input().take(key);
        }
    }
}
