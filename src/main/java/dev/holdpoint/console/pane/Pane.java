package dev.holdpoint.console.pane;

import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The output of one step as a terminal of its own. Takes any bytes; keeps the last rows, and no more. Rows have numbers
 * that stay the same while more is printed. Any thread may write, any may look.
 */
public final class Pane {
    /** Rows kept when nothing else is said. */
    public static final int HISTORY = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Emulator screen;
    private final Parser parser;
    private boolean lost;

    /** A pane that keeps {@link #HISTORY} rows. */
    public Pane(Size size) {
        this(size, HISTORY);
    }

    /**
     * An empty pane.
     *
     * @param size what programs may address, and where lines are wrapped
     * @param history rows to keep above it, at least; rounded up so that the ring is a power of two
     */
    public Pane(Size size, int history) {
        this(size, history, false);
    }

    /** @param terminal the program is at a terminal, and this is what it sees of it */
    public Pane(Size size, int history, boolean terminal) {
        this.screen = new Emulator(size.cols(), size.rows(), history, terminal);
        this.parser = new Parser(screen);
    }

    /** Takes what the step printed; sequences and characters may be cut anywhere between two calls. */
    public void write(byte[] bytes, int from, int length) {
        locked(() -> {
            parser.feed(bytes, from, from + length);
            return this;
        });
    }

    /** Takes all of {@code bytes}. */
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /**
     * Gives the pane another size; long lines are wrapped anew.
     *
     * @return where the row with a given number is now; for {@link Scroll#moved}
     */
    public LongUnaryOperator resize(Size size) {
        return locked(() -> {
            Page page = screen.page();
            if (page.cols == size.cols() && page.rows == size.rows()) {
                return LongUnaryOperator.identity();
            }
            lost |= page.first() > 0;
            boolean alternate = screen.isAlternate();
            LongUnaryOperator rewrap = screen.resize(size.cols(), size.rows());
            return alternate ? LongUnaryOperator.identity() : rewrap;
        });
    }

    /** The size that the step sees. */
    public Size size() {
        return locked(() -> new Size(screen.page().cols, screen.page().rows));
    }

    /** Lines printed so far, also those that are no longer kept. */
    public long lines() {
        return locked(this::printed);
    }

    /** Lines that can still be looked at: all of them, or the last ones. */
    public long kept() {
        return locked(() -> lost || screen.page().first() > 0 ? Math.min(printed(), begun()) : printed());
    }

    private long printed() {
        return screen.lines() + (screen.page().row(screen.cursorRow()).visibleLength() > 0 ? 1 : 0);
    }

    /** Lines whose rows are kept; of the first one perhaps only its end. */
    private long begun() {
        Page page = screen.page();
        long end = last();
        long count = 1;
        for (long row = page.first() + 1; row <= end; row++) {
            count += page.row(row - 1).wrapped() ? 0 : 1;
        }
        return count;
    }

    /** The number of the oldest row that is kept. */
    public long firstRow() {
        return locked(() -> screen.page().first());
    }

    /** The number of the last row; an empty one that only holds the cursor does not count. */
    public long lastRow() {
        return locked(this::last);
    }

    /** Whether the step has taken the whole screen (its alternate page), as editors and pagers do. */
    public boolean isFullScreen() {
        return locked(screen::isAlternate);
    }

    /** The rows from {@code top} on, at most {@code height}; those that are not kept are left out. */
    public List<Line> rows(long top, int height) {
        return locked(() -> lines(top, height));
    }

    /** What somebody who stands at {@code scroll} sees, all of one moment. */
    public Window window(Scroll scroll, int height) {
        return locked(() -> {
            long top = scroll.topOf(this, height);
            long since = scroll.following() ? 0 : Math.max(0, last() - scroll.seen());
            return new Window(top, lines(top, height), since, cursor(top, height));
        });
    }

    private Window.@Nullable Cell cursor(long top, int height) {
        long row = screen.cursorRow() - top;
        return screen.modes().cursorHidden || row < 0 || row >= height
                ? null
                : new Window.Cell(screen.cursorColumn(), (int) row);
    }

    /** Whether the program wants arrows as application keys. */
    public boolean applicationKeys() {
        return locked(() -> screen.modes().applicationKeys);
    }

    /** What the terminal types back to what has been printed so far; each answer is taken once. */
    public String answers() {
        return locked(screen.modes().answers::take);
    }

    /** A row as plain text; empty for one that is not kept. */
    public String text(long row) {
        return locked(() -> {
            Page page = screen.page();
            return row < page.first() || row > page.bottom
                    ? ""
                    : page.row(row).line(screen.inks(), page.cols).text().stripTrailing();
        });
    }

    /**
     * Finds text, from row {@code from} (inclusive) on. A query without capitals finds both cases.
     *
     * @return the nearest match, or nothing
     */
    public Optional<Match> find(String text, long from, Direction direction) {
        return locked(() -> {
            Page page = screen.page();
            long start = Math.clamp(from, page.first(), page.bottom);
            boolean outside = direction == Direction.DOWN ? from > page.bottom : from < page.first();
            return outside ? Optional.empty() : Optional.ofNullable(new Finder(page, text).from(start, direction));
        });
    }

    private long last() {
        Page page = screen.page();
        boolean idle = !screen.modes().terminal
                && !screen.isAlternate()
                && page.bottom > page.first()
                && screen.cursorRow() == page.bottom
                && page.row(page.bottom).visibleLength() == 0;
        return idle ? page.bottom - 1 : page.bottom;
    }

    private List<Line> lines(long top, int height) {
        Page page = screen.page();
        List<Line> rows = new ArrayList<>(height);
        long end = Math.min(top + height - 1, last());
        for (long row = Math.max(top, page.first()); row <= end; row++) {
            rows.add(page.row(row).line(screen.inks(), page.cols));
        }
        return rows;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
