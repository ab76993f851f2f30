package dev.holdpoint.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CanvasTest {
    private final Canvas canvas = new Canvas(new Size(10, 3));

    @Test
    void drawsTextAndSaysWhereItEnds() {
        assertThat(canvas.put(2, 1, "héy", Role.OK)).isEqualTo(5);
        assertThat(canvas.frame().text()).isEqualTo("\n  héy\n\n");
        assertThat(canvas.frame().style(2, 1)).isEqualTo(Role.OK);
        assertThat(canvas.frame().style(5, 1)).isEqualTo(Role.NORMAL);
    }

    @Test
    void clipsAtAllEdges() {
        canvas.put(-2, 0, "abcd", Role.NORMAL);
        canvas.put(8, 1, "abcd", Role.NORMAL);
        canvas.put(0, 3, "below", Role.NORMAL);
        canvas.put(0, -1, "above", Role.NORMAL);
        assertThat(canvas.frame().text()).isEqualTo("cd\n        ab\n\n");
    }

    @Test
    void noHalfOfAWideCharacterAtAnEdge() {
        canvas.put(9, 0, "漢", Role.OK);
        canvas.put(-1, 1, "漢x", Role.OK);
        assertThat(canvas.frame().text()).isEqualTo("\n x\n\n");
        assertThat(canvas.frame().style(9, 0)).isEqualTo(Role.OK);
    }

    @Test
    void overwritingHalfAWideCharacterRemovesTheOther() {
        canvas.put(0, 0, "漢字", Role.NORMAL);
        canvas.put(1, 0, "x", Role.NORMAL);
        assertThat(canvas.frame().row(0)).isEqualTo(" x字");
        canvas.put(2, 0, "y", Role.NORMAL);
        assertThat(canvas.frame().row(0)).isEqualTo(" xy");
    }

    @Test
    void partsClipToo() {
        Canvas part = canvas.in(new Rect(2, 1, 4, 1));
        part.put(1, 0, "abcdef", Role.NORMAL);
        part.put(0, 1, "no", Role.NORMAL);
        part.cursor(3, 0);
        assertThat(canvas.frame().text()).isEqualTo("\n   abc\n\n");
        assertThat(canvas.frame().cursor()).isEqualTo(new Frame.Cursor(5, 1));
    }

    @Test
    void boxesAndBars() {
        canvas.box(canvas.whole(), "A long title", Role.BORDER, Role.TITLE);
        canvas.bar(1, 1, 8, 0.5);
        assertThat(canvas.frame().text()).isEqualTo("╭ A lon… ╮\n│▰▰▰▰▱▱▱▱│\n╰────────╯\n");
        assertThat(canvas.frame().ascii().text()).isEqualTo("/ A lo.. \\\n|||||____|\n\\--------/\n");
    }

    @Test
    void aHighlightKeepsTheColourBelow() {
        canvas.put(0, 0, "✔", Role.OK);
        canvas.highlight(new Rect(0, 0, 10, 1), Role.SELECTED);
        assertThat(canvas.frame().style(0, 0)).isEqualTo(new Layered(Role.OK, Role.SELECTED));
        assertThat(canvas.frame().style(1, 0)).isEqualTo(Role.SELECTED);
    }

    @Test
    void nothingATerminalObeysBecomesACell() {
        canvas.put(0, 0, "a\u001b[2J\u0007\n\u202Eb\u200d\uFE0F", Role.NORMAL);
        assertThat(canvas.frame().row(0)).isEqualTo("a\uFFFD[2J\uFFFD b");
    }

    @Test
    void framesAreValues() {
        canvas.put(0, 0, "a", Role.NORMAL);
        Frame before = canvas.frame();
        assertThat(canvas.frame()).isEqualTo(before).hasSameHashCodeAs(before);
        canvas.put(0, 0, "b", Role.NORMAL);
        assertThat(before.row(0)).isEqualTo("a");
        assertThat(canvas.frame()).isNotEqualTo(before);
    }

    @Test
    void randomDrawingNeverLeavesHalves() {
        Random random = new Random(3);
        String[] words = {"漢", "a", "🚀", "e\u0301", "字x", " "};
        for (int i = 0; i < 5000; i++) {
            canvas.put(random.nextInt(14) - 2, random.nextInt(3), words[random.nextInt(words.length)], Role.NORMAL);
            Frame frame = canvas.frame();
            for (int y = 0; y < 3; y++) {
                assertThat(Columns.of(rowWithSpaces(frame, y))).isEqualTo(10);
            }
        }
    }

    private static String rowWithSpaces(Frame frame, int y) {
        StringBuilder row = new StringBuilder();
        for (int x = 0; x < frame.size().cols(); x++) {
            row.append(frame.glyph(x, y));
        }
        return row.toString();
    }
}
