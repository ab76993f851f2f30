package dev.holdpoint.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.line.Ear.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JLine's editor as line mode uses it: keys in, lines and bytes out. */
class KeyboardTest {
    private static final List<String> LINES = List.of("run", "retry", "run backup", "run read-only");

    private final Keys keys = new Keys(new Bell());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long now = System.nanoTime() + Duration.ofHours(1).toNanos();

    private Keyboard keyboard(boolean dumb) throws IOException {
        return new Keyboard(
                keys,
                out,
                dumb,
                () -> new Size(80, 24),
                line -> LINES.stream()
                        .filter(it -> it.startsWith(line) && it.contains(" ") == line.contains(" "))
                        .toList());
    }

    /** A hand's pause between the keys. */
    private void type(String text) {
        text.chars().forEach(it -> {
            now += Duration.ofMillis(150).toNanos();
            keys.came((char) it, now);
        });
    }

    private void paste(String text) {
        now += Duration.ofSeconds(1).toNanos();
        text.chars().forEach(it -> keys.came((char) it, now));
    }

    private String shown() {
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLineIsTypedAndMended(boolean dumb) throws Exception {
        type("skop\u007f\u007fip x\r");
        assertThat(keyboard(dumb).ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Line("skip x"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsSentThatAddressesTheCursorOrClearsAnything(boolean dumb) throws Exception {
        type("it's a \"line\" \\ 100% \u001b[D\u001b[D!\u0001x\u0005y\u0010\u000e\t\r");
        keyboard(dumb).ask("a> ", Kind.COMMAND, "");
        var rest = dumb ? shown() : shown().replaceAll("\u001b\\[(\\?2004[hl]|[AC])", "");
        assertThat(rest).doesNotContain("\u001b").contains("a> ");
    }

    /** On a serial line each sign counts, and everything else waits behind them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsPastedIsNotWrittenAnewForEachSign(boolean dumb) throws Exception {
        var log = "some log line with text 12345 ".repeat(200).strip();
        paste(log + "\r");
        assertThat(keyboard(dumb).ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Line(log));
        assertThat(shown()).contains("12345").hasSizeLessThan(4 * log.length());
    }

    @Test
    void theArrowsEditWhereTheTerminalKnowsThem() throws Exception {
        type("rn\u001b[Du\r");
        assertThat(keyboard(false).ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Line("run"));
    }

    @Test
    void quotesAndBackslashesAreOnlyLetters() throws Exception {
        type("it's \"so\" \\ !\r");
        assertThat(keyboard(false).ask("why> ", Kind.WORDS, "")).isEqualTo(new Heard.Line("it's \"so\" \\ !"));
    }

    @Test
    void tabCompletesAndSaysWhatThereIs() throws Exception {
        type("r\tu\t");
        type("r\t\r");
        assertThat(keyboard(true).ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Line("run read-only "));
        assertThat(shown()).contains("run\nretry\n");
    }

    @Test
    void commandsAreRememberedAndNothingElseIs() throws Exception {
        var keyboard = keyboard(false);
        type("list\r");
        keyboard.ask("a> ", Kind.COMMAND, "");
        type("because\r");
        keyboard.ask("why> ", Kind.WORDS, "");
        type("\u001b[A\r");
        assertThat(keyboard.ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Line("list"));
    }

    @Test
    void aSecretIsNotShown() throws Exception {
        type("sesame\r");
        assertThat(keyboard(false).ask("password> ", Kind.SECRET, "")).isEqualTo(new Heard.Line("sesame"));
        assertThat(shown()).contains("password> ").doesNotContain("es", "same", "*");
    }

    @Test
    void ctrlCAndCtrlDAreHeard() throws Exception {
        var keyboard = keyboard(false);
        type("abc\u0003");
        assertThat(keyboard.ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Interrupted());
        type("\u0004");
        assertThat(keyboard.ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Ended(false));
        keys.end();
        assertThat(keyboard.ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Ended(true));
    }

    @Test
    void aTypedPhraseIsHeard() throws Exception {
        var keyboard = keyboard(false);
        assertThat(hears(keyboard, () -> type("red database\r"))).isEqualTo(new Heard.Line("red database"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"red database", "main", "red database\r", "\u001b[200~red database\u001b[201~"})
    void aPastedPhraseIsNot(String pasted) throws Exception {
        var keyboard = keyboard(false);
        assertThat(hears(keyboard, () -> {
                    paste(pasted);
                    type("\r");
                }))
                .isEqualTo(new Heard.Pasted());
    }

    /** What is there before a phrase is asked for is forgotten: so the keys come once it waits for them. */
    private Heard hears(Keyboard keyboard, Runnable comes) throws InterruptedException {
        var hand = Thread.ofVirtual().start(() -> {
            while (!shown().contains("> ")) {
                Thread.onSpinWait();
            }
            comes.run();
        });
        var heard = keyboard.ask("> ", Kind.PHRASE, "");
        hand.join();
        return heard;
    }

    @Test
    void aPasteFillsALineAndEndsNone() throws Exception {
        var keyboard = keyboard(false);
        paste("\u001b[200~note one\rtwo\r\u001b[201~");
        type("!\r");
        assertThat(keyboard.ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Line("note one two !"));
    }

    @Test
    void crLfIsOneEnter() {
        Stream.of('\r', '\n', '\n', '\r').forEach(it -> keys.came(it, 0));
        assertThat(Stream.generate(keys::poll).limit(4)).containsExactly((int) '\r', (int) '\r', (int) '\r', Ear.NONE);
    }

    @Test
    void anEnterFromBeforeThePromptIsNoAnswer() throws Exception {
        keys.came('\r', System.nanoTime() - 1);
        type("list\r");
        assertThat(keyboard(false).ask("a> ", Kind.COMMAND, "")).isEqualTo(new Heard.Line("list"));
    }

    @Test
    void aLetterThatWasPressedBeginsTheLine() throws Exception {
        type("ist\r");
        assertThat(keyboard(false).ask("a> ", Kind.COMMAND, "l")).isEqualTo(new Heard.Line("list"));
    }
}
