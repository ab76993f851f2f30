package dev.holdpoint.console;

import dev.holdpoint.console.keys.Keymap;
import dev.holdpoint.console.model.LineInput;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.console.terminal.Key.Name;
import dev.holdpoint.operator.Command;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;

/** Keys at the plan of a rollback: a reason, then the word, which has to be typed. Once it has begun, or for a watcher, it is a page to read. */
final class RollbackKeys {
    private static final int WHEEL = 3;
    private static final int PAGE = 10;

    private final Looking at;
    private final Hands hands;

    RollbackKeys(Looking at, Hands hands) {
        this.at = at;
        this.hands = hands;
    }

    /** Whether the undo that is dangerous counts down: then every key means stop. Nothing does before the secrets are given again. */
    boolean stops() {
        boolean stops = at.run().rollback().counting() != null && !at.watches() && !at.secretsMissing();
        if (stops) {
            hands.want(new Intent.StopRunOn());
        }
        return stops;
    }

    void key(Panel.AtRollback panel, Key key, long nanos) {
        if (scrolls(panel, key)) {
            return;
        }
        if (at.watches() || at.run().rollback().bars()) {
            Keymap.reading(key)
                    .filter(Command.CLOSE::equals)
                    .ifPresentOrElse(it -> at.close(), () -> at.refuse("esc closes this page"));
        } else if (key.equals(Key.of(Name.ESCAPE)) || key.equals(Key.ctrl('c'))) {
            at.close();
        } else if (key.equals(Key.of(Name.F5))) {
            hands.want(new Intent.WeighRollback());
        } else if (panel.typing()) {
            phrase(panel, key, nanos);
        } else if (key.equals(Key.of(Name.ENTER))) {
            reason(panel);
        } else {
            panel.reason().take(key);
            told(panel.reason());
        }
    }

    private void told(LineInput input) {
        if (!input.problem().isEmpty()) {
            at.refuse(input.problem());
        }
    }

    private static boolean scrolls(Panel.AtRollback panel, Key key) {
        int lines = switch (key) {
            case Key.Wheel wheel -> wheel.steps() * WHEEL;
            case Key.Named named ->
                switch (named.name()) {
                    case UP -> -1;
                    case DOWN -> 1;
                    case PAGE_UP -> -PAGE;
                    case PAGE_DOWN -> PAGE;
                    default -> 0;
                };
            default -> 0;
        };
        panel.scroll().by(lines);
        return lines != 0;
    }

    private void reason(Panel.AtRollback panel) {
        if (panel.reason().text().isBlank()) {
            at.refuse("say why the run is rolled back");
        } else if (panel.reason().lost()) {
            told(panel.reason());
        } else {
            at.open(panel.saying());
        }
    }

    private void phrase(Panel.AtRollback panel, Key key, long nanos) {
        boolean burst = key instanceof Key.Char && panel.burst().pasted(nanos);
        if (key instanceof Key.Paste || burst) {
            refusePaste(panel);
        } else if (!key.equals(Key.of(Name.ENTER))) {
            panel.phrase().take(key);
        } else if (panel.burst().wasAll(panel.phrase().text().length())) {
            refusePaste(panel);
        } else {
            var typed = panel.phrase().text();
            panel.phrase().clear();
            hands.want(new Intent.RollBack(panel.reason().text(), typed), this::settle);
        }
    }

    private void refusePaste(Panel.AtRollback panel) {
        panel.phrase().clear();
        at.refuse("pasting is refused here: type it, letter by letter");
    }

    private void settle(Decision answer) {
        switch (answer) {
            case Decision.Refusal(String reason) -> at.refuse(reason);
            case Decision.Events ignored -> {
                at.close();
                at.follow();
            }
        }
    }
}
