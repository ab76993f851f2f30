package dev.holdpoint.console.pane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Size;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScrollTest {
    private static final int HEIGHT = 5;

    private final Pane pane = Panes.of(20, HEIGHT, rows(0, 20));

    private static String rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "row " + i + "\n").collect(Collectors.joining());
    }

    private String top(Scroll scroll) {
        return pane.window(scroll, HEIGHT).rows().getFirst().text();
    }

    @Test
    void theTailIsFollowed() {
        assertThat(top(Scroll.TAIL)).isEqualTo("row 15");
        pane.write(rows(20, 30).getBytes(UTF_8));
        assertThat(top(Scroll.TAIL)).isEqualTo("row 25");
        assertThat(pane.window(Scroll.TAIL, HEIGHT).since()).isZero();
    }

    @Test
    void whoScrollsUpStaysAndIsToldHowMuchHasCome() {
        Scroll up = Scroll.TAIL.move(pane, -3, HEIGHT);
        pane.write(rows(20, 27).getBytes(UTF_8));
        assertThat(top(up)).isEqualTo("row 12");
        assertThat(pane.window(up, HEIGHT).since()).isEqualTo(7);
    }

    @Test
    void whoReachesTheEndFollowsAgain() {
        Scroll up = Scroll.TAIL.move(pane, -3, HEIGHT);
        assertThat(up.move(pane, 2, HEIGHT).following()).isFalse();
        assertThat(up.move(pane, 3, HEIGHT)).isEqualTo(Scroll.TAIL);
    }

    @Test
    void itEndsAtTheOldestRow() {
        assertThat(top(Scroll.TAIL.move(pane, -1000, HEIGHT))).isEqualTo("row 0");
        assertThat(top(Scroll.TAIL.home(pane, HEIGHT))).isEqualTo("row 0");
    }

    @Test
    void rowsThatAreForgottenGiveWayToTheOldestThatAreKept() {
        Scroll home = Scroll.TAIL.home(pane, HEIGHT);
        pane.write(rows(20, 1000).getBytes(UTF_8));
        assertThat(pane.window(home, HEIGHT).rows()).hasSize(HEIGHT);
        assertThat(pane.window(home, HEIGHT).top()).isEqualTo(pane.firstRow());
    }

    @Test
    void aMatchIsShownWhereverItIs() {
        Scroll found = Scroll.TAIL.show(pane, 3, HEIGHT);
        assertThat(pane.window(found, HEIGHT).rows().stream().map(Line::text)).contains("row 3");
        assertThat(found.show(pane, 4, HEIGHT)).isEqualTo(found);
        assertThat(Scroll.TAIL.show(pane, 17, HEIGHT).topOf(pane, HEIGHT)).isEqualTo(15);
    }

    @Test
    void aResizeKeepsThePlace() {
        Pane wide = Panes.of(10, HEIGHT, "0123456789abcde\n".repeat(20));
        Scroll up = Scroll.TAIL.move(wide, -10, HEIGHT).move(wide, -1, HEIGHT);
        long line = up.topOf(wide, HEIGHT) / 2;
        Scroll moved = up.moved(wide.resize(new Size(30, HEIGHT)));
        assertThat(moved.topOf(wide, HEIGHT)).isEqualTo(line);
    }

    @Test
    void aPaneThatIsNotFullBeginsAtItsFirstRow() {
        Pane few = Panes.of(20, HEIGHT, "one\ntwo\n");
        assertThat(few.window(Scroll.TAIL, HEIGHT).rows()).hasSize(2);
        assertThat(Scroll.TAIL.move(few, -1, HEIGHT)).isEqualTo(Scroll.TAIL);
    }
}
