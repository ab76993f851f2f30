package dev.holdpoint.console.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDecoderTest {
    private final List<Key> keys = new ArrayList<>();
    private final KeyDecoder decoder = new KeyDecoder(keys::add);

    private void type(String bytes) {
        feed(bytes.getBytes(UTF_8));
    }

    private void feed(byte... bytes) {
        decoder.feed(bytes, bytes.length);
    }

    private List<String> labels() {
        return keys.stream().map(Key::label).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'a', a",
        "' ', space",
        "'é', é",
        "'🚀', 🚀",
        "'\r', enter",
        "'\t', tab",
        "'\u007f', backspace",
        "'\b', backspace",
        "'\u0003', ctrl-c",
        "'\u001a', ctrl-z",
        "'\u0000', ctrl-space",
        "'\u001c', ctrl-\\",
        "'\u001bx', alt-x",
        "'\u001b\r', alt-enter",
        "'\u001b\u0003', ctrl-alt-c",
        "'\u001b[A', up",
        "'\u001bOB', down",
        "'\u001b[1;5C', ctrl-right",
        "'\u001b[1;2D', shift-left",
        "'\u001b[1;3A', alt-up",
        "'\u001b[H', home",
        "'\u001b[4~', end",
        "'\u001b[5~', page-up",
        "'\u001b[6;5~', ctrl-page-down",
        "'\u001b[2~', insert",
        "'\u001b[3~', delete",
        "'\u001b[Z', shift-tab",
        "'\u001bOP', f1",
        "'\u001b[[E', f5",
        "'\u001b[15~', f5",
        "'\u001b[17~', f6",
        "'\u001b[24~', f12",
        "'\u001b[24;2~', shift-f12",
        "'\u001b[27;5;13~', ctrl-enter",
        "'\u001b[97;5u', ctrl-a",
        "'\u001b[<64;10;5M', wheel-up",
        "'\u001b[<65;10;5M', wheel-down",
    })
    void knowsTheKeys(String bytes, String label) {
        type(bytes);
        assertThat(labels()).containsExactly(label);
    }

    @Test
    void theWheelSaysWhere() {
        type("\u001b[<64;10;5M");
        assertThat(keys).containsExactly(new Key.Wheel(9, 4, -1));
    }

    @Test
    void clicksAndFocusAndReportsAreNoKeys() {
        type("\u001b[<0;1;1M\u001b[<0;1;1m\u001b[I\u001b[O\u001b[?1;2c\u001b]11;rgb:0/0/0\u0007\u001bP1$r0m\u001b\\x");
        assertThat(labels()).containsExactly("x");
    }

    @Test
    void aLoneEscapeWaitsForMore() {
        type("\u001b");
        assertThat(keys).isEmpty();
        assertThat(decoder.patience()).isEqualTo(KeyDecoder.ESCAPE_MILLIS);
        decoder.flush();
        assertThat(labels()).containsExactly("escape");
        assertThat(decoder.patience()).isEqualTo(-1);
    }

    @Test
    void twoEscapesAreTwo() {
        type("\u001b\u001b");
        decoder.flush();
        assertThat(labels()).containsExactly("escape", "escape");
    }

    @Test
    void sequencesMayBeSplitAnywhere() {
        String all = "a\u001b[1;5Cé\u001bOP\u001b[200~漢\u001b[201~🚀\u001b[<65;3;4M";
        for (byte b : all.getBytes(UTF_8)) {
            feed(b);
        }
        assertThat(labels()).containsExactly("a", "ctrl-right", "é", "f1", "paste", "🚀", "wheel-down");
    }

    @Test
    void aBurstLosesNothing() {
        type("q".repeat(10_000) + "\u001b[A".repeat(10_000));
        assertThat(keys).hasSize(20_000);
    }

    @Test
    void aPasteIsTextAndNothingElse() {
        type("\u001b[200~rm -rf /\r\u001b[A\u0003 \u001b[20\u001b[201~x");
        assertThat(keys).containsExactly(new Key.Paste("rm -rf /\n[A [20"), Key.of('x'));
    }

    @Test
    void anUnfinishedPasteComesAfterAWhile() {
        type("\u001b[200~abc");
        assertThat(decoder.patience()).isEqualTo(KeyDecoder.PASTE_MILLIS);
        decoder.flush();
        assertThat(keys).containsExactly(new Key.Paste("abc"));
    }

    @Test
    void brokenCharactersAreDropped() {
        feed((byte) 0xC3, (byte) 'a', (byte) 0xFF, (byte) 0x9b, (byte) 'b');
        assertThat(labels()).containsExactly("a", "b");
    }

    @Test
    void neverGivesAControlCharacterWhateverComes() {
        Random random = new Random(11);
        for (int run = 0; run < 3000; run++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            for (int i = 0; i < noise.length; i++) {
                noise[i] = random.nextInt(3) == 0 ? (byte) "\u001b[;<~0125ABM]PO".charAt(random.nextInt(15)) : noise[i];
            }
            feed(noise);
            decoder.flush();
        }
        assertThat(keys).isNotEmpty().allSatisfy(KeyDecoderTest::assertSound);
        keys.clear();
        decoder.flush();
        type("\u0018\u0018z");
        assertThat(labels()).endsWith("z");
    }

    private static void assertSound(Key key) {
        switch (key) {
            case Key.Char typed ->
                assertThat(Character.isISOControl(typed.codePoint()))
                        .as(key.label())
                        .isFalse();
            case Key.Paste paste ->
                assertThat(paste.text().codePoints())
                        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
            case Key.Wheel wheel -> assertThat(wheel.x()).isNotNegative();
            case Key.Named named -> assertThat(named.label()).isNotBlank();
        }
    }
}
