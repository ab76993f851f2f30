package dev.holdpoint.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.Sample;
import dev.holdpoint.run.RunFold;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The vocabulary, and times as they are said. */
class WordTest {
    @Test
    void wordsAndStepsAreCompleted() {
        var run = RunFold.of(Sample.replit()).run();
        assertThat(Word.complete("s", run)).containsExactly("stop", "skip");
        assertThat(Word.complete("skip re", run)).containsExactly("skip ready", "skip read-only");
        assertThat(Word.complete("run-on ", run)).isEmpty();
    }

    @Test
    void theScreensWordsMeanTheSame() {
        assertThat(Word.read("mark-done move it is there")).contains(new Word.Said(Word.DONE, "move it is there"));
        assertThat(Word.read("Interrupt")).contains(new Word.Said(Word.CANCEL, ""));
        assertThat(Word.read("q")).contains(new Word.Said(Word.QUIT, ""));
        assertThat(Word.read("zoom")).isEmpty();
    }

    /** Reasons are written for both. */
    @Test
    void aColonIsTheScreens() {
        assertThat(Word.read(":close door it is shut")).contains(new Word.Said(Word.CLOSE, "door it is shut"));
        assertThat(Word.spoken("still open: door (:close door and how); or :hand ITEM NAME DUE, at 18:00, :zoom"))
                .isEqualTo("still open: door (close door and how); or hand ITEM NAME DUE, at 18:00, :zoom");
    }

    @Test
    void timesAreSaidInWords() {
        assertThat(Spoken.span(Duration.ZERO)).isEqualTo("less than a second");
        assertThat(Spoken.span(Duration.ofSeconds(61))).isEqualTo("1 minute 1 second");
        assertThat(Spoken.span(Duration.ofMinutes(125))).isEqualTo("2 hours 5 minutes");
        assertThat(Spoken.span(Duration.ofHours(24))).isEqualTo("24 hours");
    }
}
