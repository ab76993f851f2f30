package dev.holdpoint.console.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.pane.Pane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the writer writes is read by our own terminal model, which must then show the frame. */
class FrameWriterTest {
    private static final TerminalSetup SETUP = new TerminalSetup(Theme.DARK, ColourDepth.TRUE_COLOUR, false, false);

    /** Counts writes, for each is a system call. */
    private static final class Wire extends ByteArrayOutputStream {
        private int writes;

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            writes++;
        }
    }

    private final Wire wire = new Wire();
    private Size size = new Size(24, 6);
    private Pane terminal = new Pane(size, 0);
    private FrameWriter writer;

    FrameWriterTest() throws IOException {
        writer = new FrameWriter(wire, SETUP, size);
    }

    @BeforeEach
    void nothingIsWrittenBeforeTheFirstFrame() {
        assertThat(wire.size()).isZero();
    }

    private String draw(Frame frame) throws IOException {
        wire.reset();
        wire.writes = 0;
        writer.draw(frame, size);
        terminal.write(wire.toByteArray());
        return wire.toString(UTF_8);
    }

    private Frame text(String... rows) {
        Canvas canvas = new Canvas(size);
        for (int y = 0; y < rows.length; y++) {
            canvas.put(0, y, rows[y], Role.NORMAL);
        }
        return canvas.frame();
    }

    private void assertShown(Frame frame) {
        List<Line> rows = terminal.rows(0, size.rows());
        for (int y = 0; y < size.rows(); y++) {
            Line row = y < rows.size() ? rows.get(y) : Line.EMPTY;
            assertThat(row.text().stripTrailing()).as("row %d", y).isEqualTo(frame.row(y));
            for (int x = 0; x < row.cols(); x++) {
                Ink wanted = new Painter(Theme.DARK, ColourDepth.TRUE_COLOUR).ink(frame.style(x, y));
                assertThat(row.style(x)).as("%d,%d", x, y).isEqualTo(wanted.equals(Ink.PLAIN) ? Role.NORMAL : wanted);
            }
        }
    }

    @Test
    void aFrameIsOneWriteBetweenSynchronizedMarks() throws IOException {
        String bytes = draw(text("hello"));
        assertThat(wire.writes).isEqualTo(1);
        assertThat(bytes).startsWith("\u001b[?2026h").endsWith("\u001b[?2026l").contains("hello");
        assertThat(bytes).doesNotContain("[6n");
        assertShown(text("hello"));
    }

    @Test
    void nothingNewIsNoWrite() throws IOException {
        draw(text("hello"));
        assertThat(draw(text("hello"))).isEmpty();
    }

    @Test
    void onlyTheDifferenceIsWritten() throws IOException {
        draw(text("hello", "world"));
        String bytes = draw(text("hello", "wordy"));
        assertThat(bytes).contains("dy").doesNotContain("hello").doesNotContain("wor");
        assertThat(bytes.length()).isLessThan(60);
    }

    @Test
    void afterForgettingEverythingIsWritten() throws IOException {
        draw(text("hello"));
        writer.forget();
        assertThat(draw(text("hello"))).contains("hello", "\u001b[2J");
    }

    @Test
    void anotherSizeIsDrawnAnew() throws IOException {
        draw(text("hello"));
        size = new Size(10, 3);
        terminal = new Pane(size, 0);
        assertThat(draw(text("smaller"))).contains("\u001b[2J");
        assertShown(text("smaller"));
    }

    @Test
    void aFrameOfAnotherSizeIsClipped() throws IOException {
        Frame large = text("0123456789 漢字 abcdefghijk");
        size = new Size(12, 2);
        terminal = new Pane(size, 0);
        draw(large);
        assertThat(terminal.text(0)).isEqualTo("0123456789");
    }

    @Test
    void theCursorIsWhereTheOperatorTypes() throws IOException {
        Canvas canvas = new Canvas(size);
        canvas.cursor(3, 2);
        assertThat(draw(canvas.frame())).contains("\u001b[3;4H");
        assertThat(draw(text("x"))).contains("\u001b[?25l");
    }

    @Test
    void asciiTerminalsGetAscii() throws IOException {
        writer = new FrameWriter(wire, new TerminalSetup(Theme.NONE, ColourDepth.ANSI_16, true, false), size);
        draw(text("✔ 漢 é ─"));
        assertThat(terminal.text(0)).isEqualTo("+ ?? ? -");
        assertThat(wire.toByteArray()).isEqualTo(wire.toString(UTF_8).getBytes(US_ASCII));
    }

    @Test
    void anySequenceOfFramesArrivesAsItIs() throws IOException {
        Random random = new Random(5);
        String[] words = {"漢字", "abc", "🚀", "e\u0301", "x", "    ", "한글", "─│", "\uE0B0", "ﾊﾝ", "กำ", "✅"};
        Style[] styles = {
            Role.NORMAL, Role.OK, Role.FAIL, Role.HEADER, new Ink(3, 200, Ink.ITALIC), Role.OK.under(Role.SELECTED)
        };
        Canvas canvas = new Canvas(size);
        for (int i = 0; i < 1500; i++) {
            for (int j = random.nextInt(8); j >= 0; j--) {
                String word = words[random.nextInt(words.length)];
                Style style = styles[random.nextInt(styles.length)];
                canvas.put(random.nextInt(26) - 2, random.nextInt(size.rows()), word, style);
            }
            Frame frame = canvas.frame();
            draw(frame);
            assertShown(frame);
        }
    }

    @Test
    void moreGlyphsThanThereAreAliases() throws IOException {
        size = new Size(80, 20);
        terminal = new Pane(size, 0);
        for (int i = 0; i < 40; i++) {
            StringBuilder rows = new StringBuilder();
            for (int j = 0; j < 40; j++) {
                rows.appendCodePoint(0x4E00 + i * 400 + j * 3)
                        .append((char) ('a' + j % 26))
                        .append("\u0301");
            }
            Canvas canvas = new Canvas(size);
            for (int y = 0; y < 20; y++) {
                canvas.put(0, y, rows.substring(y), Role.NORMAL);
            }
            draw(canvas.frame());
            assertShown(canvas.frame());
        }
    }
}
