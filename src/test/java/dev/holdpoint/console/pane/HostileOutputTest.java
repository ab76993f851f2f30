package dev.holdpoint.console.pane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.terminal.Size;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileOutputTest {
    /** Attacks that terminals have fallen for, each followed by a line that must still be readable. */
    static List<String> attacks() {
        return List.of(
                "\u001b]0;title\u0007",
                "\u001b]2;title\u001b\\",
                "\u001b]52;c;cm0gLXJmIC8K\u0007",
                "\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\",
                "\u001b]1337;File=name=x:AAAA\u0007",
                "\u001b[c\u001b[>c\u001b[6n\u001b[5n\u001b[?6n\u001b[18t\u001b[21t",
                "\u001bP$qm\u001b\\",
                "\u001bP1;1|17/17\u001b\\",
                "\u001b_Gf=100;AAAA\u001b\\",
                "\u001b^private\u001b\\",
                "\u001bXstart of string\u001b\\",
                "\u001b[?1000h\u001b[?1006h\u001b[?2004h\u001b[?25l\u001b[?5h",
                "\u001b[8;1;1t\u001b[3;0;0t",
                "\u001b[4i\u001b[?5i",
                "\u001b(0\u001b)B\u001b%G\u000e\u000f",
                "\u001b#8",
                "\u0007\u0007\u0005\u0000\u007f",
                "\u001b[999999999999999999999999m",
                "\u001b[" + "1;".repeat(5000) + "m",
                "\u001b[\u0000\u0001m",
                "\u009b31m\u009d0;x\u009c",
                "\u202Egnp.exe\u202C \u2066x\u2069 \u200F\uFEFF",
                "a" + "\u0301".repeat(10_000),
                "\u2028\u2029\u0085",
                "\uDB40\uDC41\uDB40\uDC7F",
                "\u001b[99999S\u001b[99999T\u001b[99999L\u001b[99999M\u001b[99999@\u001b[99999P\u001b[99999b",
                "\u001b[99999A\u001b[99999D\u001b[0;0H\u001b[r\u001b[5;2r\u001b[2;3r\u001b[?6h\u001b[r",
                "\u001b[?1049h\u001b[?47l\u001b[?1047h\u001bc",
                "\u001b[?7l" + "x".repeat(300) + "\u001b[?7h",
                "\u001b]unfinished title",
                "\u001b[3",
                "\u001b");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void nothingThatATerminalObeysGetsThrough(String attack) {
        Pane pane = Panes.of(40, 6, attack + "\nstill here\n");
        Panes.assertSound(pane);
        assertThat(Panes.texts(pane)).anyMatch(row -> row.contains("still here"));
        assertThat(String.join("", Panes.texts(pane))).doesNotContain("title", "cm0g", "private", "start of string");
    }

    /** A step with a terminal is answered, and by nothing that its output could have made up. */
    @ParameterizedTest
    @MethodSource("attacks")
    void norThroughATerminalOfItsOwn(String attack) {
        Pane pane = new Pane(new Size(40, 6), 64, true);
        pane.write((attack + "\r\nstill here\r\n").getBytes(UTF_8));
        Panes.assertSound(pane);
        assertThat(String.join("", Panes.texts(pane))).doesNotContain("title", "cm0g", "private", "start of string");
        assertHarmless(pane.answers());
    }

    /** Answers go to the step: numbers, in the few forms that a terminal has for them. */
    private static void assertHarmless(String answers) {
        assertThat(answers).hasSizeLessThan(1000).matches("(\u001b\\[(\\?1;2c|>0;0;0c|0n|\\??[0-9]+;[0-9]+R))*");
    }

    @Test
    void eightBitControlsAreBrokenUtf8() {
        Pane pane = new Pane(new Size(40, 4));
        pane.write("\u009b31mx\u009d0;t\u009c".getBytes(ISO_8859_1));
        Panes.assertSound(pane);
        assertThat(pane.text(0)).isEqualTo("\uFFFD31mx\uFFFD0;t\uFFFD");
    }

    @Test
    void brokenUtf8IsShownAsBroken() {
        Pane pane = new Pane(new Size(40, 4));
        pane.write(new byte[] {'a', (byte) 0xC0, (byte) 0xAF, (byte) 0xE2, (byte) 0x82, 'b', (byte) 0xED, (byte) 0xA0});
        pane.write("\nnext".getBytes(UTF_8));
        Panes.assertSound(pane);
        assertThat(pane.text(0)).startsWith("a").contains("\uFFFDb");
        assertThat(pane.text(1)).isEqualTo("next");
    }

    @Test
    void tenMegabytesWithoutALineEndFit() {
        Pane pane = new Pane(new Size(100, 10), 1000);
        byte[] flood = "x".repeat(1 << 20).getBytes(UTF_8);
        for (int i = 0; i < 10; i++) {
            pane.write(flood);
        }
        Panes.assertSound(pane);
        assertThat(pane.lines()).isEqualTo(1);
        assertThat(pane.lastRow() - pane.firstRow()).isLessThan(2048);
    }

    @Test
    void aPictureInADeviceStringEndsSomewhere() {
        Pane pane = Panes.of(40, 4, "\u001bPq" + "#0;2;0;0;0~~@@\n".repeat(10_000));
        Panes.assertSound(pane);
        pane.write("\nvisible\n".getBytes(UTF_8));
        assertThat(Panes.texts(pane)).contains("visible");
    }

    @RepeatedTest(60)
    void randomBytesNeverBreakIt(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        for (int i = 0; i < 50; i++) {
            fuzz(random);
        }
    }

    private static void fuzz(Random random) {
        Size size = new Size(1 + random.nextInt(30), 1 + random.nextInt(8));
        Pane pane = new Pane(size, random.nextInt(40), random.nextBoolean());
        for (int i = 0; i < 12; i++) {
            pane.write(random.nextBoolean() ? noise(random) : sequences(random));
            if (random.nextInt(4) == 0) {
                pane.resize(new Size(1 + random.nextInt(30), 1 + random.nextInt(8)));
            }
            pane.find("a1", pane.firstRow(), Direction.DOWN);
            pane.window(Scroll.TAIL.move(pane, -random.nextInt(9), 4), 4);
            assertHarmless(pane.answers());
        }
        Panes.assertSound(pane);
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Noise that looks like output: far more of it reaches the interesting code. */
    private static byte[] sequences(Random random) {
        String[] words = {
            "\u001b[",
            "\u001b]",
            "\u001bP",
            "\u001b",
            "\u001b\\",
            ";",
            ":",
            "?",
            "7",
            "1049",
            "h",
            "l",
            "38;5;1m",
            "0m",
            "r",
            "H",
            "A",
            "B",
            "J",
            "K",
            "L",
            "M",
            "P",
            "@",
            "S",
            "T",
            "X",
            "b",
            "\r",
            "\n",
            "\b",
            "\t",
            "a1",
            "漢字",
            "🚀",
            "e\u0301",
            "\u200d",
            "\u202e",
            "é",
            " ",
            "12",
            "3",
            "999",
            "7l",
            "4;9r",
            "\u001b7",
            "\u001b8",
            "\u001bM",
            "\u001b(0",
            "\u001b)0",
            "\u000e",
            "\u000f",
            "\u001b[6n",
            "\u001b[c",
            "\u001b[?1h"
        };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(words[random.nextInt(words.length)]);
        }
        return text.toString().getBytes(UTF_8);
    }
}
