package dev.holdpoint.console.pane;

import dev.holdpoint.console.terminal.Clusters;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Style;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one row up to the last one written. A wide character holds two cells; no half of one ever stands alone.
 */
final class Row {
    /** The right half of a wide character. */
    static final int HALF = -1;

    /** Combining marks that a cell may carry, in UTF-16 units. */
    private static final int MARKS = 4;

    private static final int FIRST_CELLS = 80;

    private int[] cells = new int[FIRST_CELLS];
    private int @Nullable [] inks;
    private @Nullable String @Nullable [] marks;
    private boolean wide;
    private int length;
    private boolean wrapped;

    /** Cells in use. */
    int length() {
        return length;
    }

    /** Whether the text goes on in the next row because the pane was too narrow for it. */
    boolean wrapped() {
        return wrapped;
    }

    void wrapped(boolean on) {
        wrapped = on;
    }

    /** Empties the row; keeps its memory for the next text. */
    void clear() {
        length = 0;
        wide = false;
        marks = null;
        wrapped = false;
    }

    /** Writes a run of printable ASCII from column {@code x}. */
    void put(int x, byte[] text, int from, int count, int ink) {
        prepare(x, count, ink);
        for (int i = 0; i < count; i++) {
            cells[x + i] = text[from + i];
        }
    }

    /** Writes a character that takes {@code width} cells, 1 or 2. */
    void put(int x, int codePoint, int width, int ink) {
        prepare(x, width, ink);
        cells[x] = codePoint;
        if (width == 2) {
            cells[x + 1] = HALF;
            wide = true;
        }
    }

    /** Hangs a combining mark on the character at or before {@code x}; a flood of them is cut off. */
    void mark(int x, int codePoint) {
        int at = x > 0 && x < length && cells[x] == HALF ? x - 1 : x;
        if (at < 0 || at >= length) {
            return;
        }
        @Nullable String[] all = marks;
        if (all == null) {
            all = new String[cells.length];
            marks = all;
        }
        String before = all[at];
        String more = Character.toString(codePoint);
        if (before == null) {
            all[at] = more;
        } else if (before.length() + more.length() <= MARKS) {
            all[at] = before + more;
        }
    }

    /** Makes the cells from {@code x} up to {@code end} spaces; at the end of the row they vanish. */
    void erase(int x, int end, int ink) {
        if (ink == 0 && end >= length) {
            cut(x);
            return;
        }
        prepare(x, end - x, ink);
        Arrays.fill(cells, x, end, ' ');
    }

    /** Removes everything from column {@code x} on. */
    void cut(int x) {
        if (x < length) {
            split(x);
            length = x;
        }
        wrapped = false;
    }

    /** Moves what stands from {@code x} on to the right by {@code count}; what passes {@code cols} is lost. */
    void insert(int x, int count, int cols) {
        if (x >= length) {
            return;
        }
        Row old = copy();
        cut(x);
        int at = x + count;
        for (int from = x; from < old.length && at < cols; from++, at++) {
            carry(old, from, at, cols);
        }
    }

    /** Removes {@code count} cells from {@code x} on; the rest moves left. */
    void delete(int x, int count, int cols) {
        if (x >= length) {
            return;
        }
        Row old = copy();
        cut(x);
        int at = x;
        for (int from = x + count; from < old.length; from++, at++) {
            carry(old, from, at, cols);
        }
    }

    /** Copies one cell of another row behind this row's end; halves follow their other half. */
    void carry(Row from, int source, int at, int cols) {
        int cell = from.cells[source];
        if (cell == HALF) {
            if (at == 0 || at > length - 1 || cells[at] != HALF) {
                put(at, ' ', 1, from.ink(source));
            }
            return;
        }
        boolean two = source + 1 < from.length && from.cells[source + 1] == HALF;
        if (two && at + 1 >= cols) {
            put(at, ' ', 1, from.ink(source));
            return;
        }
        put(at, cell, two ? 2 : 1, from.ink(source));
        String mark = from.marks == null ? null : from.marks[source];
        if (mark != null) {
            mark.codePoints().forEach(c -> mark(at, c));
        }
    }

    /** Cells without the spaces at the end that nobody would see. */
    int visibleLength() {
        int end = length;
        while (end > 0 && cells[end - 1] == ' ' && ink(end - 1) == 0) {
            end--;
        }
        return end;
    }

    /** Whether the character at {@code x} takes two cells. */
    boolean isWide(int x) {
        return x + 1 < length && cells[x + 1] == HALF;
    }

    /** The row as a line, at most {@code cols} columns of it. */
    Line line(Inks table, int cols) {
        int count = Math.min(length, cols);
        String[] glyphs = new String[count];
        Style[] styles = new Style[count];
        for (int x = 0; x < count; x++) {
            glyphs[x] = glyph(x);
            styles[x] = table.style(ink(x));
        }
        if (count > 0 && count < length && cells[count] == HALF) {
            glyphs[count - 1] = " ";
        }
        return Line.ofCells(glyphs, styles);
    }

    /** The glyph of a cell; empty for the right half of a wide character. */
    String glyph(int x) {
        int cell = cells[x];
        if (cell == HALF) {
            return "";
        }
        String mark = marks == null ? null : marks[x];
        String base = Clusters.single(cell);
        return mark == null ? base : base + mark;
    }

    private int ink(int x) {
        return inks == null ? 0 : inks[x];
    }

    private Row copy() {
        Row copy = new Row();
        copy.cells = cells.clone();
        copy.inks = inks == null ? null : inks.clone();
        copy.marks = marks == null ? null : marks.clone();
        copy.wide = wide;
        copy.length = length;
        return copy;
    }

    /** Makes room for {@code count} cells from {@code x} on, heals what they cut in two, and inks them. */
    private void prepare(int x, int count, int ink) {
        int end = x + count;
        if (end > cells.length) {
            grow(end);
        }
        if (x > length) {
            Arrays.fill(cells, length, x, ' ');
            paint(length, x, 0);
        } else if (wide) {
            split(x);
            split(end);
        }
        if (marks != null) {
            Arrays.fill(marks, x, end, null);
        }
        paint(x, end, ink);
        length = Math.max(length, end);
    }

    /** Before cells are overwritten from {@code x} on: a wide character that lies across the border becomes spaces. */
    private void split(int x) {
        if (x > 0 && x < length && cells[x] == HALF) {
            cells[x - 1] = ' ';
            cells[x] = ' ';
            if (marks != null) {
                marks[x - 1] = null;
            }
        }
    }

    private void paint(int from, int to, int ink) {
        if (inks == null) {
            if (ink == 0) {
                return;
            }
            inks = new int[cells.length];
        }
        Arrays.fill(inks, from, to, ink);
    }

    private void grow(int needed) {
        int size = Math.max(needed, cells.length * 2);
        cells = Arrays.copyOf(cells, size);
        inks = inks == null ? null : Arrays.copyOf(inks, size);
        marks = marks == null ? null : Arrays.copyOf(marks, size);
    }
}
