package dev.holdpoint.console;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Looking.Page;
import dev.holdpoint.console.model.Output;
import dev.holdpoint.console.pane.Direction;
import dev.holdpoint.operator.Command;
import dev.holdpoint.operator.CommandWords;
import dev.holdpoint.run.Plan;
import org.jspecify.annotations.Nullable;

/** Moving about: the cursor of the checklist, or the output, whichever has the keys. */
final class Moves {
    private static final int PAGE = 10;

    private final Looking at;

    Moves(Looking at) {
        this.at = at;
    }

    void carryOut(Command command) {
        switch (command) {
            case UP -> by(-1);
            case DOWN -> by(1);
            case PAGE_UP -> by(-page());
            case PAGE_DOWN -> by(page());
            case FIRST -> first();
            case LAST -> last();
            case FOLD -> fold(true);
            case UNFOLD -> fold(false);
            case FOLLOW -> at.follow();
            case TURN -> at.turnTo(at.page() == Page.CHECKLIST ? Page.STEP : Page.CHECKLIST);
            case ZOOM -> zoom();
            case END_FIND -> at.search().end();
            default -> throw new IllegalArgumentException("not a move: " + command);
        }
    }

    private boolean inOutput() {
        return at.page() == Page.STEP || at.zoomed();
    }

    void by(int lines) {
        var output = at.detail().output();
        if (!inOutput()) {
            at.move(lines);
        } else if (output != null) {
            output.by(lines);
        }
    }

    private int page() {
        var output = at.detail().output();
        return inOutput() && output != null ? Math.max(1, output.shown().rows() - 1) : PAGE;
    }

    private void first() {
        var output = at.detail().output();
        if (!inOutput()) {
            at.to(0);
        } else if (output != null) {
            output.home();
        }
    }

    private void last() {
        var output = at.detail().output();
        if (!inOutput()) {
            at.to(at.rows().size() - 1);
        } else if (output != null) {
            output.follow();
        }
    }

    private void fold(boolean folded) {
        if (inOutput()) {
            at.turnTo(folded ? Page.CHECKLIST : Page.STEP);
        } else if (at.selectedPhase() >= 0) {
            at.fold(at.selectedPhase(), folded);
        }
    }

    private void zoom() {
        at.zoom(!at.zoomed());
        at.turnTo(at.zoomed() ? Page.STEP : at.page());
    }

    /** In the checklist by id and title, in the output by text. */
    void find(int direction) {
        var output = at.detail().output();
        boolean found = inOutput()
                ? output != null
                        && output.find(
                                at.search().pattern(), direction < 0 ? Direction.UP : Direction.DOWN, at.search())
                : findStep(direction);
        if (!found) {
            at.refuse("“" + at.search().pattern() + "” is not " + where(direction, output));
        }
    }

    /** Where it was looked for: the checklist is searched all round, and of much output only the end is there. */
    private String where(int direction, @Nullable Output output) {
        if (!inOutput()) {
            return "in any step";
        }
        return direction > 0
                ? "below"
                : output == null || output.whole()
                        ? "above"
                        : "in the last %,d lines above: o opens all of them"
                                .formatted(output.pane().kept());
    }

    private boolean findStep(int direction) {
        var stops = at.run().plan().stops();
        var selected = at.selected();
        int from = selected == null ? -1 : selected.place();
        for (int i = 1; i <= stops.size(); i++) {
            var stop = stops.get(Math.floorMod(from + direction * i, stops.size()));
            if (CommandWords.stands(at.run(), stop) && matches(stop)) {
                at.goTo(stop);
                return true;
            }
        }
        return false;
    }

    private boolean matches(Plan.Stop stop) {
        return at.search().matches(stop.id()) || at.search().matches(stop.step().title());
    }
}
