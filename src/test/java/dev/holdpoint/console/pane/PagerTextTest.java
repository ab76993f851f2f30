package dev.holdpoint.console.pane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerTextTest {
    private static String clean(String text) {
        var pager = new PagerText();
        var whole = pager.take(text.toCharArray(), text.length());
        var again = new PagerText();
        var pieces = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            pieces.append(again.take(new char[] {text.charAt(i)}, 1));
        }
        assertThat(pieces).as("cut anywhere").hasToString(whole);
        return whole + pager.end();
    }

    @Test
    void textLineEndsTabsAndColoursStay() {
        assertThat(clean("a\tb\r\n\u001b[1;31mred\u001b[m 🚀 ä\n"))
                .isEqualTo("a\tb\n\u001b[1;31mred\u001b[m 🚀 ä\n\u001b[0m");
    }

    @Test
    void aProgressBarIsALineForEachOfItsStates() {
        assertThat(clean("10 %\r20 %\r\n")).isEqualTo("10 %\n20 %\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'a\u001b[2Jb', ab",
        "'a\u001b[?1049hb', ab",
        "'a\u001b]0;title\u0007b', ab",
        "'a\u001b]52;c;cm0gLXJm\u001b\\b', ab",
        "'a\u001bPq\u001b\\b', ab",
        "'a\u001bcb', ab",
        "'a\u001b(0b', ab",
        "'a\u009b2Jb', ab",
        "'a\u009d0;x\u009cb', ab",
        "'a\b\u0007\u0000b', ab",
        "'a\u202eb', ab",
        "'a\uDB40\uDC41\uDB40\uDC7Fb', ab",
        "'a\uDB40b', ab",
        "'a\uDC41b', ab",
        "'a\u0301\u0301\u0301\u0301\u0301\u0301b', a\u0301\u0301\u0301\u0301b",
        "'a\u001b[>4;1mb', ab",
        "'a\u001b[31\u001b[2Jb', ab"
    })
    void whatSteersATerminalGoes(String text, String expected) {
        assertThat(clean(text)).isEqualTo(expected);
    }
}
