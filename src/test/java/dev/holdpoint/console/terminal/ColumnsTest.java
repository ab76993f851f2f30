package dev.holdpoint.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ColumnsTest {
    @Test
    void measures() {
        assertThat(Columns.of("abc")).isEqualTo(3);
        assertThat(Columns.of("漢字")).isEqualTo(4);
        assertThat(Columns.of("e\u0301")).isEqualTo(1);
        assertThat(Columns.of("🚀")).isEqualTo(2);
    }

    @Test
    void everyGlyphIsOneColumnAndHasAnAsciiTwin() {
        assertThat(Glyph.values())
                .allSatisfy(glyph -> assertThat(Columns.of(glyph.text())).isEqualTo(1))
                .allSatisfy(glyph -> assertThat(glyph.ascii()).matches("[ -~]{1,2}"));
    }

    @Test
    void theTwinOfAStepsStateIsNoOtherSign() {
        var states = EnumSet.range(Glyph.TO_DO, Glyph.SOAKING);
        assertThat(states).extracting(Glyph::ascii).doesNotHaveDuplicates().containsSequence(".", ">", "+", "x", "#");
        var others = EnumSet.complementOf(states);
        others.remove(Glyph.HORIZONTAL); // a border is no sign of its own
        others.remove(Glyph.DASH);
        assertThat(others)
                .extracting(Glyph::ascii)
                .doesNotContainAnyElementsOf(states.stream().map(Glyph::ascii).toList());
    }

    @Test
    void cuts() {
        assertThat(Columns.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Columns.cut("abcdef", 5)).isEqualTo("abcd…");
        assertThat(Columns.cut("漢字漢", 4)).isEqualTo("漢…");
        assertThat(Columns.cut("abc", 0)).isEmpty();
        assertThat(Columns.cutStart("/a/long/path", 6)).isEqualTo("…/path");
        assertThat(Columns.cutStart("漢字漢", 4)).isEqualTo("…漢");
    }

    @Test
    void pads() {
        assertThat(Columns.pad("ab", 4)).isEqualTo("ab  ");
        assertThat(Columns.padLeft("ab", 4)).isEqualTo("  ab");
        assertThat(Columns.pad("abcde", 4)).isEqualTo("abc…");
        assertThat(Columns.of(Columns.pad("漢字漢", 4))).isEqualTo(4);
    }

    /** Every frame wraps what it shows, and keys wait meanwhile: twice the text is twice the time, and not four times. */
    @Test
    @Timeout(20)
    void aLineOfMegabytesIsWrappedAtOnce() {
        for (var piece : List.of("x", "word ", "漢")) {
            var text = piece.repeat(1_000_000 / piece.length());
            var lines = Columns.wrap(text, 80);
            assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
            assertThat(lines).allMatch(it -> Columns.of(it) <= 80);
        }
    }

    @Test
    void whatGoesOnIsSetIn() {
        assertThat(Columns.wrap("# the quick brown fox\nls", 12, 2))
                .containsExactly("# the quick", "  brown fox", "ls");
        assertThat(Columns.wrap("if\n  # the quick brown fox\nfi", 16, 2))
                .containsExactly("if", "  # the quick", "    brown fox", "fi");
        assertThat(Columns.wrap(" ".repeat(20) + "the quick", 10, 2)).containsExactly("the quick");
        assertThat(Columns.wrap("        the", 12, 2)).containsExactly("        the");
        assertThat(Columns.wrap("the quick", 3, 2)).containsExactly("the", "qui", "ck");
    }

    @Test
    void wraps() {
        assertThat(Columns.wrap("the quick brown fox", 10)).containsExactly("the quick", "brown fox");
        assertThat(Columns.wrap("one\n\ntwo", 10)).containsExactly("one", "", "two");
        assertThat(Columns.wrap("abcdefghijkl", 5)).containsExactly("abcde", "fghij", "kl");
        assertThat(Columns.wrap("  indented text", 11)).containsExactly("  indented", "text");
        assertThat(Columns.wrap("漢字漢字", 5)).containsExactly("漢字", "漢字");
        assertThat(Columns.wrap("", 5)).containsExactly("");
    }
}
