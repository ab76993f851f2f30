package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.UndoGates;
import dev.holdpoint.run.Windows;

/** A step that waits for a person, and the keys for it: only those that act on this step now, wherever the cursor is. */
final class WaitingLine {
    /** Columns of the longest hint at keys. */
    private static final int HINT = 18;

    private final Looking at;
    private final Run run;
    private final Plan.Stop stop;
    private final int cols;
    private final boolean runsOn;
    private final String obstacle;

    private enum Words {
        ALL,
        SOME,
        FEW
    }

    /**
     * @param cols how many there are
     * @param runsOn whether the footer offers the key that runs on
     */
    WaitingLine(Looking at, Plan.Stop stop, int cols, boolean runsOn) {
        this.at = at;
        this.cols = cols;
        this.run = at.run();
        this.stop = stop;
        this.obstacle = Readiness.obstacle(run, stop).orElse("");
        this.runsOn = obstacle.isEmpty()
                && !stop.isHold()
                && !stop.traits().byHand()
                && run.plan().mends(stop.id()) == null
                && at.panel() == null
                && runsOn;
    }

    /** In fewer words where the row is short: the keys are the last to be cut away. */
    Line fitting() {
        for (var words : Words.values()) {
            var line = line(words);
            if (line.cols() < cols || words == Words.FEW) {
                return line;
            }
        }
        return Line.EMPTY;
    }

    /** Who has to do something: whoever looks on does not. */
    static Line whom(Looking at) {
        var driver = at.run().driver();
        var whom = !at.watches() ? "you" : driver.isEmpty() ? "its driver" : SafeText.line(driver);
        return Line.of("Waits for " + whom + ": ", Role.WARN);
    }

    private Line line(Words words) {
        if (Watched.soaks(run, stop)) {
            return Line.of(Glyph.SOAKING + " " + stop.id() + " soaks: ", Role.HOLD)
                    .add(Watched.soak(run, stop, at.now()), Role.NORMAL);
        }
        var head = whom(at).add(stop.id(), Role.STRONG);
        if (UndoGates.open(run, stop)) {
            return gate(head.add(
                    " " + Glyph.UNDONE + " " + Standing.word(run, stop)
                            + (words == Words.ALL ? ": what is typed at its gate undoes it" : ""),
                    Role.HOLD));
        }
        if (stop.isHold()) {
            return gate(head.add(hold(words == Words.ALL, head.cols()), Role.HOLD));
        }
        if (!obstacle.isEmpty()) {
            return there(head.add(why(" cannot start: ", head.cols()), Role.NORMAL));
        }
        return stop.traits().byHand() ? byHand(head, words == Words.ALL) : ready(head, words);
    }

    private Line gate(Line line) {
        return here() ? line.add("  g", Role.KEY).add(" opens its gate", Role.NORMAL) : there(line);
    }

    /** Keys reach the step: no panel has them, and the cursor is on it. */
    private boolean here() {
        return here(at, stop);
    }

    static boolean here(Looking at, Plan.Stop stop) {
        return at.panel() == null && stop.equals(at.selected());
    }

    /** The way to it, for a cursor that is elsewhere. */
    private Line there(Line line) {
        return here() || at.panel() != null || at.follows()
                ? line
                : line.add("  f", Role.KEY).add(" goes there", Role.NORMAL);
    }

    private Line byHand(Line head, boolean wordy) {
        var line = head.add(wordy ? ", to do by hand" : "", Role.NORMAL);
        if (!here() || at.watches()) {
            return there(line);
        }
        return line.add("  enter", Role.KEY)
                .add(wordy ? " begins it, " : " begins, ", Role.NORMAL)
                .add("space", Role.KEY)
                .add(" ticks it off", Role.NORMAL);
    }

    private Line ready(Line head, Words words) {
        var line = head.add(words == Words.FEW ? "" : " is ready", Role.NORMAL);
        line = here() && !at.watches() ? line.add("  enter", Role.KEY).add(" runs it", Role.NORMAL) : there(line);
        return runsOn
                ? line.add(", ", Role.NORMAL)
                        .add("R", Role.KEY)
                        .add(words == Words.ALL ? " runs on to the next hold point" : " runs on", Role.NORMAL)
                : line;
    }

    private String why(String words, int used) {
        int room = cols - used - words.length() - HINT - 1;
        return words + Columns.cut(SafeText.line(obstacle), Math.max(0, room));
    }

    private String hold(boolean wordy, int used) {
        var gate = run.status(stop).gate();
        if (gate instanceof Gate.Waiting && Windows.asks(run, stop, at.now())) {
            return " ◇ the window is over";
        }
        if (gate instanceof Gate.Locked && !obstacle.isEmpty()) {
            return why(" ◆ hold point: ", used);
        }
        return gate(gate, wordy);
    }

    private static String gate(Gate gate, boolean wordy) {
        return switch (gate) {
            case Gate.Armed ignored ->
                wordy ? " ◇ hold point, armed: its phrase releases it" : " ◇ armed: type its phrase";
            case Gate.Waiting ignored -> wordy ? " ◇ hold point: it waits for approvals" : " ◇ waits for approvals";
            case Gate.Counting ignored -> " ◇ counting down";
            case Gate.Sensing ignored ->
                wordy ? " ◆ hold point, its checks are being looked at" : " ◆ looking at its checks";
            case Gate.Locked ignored -> " ◆ hold point";
            case Gate.Released ignored -> " ◇ released";
        };
    }
}
