package dev.holdpoint.line;

import static dev.holdpoint.console.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.Sample;
import dev.holdpoint.run.Intent;
import dev.holdpoint.step.Outcome;
import org.junit.jupiter.api.Test;

/** What a program prints, as lines that no terminal obeys. */
class OutpourTest {
    private static String saidOf(String printed) throws InterruptedException {
        var dialogue =
                Dialogue.of(Sample.with().phase("One", step("a", "A")).plan()).begun();
        dialogue.script.says("");
        dialogue.script.meanwhile(() -> {
            dialogue.run.prints("a", printed);
            dialogue.run.ends("a", Outcome.done("all"));
        });
        var said = dialogue.talk();
        return said.substring(said.indexOf("a starts"), said.indexOf("a is done"))
                .lines()
                .skip(2)
                .reduce("", (all, line) -> all + line + "\n");
    }

    @Test
    void linesAreSaidAsTheyAre() throws InterruptedException {
        assertThat(saidOf("one\n  two  three\n\nfour")).isEqualTo("one\n  two  three\nfour\n");
    }

    @Test
    void aBarThatWasDrawnOverItselfIsSaidAsItWasLast() throws InterruptedException {
        assertThat(saidOf("10 %\r50 %\r100 %\r\nnext\n")).isEqualTo("100 %\nnext\n");
    }

    @Test
    void nothingReachesTheTerminalThatItWouldObey() throws InterruptedException {
        var hostile =
                "\u001b]52;c;aGk=\u0007a\u001b[2J\u001b[31mred\u001b[0m \u009b5n\u001b]0;title\u001b\\b\u001bPq\u001b\\ \u202eabc\u0008\n";
        var said = saidOf(hostile);
        assertThat(said).contains("red").doesNotContain("title", "aGk=");
        assertThat(said.chars().filter(it -> it != '\n'))
                .allMatch(it -> it >= ' ' && it != 0x7f && (it < 0x80 || it > 0x9f) && it != 0x202e);
    }

    @Test
    void whatWasPrintedBeforeWeCameIsNotSaidAgain() throws InterruptedException {
        var dialogue =
                Dialogue.of(Sample.with().phase("One", step("a", "A")).plan()).begun();
        dialogue.run.take(new Intent.StartStep("a"));
        dialogue.run.prints("a", "an old line\n".repeat(200));
        dialogue.run.ends("a", Outcome.failed("broken", "mend it"));
        dialogue.script.says("skip a nobody needs it");
        assertThat(dialogue.talk()).contains("a is skipped").doesNotContain("an old line");
    }

    @Test
    void aStepThatRanWhenWeCameIsFollowedFromItsLastLines() throws InterruptedException {
        var dialogue =
                Dialogue.of(Sample.with().phase("One", step("a", "A")).plan()).begun();
        dialogue.run.take(new Intent.StartStep("a"));
        dialogue.run.prints("a", "an old line\n".repeat(200));
        dialogue.script.meanwhile(() -> dialogue.run.prints("a", "a new line\n"));
        dialogue.script.meanwhile(() -> dialogue.run.ends("a", Outcome.done("all")));
        var said = dialogue.talk();
        assertThat(said).contains("1,376 bytes of output not said").contains("a new line");
        assertThat(said.split("an old line")).hasSizeLessThan(100);
    }

    @Test
    void aLineWithoutAnEndIsSaidInPieces() throws InterruptedException {
        var said = saidOf("x".repeat(10_000));
        assertThat(said.lines()).hasSize(3).allMatch(it -> it.length() <= 4096);
    }

    @Test
    void whoIsFarBehindSkipsToTheTail() throws InterruptedException {
        var said = saidOf("line of a flood\n".repeat(100_000) + "the end\n");
        assertThat(said).contains("bytes of output not said; all of it is in").endsWith("the end\n");
        assertThat(said.length()).isLessThan(20_000);
    }
}
