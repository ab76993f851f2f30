package dev.holdpoint.console.model;

import dev.holdpoint.console.pane.Direction;
import dev.holdpoint.console.pane.Match;
import dev.holdpoint.console.pane.Pane;
import dev.holdpoint.console.pane.Scroll;
import dev.holdpoint.console.pane.Window;
import dev.holdpoint.console.terminal.Size;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one attempt of a step has printed, and where the operator stands in it. The pane is filled by another thread; the rest belongs to
 * the loop's.
 */
public final class Output {
    /** What programs without a terminal of their own may address with cursor movements. */
    private static final int PAGE = 24;

    private static final int FIRST_COLS = 80;

    private final String step;
    private final int attempt;
    private final boolean tty;
    private final Pane pane;
    private final AtomicLong skipped = new AtomicLong();
    private Scroll scroll = Scroll.TAIL;
    private Size shown = new Size(FIRST_COLS, PAGE);

    /** @param tty the step has a terminal, which is as large as the pane */
    public Output(String step, int attempt, boolean tty) {
        this.step = step;
        this.attempt = attempt;
        this.tty = tty;
        this.pane = new Pane(new Size(FIRST_COLS, PAGE), Pane.HISTORY, tty);
    }

    public boolean is(String ofStep, int ofAttempt) {
        return step.equals(ofStep) && attempt == ofAttempt;
    }

    public String step() {
        return step;
    }

    /** Whether all that was printed can be scrolled to and searched; the rest is only in the file. */
    public boolean whole() {
        return skipped.get() == 0 && pane.kept() == pane.lines();
    }

    /** Where the reader writes to; any thread. */
    public Pane pane() {
        return pane;
    }

    /** Bytes that were too many to read; any thread. */
    public AtomicLong skipped() {
        return skipped;
    }

    /** What is seen in an area of this size; lines are wrapped anew where it has another width than before. */
    public Window window(int cols, int rows) {
        var size = new Size(cols, rows);
        if (!size.equals(shown)) {
            shown = size;
            scroll = scroll.moved(pane.resize(new Size(cols, tty ? rows : PAGE)));
        }
        return pane.window(scroll, rows);
    }

    /** The size in which it was last seen. */
    public Size shown() {
        return shown;
    }

    public boolean following() {
        return scroll.following();
    }

    public void follow() {
        scroll = Scroll.TAIL;
    }

    /** Moves by rows, negative is up. */
    public void by(long rows) {
        scroll = scroll.move(pane, rows, shown.rows());
    }

    /** Goes to the oldest row. */
    public void home() {
        scroll = scroll.home(pane, shown.rows());
    }

    /** Goes to the nearest place with {@code text} above or below what was found last; false where there is none. */
    public boolean find(String text, Direction direction, Search search) {
        long from = search.lastRow().orElse(direction == Direction.UP ? pane.lastRow() + 1 : pane.firstRow() - 1);
        Optional<Match> match = pane.find(text, direction == Direction.UP ? from - 1 : from + 1, direction);
        match.ifPresent(it -> {
            search.foundAt(it.row());
            scroll = scroll.show(pane, it.row(), shown.rows());
        });
        return match.isPresent();
    }
}
