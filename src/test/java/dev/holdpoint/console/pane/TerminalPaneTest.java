package dev.holdpoint.console.pane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.terminal.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program at a terminal of its own may expect of it, and what the output of a pipe must not be taken for. */
class TerminalPaneTest {
    private static final String ESC = "\u001b";

    private final Pane pane = new Pane(new Size(20, 5), 64, true);

    private Pane prints(String output) {
        pane.write(output.getBytes(UTF_8));
        return pane;
    }

    @Test
    void aLineFeedKeepsItsColumn() {
        assertThat(Panes.texts(prints("one\ntwo\r\nthree"))).containsExactly("one", "   two", "three");
        assertThat(Panes.texts(Panes.of(20, 5, "one\ntwo"))).containsExactly("one", "two");
        prints(ESC + "Efour");
        assertThat(Panes.texts(pane)).contains("four");
    }

    @Test
    void linesAndCornersAreDrawn() {
        prints(ESC + "(0lqk" + ESC + "(B lqk");
        assertThat(pane.text(0)).isEqualTo("┌─┐ lqk");
        prints("\r\n" + ESC + ")0\u000emqj\u000f mqj");
        assertThat(pane.text(1)).isEqualTo("└─┘ mqj");
    }

    @Test
    void aPipeThatCarriesThemStaysReadable() {
        assertThat(Panes.texts(Panes.of(20, 5, ESC + "(0lqk"))).containsExactly("lqk");
    }

    @Test
    void arrowsAreApplicationKeysWhereTheProgramWantsThem() {
        assertThat(pane.applicationKeys()).isFalse();
        assertThat(prints(ESC + "[?1h").applicationKeys()).isTrue();
        assertThat(prints(ESC + "[?1l").applicationKeys()).isFalse();
        assertThat(prints(ESC + "[?1h" + ESC + "c").applicationKeys()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'[6n', '[2;4R'",
        "'[?6n', '[?2;4R'",
        "'[5n', '[0n'",
        "'[c', '[?1;2c'",
        "'[0c', '[?1;2c'",
        "'[>c', '[>0;0;0c'",
        "'[=c', ''",
        "'[18t', ''",
        "']11;?\u0007', ''",
    })
    void questionsAreAnswered(String asked, String answer) {
        prints("one\r\ntwo" + ESC + asked);
        assertThat(pane.answers()).isEqualTo(answer.isEmpty() ? "" : ESC + answer);
        assertThat(pane.answers()).isEmpty();
    }

    @Test
    void aPipeAsksNothing() {
        assertThat(Panes.of(20, 5, ESC + "[6n" + ESC + "[c" + ESC + "[>c").answers())
                .isEmpty();
    }

    @Test
    void aFloodOfQuestionsGetsNoFloodOfAnswers() {
        prints((ESC + "[6n" + ESC + "[c").repeat(10_000));
        assertThat(pane.answers().length()).isLessThan(1000);
    }

    @Test
    void theCursorIsWhereTheProgramIsUnlessItHidesIt() {
        prints("$ echo");
        assertThat(pane.window(Scroll.TAIL, 5).cursor()).isEqualTo(new Window.Cell(6, 0));
        prints("\r\n".repeat(7));
        assertThat(pane.window(Scroll.TAIL, 5).cursor()).isEqualTo(new Window.Cell(0, 4));
        assertThat(pane.window(Scroll.TAIL.move(pane, -3, 5), 5).cursor()).isNull();
        prints(ESC + "[?25l");
        assertThat(pane.window(Scroll.TAIL, 5).cursor()).isNull();
        prints(ESC + "[?25h");
        assertThat(pane.window(Scroll.TAIL, 5).cursor()).isNotNull();
    }
}
