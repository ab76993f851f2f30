package dev.holdpoint.console.terminal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class GoldenFramesTest {
    private static Frame frame(String title) {
        Canvas canvas = new Canvas(new Size(24, 5));
        canvas.box(canvas.whole(), title, Role.BORDER_FOCUS, Role.TITLE);
        canvas.put(2, 1, Line.of("✔ ", Role.OK).add("漢字 done", Role.NORMAL).under(Role.SELECTED, 0, 4));
        canvas.put(2, 2, "red", new Ink(1, Ink.rgb(16, 32, 48), Ink.BOLD));
        canvas.bar(2, 3, 10, 0.3);
        canvas.cursor(2, 2);
        return canvas.frame();
    }

    @Test
    void aFrameLooksLikeItsPicture() {
        GoldenFrames.assertGolden("terminal/box", frame("Checklist"));
    }

    @Test
    void andItsAsciiTwinToo() {
        GoldenFrames.assertGolden("terminal/box-ascii", frame("Checklist").ascii());
    }

    @Test
    void aDifferenceFails() {
        assumeThat(Boolean.getBoolean("golden.update")).isFalse();
        assertThatThrownBy(() -> GoldenFrames.assertGolden("terminal/box", frame("Other")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> GoldenFrames.assertGolden("terminal/none", frame("Other")))
                .hasMessageContaining("-Dgolden.update=true");
    }
}
