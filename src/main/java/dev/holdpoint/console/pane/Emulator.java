package dev.holdpoint.console.pane;

import dev.holdpoint.console.terminal.Clusters;
import org.jspecify.annotations.Nullable;

/**
 * The cursor and what moves it: the part of xterm that programs use when they print (ctlseqs, "Functions using CSI"),
 * kept within the pane. Queries get an answer only where the program is at a terminal, and so does what else programs expect of one
 * alone: lines and corners, application cursor keys, a line feed that keeps its column.
 */
final class Emulator {
    private final int history;
    private final Modes modes;
    private final Inks inks = new Inks();
    private final Pen pen = new Pen();
    private Page page;
    private @Nullable Page primary;
    private long y;
    private int x;
    private boolean wrapPending;
    private int marginTop;
    private int marginBottom;
    private long savedRow;
    private int savedColumn;
    private long lines;
    private int last = ' ';

    /** @param terminal what is printed comes from a terminal: its driver has put carriage returns where lines begin anew */
    Emulator(int cols, int rows, int history, boolean terminal) {
        this.history = history;
        this.modes = new Modes(terminal);
        this.page = new Page(cols, rows, history);
        this.marginBottom = rows - 1;
    }

    /** What is shown now: the primary page or the alternate one. */
    Page page() {
        return page;
    }

    Inks inks() {
        return inks;
    }

    /** Line feeds so far on the primary page. */
    long lines() {
        return lines;
    }

    /** Whether the alternate screen is shown. */
    boolean isAlternate() {
        return primary != null;
    }

    Modes modes() {
        return modes;
    }

    /** The cursor's row. */
    long cursorRow() {
        return y;
    }

    /** The cursor's column, always inside. */
    int cursorColumn() {
        return x;
    }

    /** Prints a run of ASCII. */
    void print(byte[] text, int from, int count) {
        if (modes.charsets.drawing()) {
            for (int i = from; i < from + count; i++) {
                print(Charsets.drawn(text[i]));
            }
            return;
        }
        int ink = pen.number(inks);
        int at = from;
        int left = count;
        while (left > 0) {
            wrapIfPending();
            int run = Math.min(left, page.cols - x);
            page.row(y).put(x, text, at, run, ink);
            at += run;
            left -= run;
            advance(run);
            if (wrapPending && !modes.wrap && left > 0) {
                at += left - 1; // without wrap, all that is left goes over the last column
                left = 1;
                wrapPending = false;
            }
        }
        last = text[from + count - 1];
    }

    /** Prints any character; those that must not be drawn show as U+FFFD or not at all. */
    void print(int codePoint) {
        int width = Clusters.width(codePoint);
        if (width == 0) {
            if (Clusters.isMark(codePoint)) {
                page.row(y).mark(wrapPending ? x : x - 1, codePoint);
            }
            return;
        }
        int shown = Clusters.visible(codePoint);
        if (width > page.cols) {
            shown = 0xFFFD;
            width = 1;
        }
        wrapIfPending();
        if (x + width > page.cols) {
            if (modes.wrap) {
                wrapPending = true;
                wrapIfPending();
            } else {
                x = page.cols - width;
            }
        }
        page.row(y).put(x, shown, width, pen.number(inks));
        advance(width);
        last = shown;
    }

    /** Obeys a C0 control; most do nothing. */
    void control(int c) {
        switch (c) {
            case '\n', 0x0b, 0x0c -> {
                x = modes.terminal ? x : 0; // output of pipes has no carriage returns
                lines += primary == null ? 1 : 0;
                lineFeed();
            }
            case '\r' -> moveTo(0);
            case '\b' -> moveTo(x - 1);
            case '\t' -> moveTo((x | 7) + 1);
            case 0x0e, 0x0f -> modes.charsets.use(0x0f - c);
            default -> {}
        }
    }

    /** Obeys {@code ESC c}. */
    void escape(char c) {
        switch (c) {
            case '7' -> save();
            case '8' -> restore();
            case 'D' -> lineFeed();
            case 'E' -> {
                moveTo(0);
                control('\n');
            }
            case 'M' -> reverseLineFeed();
            case 'c' -> reset();
            default -> {}
        }
    }

    /** Obeys a control sequence. Missing parameters are -1. */
    void sequence(char command, char prefix, int[] p, int count) {
        if (prefix != 0) {
            if (prefix == '?' && (command == 'h' || command == 'l')) {
                for (int i = 0; i < count; i++) {
                    mode(p[i], command == 'h');
                }
            }
            modes.asked(command, prefix, p[0], y - page.base + 1, x + 1);
            return;
        }
        int n = Math.max(1, p[0]);
        switch (command) {
            case 'm' -> pen.obey(p, count);
            case 'A' -> moveTo(x, Math.max(page.base + upper(), y - n));
            case 'B', 'e' -> moveTo(x, Math.min(page.base + lower(), y + n));
            case 'C', 'a' -> moveTo(x + n);
            case 'D' -> moveTo(x - n);
            case 'E' -> moveTo(0, Math.min(page.base + lower(), y + n));
            case 'F' -> moveTo(0, Math.max(page.base + upper(), y - n));
            case 'G', '`' -> moveTo(n - 1);
            case 'H', 'f' -> moveTo(Math.max(1, p[1]) - 1, page.base + n - 1);
            case 'd' -> moveTo(x, page.base + n - 1);
            case 's' -> save();
            case 'u' -> restore();
            case 'r' -> margins(n - 1, p[1] < 1 ? page.rows - 1 : p[1] - 1);
            default -> edit(command, p, n);
        }
    }

    private void edit(char command, int[] p, int n) {
        int few = Math.min(n, page.cols);
        switch (command) {
            case 'J' -> eraseScreen(Math.max(0, p[0]));
            case 'K' -> eraseLine(Math.max(0, p[0]));
            case 'X' -> page.row(y).erase(x, Math.min(page.cols, x + few), pen.background(inks));
            case 'P' -> page.row(y).delete(x, few, page.cols);
            case '@' -> page.row(y).insert(x, few, page.cols);
            case 'L' -> scrollDown(y, n);
            case 'M' -> scrollUp(y, n);
            case 'S' -> scrollUp(page.base + marginTop, n);
            case 'T' -> scrollDown(page.base + marginTop, n);
            case 'b' -> repeat(Math.min(n, page.cols * page.rows));
            default -> modes.asked(command, (char) 0, p[0], y - page.base + 1, x + 1);
        }
    }

    private void mode(int mode, boolean on) {
        switch (mode) {
            case 47, 1047, 1049 -> alternate(on);
            default -> modes.set(mode, on);
        }
    }

    private void advance(int count) {
        x += count;
        if (x >= page.cols) {
            x = page.cols - 1;
            wrapPending = true;
        }
    }

    private void wrapIfPending() {
        if (wrapPending) {
            wrapPending = false;
            if (modes.wrap) {
                page.row(y).wrapped(true);
                x = 0;
                lineFeed();
            }
        }
    }

    private void lineFeed() {
        wrapPending = false;
        if (y == page.base + marginBottom) {
            if (marginTop == 0 && marginBottom == page.rows - 1 && primary == null) {
                y++;
                page.reach(y);
            } else {
                page.scrollUp(page.base + marginTop, y);
            }
        } else if (y < page.limit()) {
            y++;
            page.reach(y);
        }
    }

    private void reverseLineFeed() {
        wrapPending = false;
        if (y == page.base + marginTop) {
            page.scrollDown(y, page.base + marginBottom);
        } else if (y > page.base) {
            y--;
        }
    }

    private void moveTo(int column) {
        wrapPending = false;
        x = Math.clamp(column, 0, page.cols - 1);
    }

    private void moveTo(int column, long row) {
        moveTo(column);
        y = Math.clamp(row, page.base, page.limit());
        page.reach(y);
    }

    /** The margin that stops the cursor when it moves up: the screen's edge if it is already above the margin. */
    private int upper() {
        return y - page.base >= marginTop ? marginTop : 0;
    }

    private int lower() {
        return y - page.base <= marginBottom ? marginBottom : page.rows - 1;
    }

    private void margins(int top, int bottom) {
        int lowest = Math.min(bottom, page.rows - 1);
        if (top < lowest) {
            marginTop = top;
            marginBottom = lowest;
            moveTo(0, page.base);
        }
    }

    private void scrollUp(long from, int times) {
        long to = page.base + marginBottom;
        for (int i = 0; i < Math.min(times, page.rows) && from >= page.base + marginTop && from <= to; i++) {
            page.scrollUp(from, to);
        }
    }

    private void scrollDown(long from, int times) {
        long to = page.base + marginBottom;
        for (int i = 0; i < Math.min(times, page.rows) && from >= page.base + marginTop && from <= to; i++) {
            page.scrollDown(from, to);
        }
    }

    /** Erases below, above or all of the screen. History stays (mode 3 too): it is evidence. */
    private void eraseScreen(int what) {
        wrapPending = false;
        if (what == 0 || what == 1) {
            eraseLine(what);
        }
        long from = what == 0 ? y + 1 : page.base;
        long to = what == 1 ? y - 1 : page.bottom;
        for (long at = from; at <= to && what <= 2; at++) {
            page.row(at).clear();
        }
    }

    private void eraseLine(int what) {
        wrapPending = false;
        Row row = page.row(y);
        int background = pen.background(inks);
        switch (what) {
            case 0 -> row.erase(x, background == 0 ? Math.max(row.length(), x) : page.cols, background);
            case 1 -> row.erase(0, x + 1, background);
            case 2 -> row.erase(0, background == 0 ? row.length() : page.cols, background);
            default -> {}
        }
    }

    private void repeat(int times) {
        int codePoint = last;
        for (int i = 0; i < times; i++) {
            print(codePoint);
        }
    }

    private void save() {
        savedRow = y - page.base;
        savedColumn = x;
    }

    private void restore() {
        moveTo(savedColumn, page.base + savedRow);
    }

    private void alternate(boolean on) {
        Page shown = primary;
        if (on && shown == null) {
            save();
            primary = page;
            page = new Page(page.cols, page.rows, 0);
            margins(0, page.rows - 1);
            y = 0;
            moveTo(0, 0);
        } else if (!on && shown != null) {
            page = shown;
            primary = null;
            marginTop = 0;
            marginBottom = page.rows - 1;
            restore();
        }
    }

    private void reset() {
        alternate(false);
        pen.reset();
        modes.reset();
        marginTop = 0;
        marginBottom = page.rows - 1;
        eraseScreen(2);
        moveTo(0, page.base);
        save();
    }

    /** Fits both pages to a new size; the primary one wraps its lines anew. */
    Rewrap resize(int cols, int rows) {
        Page main = primary == null ? page : primary;
        long row = primary == null ? y : main.base + Math.min(savedRow, main.rows - 1L);
        int column = primary == null ? x : savedColumn;
        Rewrap rewrap = new Rewrap(main, Math.min(row, main.bottom), column, cols, rows, history);
        if (primary == null) {
            page = rewrap.page();
            y = rewrap.row();
            x = rewrap.column();
        } else {
            primary = rewrap.page();
            savedRow = rewrap.row() - rewrap.page().base;
            savedColumn = rewrap.column();
            page = Rewrap.clip(page, cols, rows);
            y = Math.min(y, page.limit());
            x = Math.min(x, cols - 1);
            page.reach(y);
        }
        wrapPending = false;
        marginTop = 0;
        marginBottom = rows - 1;
        return rewrap;
    }
}
