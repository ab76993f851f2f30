package dev.holdpoint.console.terminal;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import com.googlecode.lanterna.screen.TerminalScreen;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Frames in, the fewest bytes that turn the last one into the next out. Lanterna's screen keeps the back buffer and
 * works out the difference. Not for more than one thread at a time.
 */
final class FrameWriter {
    private static final String SYNCHRONIZED = "\u001b[?2026h";
    private static final String SHOW_IT = "\u001b[?2026l";

    private final Aliases aliases = new Aliases();
    private final ColourDepth depth;
    private CellShelf shelf;
    private final boolean ascii;
    private final ByteTerminal terminal;
    private final TerminalScreen screen;
    private Size size;
    private boolean anew = true;
    private @Nullable Frame shown;

    /** What the back buffer holds; null where that may be anything. */
    private @Nullable Frame copied;

    /** A writer to {@code out}, which must not split what it is given. */
    FrameWriter(OutputStream out, TerminalSetup setup, Size size) throws IOException {
        this.shelf = new CellShelf(new Painter(setup.theme(), setup.depth()), aliases);
        this.depth = setup.depth();
        this.ascii = setup.ascii();
        this.size = size;
        this.terminal = new ByteTerminal(out, aliases, size);
        this.screen = new TerminalScreen(terminal);
        screen.setCursorPosition(null);
        screen.startScreen();
        terminal.discard();
    }

    /** Says that the real screen holds anything: the next frame draws every cell. */
    void forget() {
        anew = true;
        shown = null;
        terminal.forget();
    }

    /** Other colours from the next frame on, which draws every cell. */
    void theme(Theme theme) {
        shelf = new CellShelf(new Painter(theme, depth), aliases);
        forget();
    }

    /** Draws the difference between {@code frame} and the last one, in one write; nothing if there is none. */
    void draw(Frame frame, Size now) throws IOException {
        if (!now.equals(size)) {
            size = now;
            terminal.resize(now);
            screen.doResizeIfNecessary();
            anew = true;
        }
        if (aliases.scarce(now.cols() * now.rows())) {
            aliases.clear();
            shelf.clear();
            anew = true;
        }
        if (!anew && frame.equals(shown)) {
            return;
        }
        terminal.sequence(SYNCHRONIZED);
        int before = terminal.pending();
        copy(ascii ? frame.ascii() : frame, anew ? null : copied);
        screen.refresh(anew ? RefreshType.COMPLETE : RefreshType.DELTA);
        finish(terminal.pending() > before);
        anew = false;
        shown = frame;
    }

    /** Writes something beside the frames: modes, the bell. */
    void write(String sequence) throws IOException {
        terminal.discard();
        terminal.sequence(sequence);
        terminal.write();
    }

    private void finish(boolean changed) throws IOException {
        if (changed) {
            terminal.sequence(SHOW_IT);
            terminal.write();
        } else {
            terminal.discard();
        }
    }

    /** To set a cell costs more than to see that it is the same: rows that {@code before} has too are left as they are. */
    private void copy(Frame frame, @Nullable Frame before) {
        int cols = Math.min(size.cols(), frame.size().cols());
        int rows = Math.min(size.rows(), frame.size().rows());
        if (!frame.size().equals(size)) {
            screen.clear();
        }
        Frame same = before != null
                        && before.size().equals(frame.size())
                        && frame.size().equals(size)
                ? before
                : null;
        for (int y = 0; y < rows; y++) {
            if (same != null && frame.sameRow(same, y)) {
                continue;
            }
            for (int x = 0; x < cols; x++) {
                screen.setCharacter(x, y, shelf.cell(frame.glyph(x, y), frame.style(x, y)));
            }
            if (cols < frame.size().cols() && frame.glyph(cols, y).isEmpty()) {
                screen.setCharacter(cols - 1, y, shelf.cell(" ", frame.style(cols - 1, y)));
            }
        }
        copied = frame;
        Frame.Cursor cursor = frame.cursor();
        screen.setCursorPosition(cursor == null ? null : new TerminalPosition(cursor.x(), cursor.y()));
    }
}
