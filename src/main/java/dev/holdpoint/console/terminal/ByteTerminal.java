package dev.holdpoint.console.terminal;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The terminal that Lanterna's screen writes to: collects the bytes of a frame and gives them away in one write. It
 * never asks the real terminal anything.
 */
final class ByteTerminal extends ANSITerminal {
    private final OutputStream out;
    private final Aliases aliases;
    private byte[] buffer = new byte[1 << 14];
    private int length;
    private TerminalSize size;
    private int x;
    private int y;
    private boolean cursorShown = true;

    ByteTerminal(OutputStream out, Aliases aliases, Size size) {
        super(InputStream.nullInputStream(), OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
        this.out = out;
        this.aliases = aliases;
        this.size = new TerminalSize(size.cols(), size.rows());
    }

    void resize(Size to) {
        size = new TerminalSize(to.cols(), to.rows());
        onResized(size);
    }

    /** Adds a control sequence to the frame. */
    void sequence(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            append(ascii.charAt(i));
        }
    }

    /** Bytes since the last write. */
    int pending() {
        return length;
    }

    /** Throws away what was collected. */
    void discard() {
        length = 0;
    }

    /** Forgets what it believes about the cursor, after somebody else has used the terminal. */
    void forget() {
        cursorShown = true;
        x = -1;
    }

    @Override
    public void flush() throws IOException {
        // The screen flushes in the middle of what is one frame for us.
    }

    /** Writes the frame with a single call. */
    void write() throws IOException {
        int count = length;
        length = 0;
        if (count > 0) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    /** The known size; Lanterna's own way asks the terminal and may wait five seconds for the answer. */
    @Override
    protected TerminalSize findTerminalSize() {
        return size;
    }

    @Override
    public void enterPrivateMode() {
        // TtyScreen does this, with more modes and in one write.
    }

    @Override
    protected void writeToTerminal(byte... bytes) {
        need(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    @Override
    public void setCursorPosition(int column, int row) {
        if (column != x || row != y) {
            x = column;
            y = row;
            sequence("\u001b[" + (row + 1) + ";" + (column + 1) + "H");
        }
    }

    @Override
    public void setCursorVisible(boolean visible) throws IOException {
        if (visible != cursorShown) {
            cursorShown = visible;
            super.setCursorVisible(visible);
        }
    }

    @Override
    public void clearScreen() throws IOException {
        super.clearScreen();
        x = -1;
    }

    @Override
    public void putCharacter(char c) {
        putString(Character.toString(c));
    }

    /** One cell. */
    @Override
    public void putString(String cell) {
        String glyph = aliases.glyph(cell);
        if (glyph.isEmpty()) {
            x++;
            return;
        }
        if (glyph.length() == 1 && glyph.charAt(0) < 0x80) {
            append(glyph.charAt(0));
            x++;
            return;
        }
        writeToTerminal(glyph.getBytes(StandardCharsets.UTF_8));
        x++;
        if (isDisputed(glyph)) {
            place(x + Clusters.width(glyph.codePointAt(0)) - 1);
        }
    }

    /**
     * Terminals disagree about the width of emoji and of marks; saying where the next cell is keeps a disagreement from
     * shifting the rest of the row.
     */
    private void place(int column) {
        if (column < size.getColumns()) {
            sequence("\u001b[" + (column + 1) + "G");
        }
    }

    private static boolean isDisputed(String glyph) {
        return glyph.codePointAt(0) > 0xFFFF || glyph.length() > 1;
    }

    private void append(char c) {
        need(1);
        buffer[length++] = (byte) c;
    }

    private void need(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
