package dev.holdpoint.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PainterTest {
    private static Ink paint(Theme theme, ColourDepth depth, Style style) {
        return new Painter(theme, depth).ink(style);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void withoutColourThereIsNone(Role role) {
        Ink ink = paint(Theme.NONE, ColourDepth.TRUE_COLOUR, role);
        assertThat(ink.fg()).isEqualTo(Ink.DEFAULT);
        assertThat(ink.bg()).isEqualTo(Ink.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void sixteenColoursAreEnough(Role role) {
        for (Theme theme : Theme.values()) {
            assertThat(paint(theme, ColourDepth.ANSI_16, role).fg()).isLessThan(16);
            assertThat(paint(theme, ColourDepth.PALETTE_256, role).bg()).isLessThan(256);
        }
    }

    @Test
    void greenStaysGreenOnTheSelectedRow() {
        Ink ok = paint(Theme.DARK, ColourDepth.TRUE_COLOUR, Role.OK);
        Ink both = paint(Theme.DARK, ColourDepth.TRUE_COLOUR, Role.OK.under(Role.SELECTED));
        assertThat(both.fg()).isEqualTo(ok.fg());
        assertThat(both.bg())
                .isEqualTo(paint(Theme.DARK, ColourDepth.TRUE_COLOUR, Role.SELECTED)
                        .bg());
    }

    @Test
    void aHighlightOfAHighlightIsTheLast() {
        assertThat(Role.OK.under(Role.SELECTED).under(Role.MATCH)).isEqualTo(new Layered(Role.OK, Role.MATCH));
    }

    @Test
    void outputOfStepsIsFittedToTheTerminal() {
        Ink red = new Ink(Ink.rgb(255, 0, 0), 208, Ink.UNDERLINE);
        assertThat(paint(Theme.DARK, ColourDepth.TRUE_COLOUR, red)).isEqualTo(red);
        assertThat(paint(Theme.DARK, ColourDepth.PALETTE_256, red)).isEqualTo(new Ink(196, 208, Ink.UNDERLINE));
        assertThat(paint(Theme.DARK, ColourDepth.ANSI_16, red).fg()).isEqualTo(9);
        assertThat(paint(Theme.NONE, ColourDepth.TRUE_COLOUR, red))
                .isEqualTo(new Ink(Ink.DEFAULT, Ink.DEFAULT, Ink.UNDERLINE));
    }
}
