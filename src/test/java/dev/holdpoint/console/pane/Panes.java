package dev.holdpoint.console.pane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.terminal.Clusters;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Size;
import java.util.List;

/** What the tests of panes share. */
final class Panes {
    private Panes() {}

    /** A small pane that has printed {@code output}. */
    static Pane of(int cols, int rows, String output) {
        Pane pane = new Pane(new Size(cols, rows), 64);
        pane.write(output.getBytes(UTF_8));
        return pane;
    }

    /** All rows as text, without spaces at their ends. */
    static List<String> texts(Pane pane) {
        return all(pane).stream().map(line -> line.text().stripTrailing()).toList();
    }

    static List<Line> all(Pane pane) {
        return pane.rows(pane.firstRow(), (int) (pane.lastRow() - pane.firstRow() + 1));
    }

    /** What must hold whatever has been printed: no control characters, no halves, nothing too wide. */
    static void assertSound(Pane pane) {
        Size size = pane.size();
        assertThat(pane.lastRow()).isGreaterThanOrEqualTo(pane.firstRow());
        assertThat(pane.lastRow() - pane.firstRow()).isLessThan(4096);
        for (Line line : all(pane)) {
            assertThat(line.cols()).isLessThanOrEqualTo(size.cols());
            for (int x = 0; x < line.cols(); x++) {
                assertCell(line, x);
            }
        }
    }

    private static void assertCell(Line line, int x) {
        String glyph = line.glyph(x);
        if (glyph.isEmpty()) {
            assertThat(x).isPositive();
            assertThat(Clusters.width(line.glyph(x - 1).codePointAt(0))).isEqualTo(2);
            return;
        }
        boolean harmless = glyph.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
        assertThat(harmless).as("cell %s", glyph.codePoints().boxed().toList()).isTrue();
        assertThat(glyph.length()).isLessThanOrEqualTo(6);
        if (Clusters.width(glyph.codePointAt(0)) == 2) {
            assertThat(x + 1).isLessThan(line.cols());
            assertThat(line.glyph(x + 1)).isEmpty();
        }
    }
}
