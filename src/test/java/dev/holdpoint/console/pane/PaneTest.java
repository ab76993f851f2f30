package dev.holdpoint.console.pane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.terminal.Ink;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaneTest {
    private static final String ESC = "\u001b";

    private static List<String> shown(String output) {
        return Panes.texts(Panes.of(10, 4, output));
    }

    private static Line first(String output) {
        return Panes.all(Panes.of(40, 4, output)).getFirst();
    }

    @Test
    void printsLines() {
        assertThat(shown("one\ntwo\r\nthree\n")).containsExactly("one", "two", "three");
    }

    @Test
    void saysHowManyOfItsLinesAreStillThere() {
        var pane = new Pane(new Size(10, 4), 100);
        var few = "a line that wraps\n".repeat(50).getBytes(UTF_8);
        pane.write(few);
        assertThat(pane.kept()).isEqualTo(50).isEqualTo(pane.lines());
        pane.write(few);
        assertThat(pane.lines()).isEqualTo(100);
        assertThat(pane.kept()).isBetween(60L, 70L);
        pane.resize(new Size(40, 4));
        assertThat(pane.kept()).as("wider rows bring nothing back").isBetween(60L, 70L);
    }

    @Test
    void wrapsWhatIsTooLong() {
        assertThat(shown("0123456789abc\nx")).containsExactly("0123456789", "abc", "x");
    }

    @Test
    void aFullRowAndALineEndAreOneRow() {
        assertThat(shown("0123456789\nx")).containsExactly("0123456789", "x");
    }

    @Test
    void carriageReturnsOverwrite() {
        assertThat(shown(" 10 %\r 58 %\r100 %")).containsExactly("100 %");
    }

    @ParameterizedTest
    @CsvSource({
        "'abc\b\bX', 'aXc'",
        "'a\tb', 'a       b'",
        "'abcdef\u001b[3DX', 'abcXef'",
        "'abc\r\u001b[KX', 'X'",
        "'abcdef\u001b[3D\u001b[K', 'abc'",
        "'abcdef\u001b[2D\u001b[1K', '     f'",
        "'abcdef\u001b[2K', ''",
        "'abcdef\u001b[1GX', 'Xbcdef'",
        "'abcdef\u001b[2G\u001b[2P', 'adef'",
        "'abcdef\u001b[2G\u001b[2@', 'a  bcdef'",
        "'abcdef\u001b[2G\u001b[2X', 'a  def'",
        "'ab\u001b[3b', 'abbbb'",
    })
    void editsARow(String output, String row) {
        assertThat(shown(output)).containsExactly(row);
    }

    @Test
    void theCursorStaysInThePane() {
        assertThat(shown(ESC + "[99;99Hx" + ESC + "[HA")).containsExactly("A", "", "", "         x");
    }

    @Test
    void movesUpToDrawABlockAnew() {
        assertThat(shown("a 1\nb 1\n" + ESC + "[2Aa 2\nb 2\n")).containsExactly("a 2", "b 2");
    }

    @Test
    void scrollsARegion() {
        assertThat(shown("1\n2\n3\n4" + ESC + "[2;3r" + ESC + "[3;1H\nX")).containsExactly("1", "3", "X", "4");
    }

    @Test
    void insertsAndDeletesLines() {
        assertThat(shown("1\n2\n3" + ESC + "[2;1H" + ESC + "[L")).containsExactly("1", "", "2", "3");
        assertThat(shown("1\n2\n3" + ESC + "[2;1H" + ESC + "[M")).startsWith("1", "3");
    }

    @Test
    void keepsHistoryAboveTheScreen() {
        String output = String.join(
                "\n", IntStream.range(0, 50).mapToObj(i -> "row " + i).toList());
        assertThat(shown(output)).hasSize(50).startsWith("row 0").endsWith("row 49");
    }

    @Test
    void forgetsTheOldestRows() {
        Pane pane = Panes.of(10, 4, "x\n".repeat(100_000));
        assertThat(pane.lines()).isEqualTo(100_000);
        assertThat(pane.lastRow()).isEqualTo(99_999);
        assertThat(pane.lastRow() - pane.firstRow()).isBetween(64L, 130L);
    }

    @Test
    void clearingTheScreenKeepsHistory() {
        assertThat(shown("1\n2\n3\n4\n5\n6" + ESC + "[H" + ESC + "[2J" + ESC + "[3Jnew"))
                .containsExactly("1", "2", "new", "", "", "");
    }

    @Test
    void colours() {
        assertThat(first("a" + ESC + "[31mb").style(0)).isEqualTo(Role.NORMAL);
        assertThat(first(ESC + "[1;31mb").style(0)).isEqualTo(new Ink(1, Ink.DEFAULT, Ink.BOLD));
        assertThat(first(ESC + "[97;104mb").style(0)).isEqualTo(new Ink(15, 12, 0));
        assertThat(first(ESC + "[38;5;208mb").style(0)).isEqualTo(new Ink(208, Ink.DEFAULT, 0));
        assertThat(first(ESC + "[38;2;1;2;3;4mb").style(0))
                .isEqualTo(new Ink(Ink.rgb(1, 2, 3), Ink.DEFAULT, Ink.UNDERLINE));
        assertThat(first(ESC + "[48:2::1:2:3mb").style(0)).isEqualTo(new Ink(Ink.DEFAULT, Ink.rgb(1, 2, 3), 0));
        assertThat(first(ESC + "[7m" + ESC + "[mb").style(0)).isEqualTo(Role.NORMAL);
    }

    @Test
    void erasedCellsTakeTheBackground() {
        Line line = first(ESC + "[44m" + ESC + "[K");
        assertThat(line.cols()).isEqualTo(40);
        assertThat(line.style(39)).isEqualTo(new Ink(Ink.DEFAULT, 4, 0));
    }

    @Test
    void hiddenTextIsShown() {
        assertThat(first(ESC + "[8mpassword").text()).isEqualTo("password");
    }

    @Test
    void wideCharactersTakeTwoCells() {
        Line line = first("漢a");
        assertThat(line.cols()).isEqualTo(3);
        assertThat(line.glyph(1)).isEmpty();
        assertThat(shown("123456789漢")).containsExactly("123456789", "漢");
    }

    @Test
    void overwritingHalfAWideCharacterRemovesAllOfIt() {
        assertThat(shown("漢\rx")).containsExactly("x");
        assertThat(shown("漢\u001b[2Gx")).containsExactly(" x");
    }

    @Test
    void combiningMarksStayWithTheirLetter() {
        Line line = first("e\u0301x");
        assertThat(line.cols()).isEqualTo(2);
        assertThat(line.glyph(0)).isEqualTo("e\u0301");
    }

    @Test
    void charactersMayBeCutBetweenWrites() {
        Pane pane = new Pane(new Size(20, 2));
        for (byte b : "é漢🚀\u001b[31mx".getBytes(UTF_8)) {
            pane.write(new byte[] {b});
        }
        assertThat(pane.text(0)).isEqualTo("é漢🚀x");
    }

    @Test
    void theAlternateScreenIsAPageOfItsOwn() {
        Pane pane = Panes.of(10, 4, "before\n" + ESC + "[?1049h" + ESC + "[2;2Hvi");
        assertThat(pane.isFullScreen()).isTrue();
        assertThat(Panes.texts(pane)).containsExactly("", " vi");
        pane.write((ESC + "[?1049lafter").getBytes(UTF_8));
        assertThat(pane.isFullScreen()).isFalse();
        assertThat(Panes.texts(pane)).containsExactly("before", "after");
    }

    @Test
    void anotherWidthWrapsAnew() {
        Pane pane = Panes.of(10, 4, "0123456789abcdef\nshort\n" + "漢".repeat(6));
        pane.resize(new Size(20, 4));
        assertThat(Panes.texts(pane)).containsExactly("0123456789abcdef", "short", "漢".repeat(6));
        pane.resize(new Size(7, 4));
        assertThat(Panes.texts(pane)).containsExactly("0123456", "789abcd", "ef", "short", "漢漢漢", "漢漢漢");
        pane.write("!".getBytes(UTF_8));
        assertThat(Panes.texts(pane)).endsWith("漢漢漢!");
    }

    @Test
    void aProgressBarGoesOnAfterAResize() {
        Pane pane = Panes.of(10, 4, "log\n 10 %");
        pane.resize(new Size(30, 10));
        pane.write("\r 20 %".getBytes(UTF_8));
        assertThat(Panes.texts(pane)).containsExactly("log", " 20 %");
    }

    @Test
    void countsLines() {
        assertThat(Panes.of(10, 4, "").lines()).isZero();
        assertThat(Panes.of(10, 4, "a\nb\n").lines()).isEqualTo(2);
        assertThat(Panes.of(10, 4, "a\nb").lines()).isEqualTo(2);
    }

    @Test
    void moreColoursThanItKeepsAreDrawnPlain() {
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            output.append("\r\u001b[38;2;%d;%d;7mx".formatted(i >> 8, i & 255));
        }
        assertThat(first(output.toString()).style(0)).isEqualTo(Role.NORMAL);
    }
}
