package dev.holdpoint.console.pane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindTest {
    private final Pane pane = Panes.of(10, 4, "alpha\nBeta\n漢 gamma\nbeta\n0123456needle789\n");

    @Test
    void findsDownwardsFromARow() {
        assertThat(pane.find("beta", 0, Direction.DOWN)).contains(new Match(1, 0, 4));
        assertThat(pane.find("beta", 2, Direction.DOWN)).contains(new Match(3, 0, 4));
        assertThat(pane.find("beta", 4, Direction.DOWN)).isEmpty();
    }

    @Test
    void findsUpwards() {
        assertThat(pane.find("beta", 5, Direction.UP)).contains(new Match(3, 0, 4));
        assertThat(pane.find("alpha", 0, Direction.UP)).isPresent();
        assertThat(pane.find("alpha", -1, Direction.UP)).isEmpty();
    }

    @Test
    void capitalsCount() {
        assertThat(pane.find("Beta", 2, Direction.DOWN)).isEmpty();
        assertThat(pane.find("Beta", 0, Direction.DOWN)).contains(new Match(1, 0, 4));
    }

    @Test
    void countsColumnsNotCharacters() {
        assertThat(pane.find("gamma", 0, Direction.DOWN)).contains(new Match(2, 3, 5));
    }

    @Test
    void findsWhatThePaneHasWrapped() {
        assertThat(pane.find("needle", 0, Direction.DOWN)).contains(new Match(4, 7, 3));
        assertThat(pane.find("dle7", 0, Direction.DOWN)).contains(new Match(5, 0, 4));
    }

    @Test
    void nothingIsFoundForNothing() {
        assertThat(pane.find("", 0, Direction.DOWN)).isEmpty();
    }
}
