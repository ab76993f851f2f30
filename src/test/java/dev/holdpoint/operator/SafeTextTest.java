package dev.holdpoint.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTextTest {
    @ParameterizedTest
    @CsvSource({
        "'plain text', 'plain text'",
        "'ERROR:  relation \u001b[31m\"x\"\u001b[0m', 'ERROR: relation \"x\"'",
        "'a\u001b]0;title\u0007b', 'ab'",
        "'a\u001b]52;c;AAAA\u001b\\b', 'ab'",
        "'one\ntwo\r\nthree\tfour', 'one two three four'",
        "'a\u202Eb\u200Bc', 'abc'",
        "'a\u009b31mb', 'ab'",
        "'e\u0301\u0301\u0301\u0301\u0301\u0301', 'e\u0301\u0301\u0301\u0301'",
        "'end\u001b', 'end'",
        "'end\u001b[', 'end'",
        "'\u001b(Bx', 'x'",
    })
    void oneLine(String untrusted, String safe) {
        assertThat(SafeText.line(untrusted)).isEqualTo(safe);
    }

    @Test
    void keepsLineEndsWhereTheyAreWanted() {
        assertThat(SafeText.lines("a\r\nb\u001b[1mc\rd\n")).isEqualTo("a\nbc\nd\n");
    }

    @Test
    void anUnfinishedTitleHidesOnlyItsLine() {
        assertThat(SafeText.lines("a\u001b]0;hidden\nvisible")).isEqualTo("a\nvisible");
    }

    @ParameterizedTest
    @MethodSource("dev.holdpoint.console.pane.HostileOutputTest#attacks")
    void nothingThatATerminalObeysIsLeft(String attack) {
        assertSafe(attack);
    }

    @Test
    void noiseIsSafeToo() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder noise = new StringBuilder();
            for (int j = 0; j < 40; j++) {
                noise.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000)));
            }
            assertSafe(noise.toString());
        }
    }

    private static void assertSafe(String untrusted) {
        assertThat(SafeText.line(untrusted).codePoints())
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE);
    }
}
