package dev.holdpoint.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSetupTest {
    private static Map<String, String> env(String pairs) {
        Map<String, String> env = new HashMap<>();
        for (String pair : pairs.split(" ", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                env.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return env;
    }

    @ParameterizedTest
    @CsvSource({
        ", '', DARK",
        ", 'COLORFGBG=15;0', DARK",
        ", 'COLORFGBG=0;15', LIGHT",
        ", 'COLORFGBG=0;default;15', LIGHT",
        ", 'NO_COLOR=1 COLORFGBG=0;15', NONE",
        ", 'HOLDPOINT_THEME=light NO_COLOR=1', LIGHT",
        "dark, 'HOLDPOINT_THEME=light NO_COLOR=1', DARK",
        ", 'TERM=vt220', NONE",
    })
    void theme(@Nullable String option, String env, Theme theme) {
        assertThat(TerminalSetup.of(option, env(env)).theme()).isEqualTo(theme);
    }

    @Test
    void anUnknownThemeIsRefusedInOneLine() {
        assertThatThrownBy(() -> TerminalSetup.of("pink", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--theme: 'pink' is no theme; write dark, light or none");
    }

    @ParameterizedTest
    @CsvSource({
        "'LANG=C.UTF-8', false",
        "'LANG=en_US.utf8', false",
        "'', true",
        "'LANG=C', true",
        "'LC_ALL=C LANG=C.UTF-8', true",
        "'LC_ALL= LC_CTYPE=de_DE.UTF-8 LANG=C', false",
        "'LANG=C.UTF-8 HOLDPOINT_ASCII=1', true",
        "'LANG=C HOLDPOINT_ASCII=0', false",
    })
    void ascii(String env, boolean ascii) {
        assertThat(TerminalSetup.of(null, env(env)).ascii()).isEqualTo(ascii);
    }

    /** Asked before a run is begun. */
    @Test
    void aTerminalWithoutAScreenIsRefused() {
        assertThat(TtyScreen.refusal(Map.of()).orElseThrow())
                .contains("TERM is ''")
                .contains("--line");
        assertThat(TtyScreen.refusal(Map.of("TERM", "dumb"))).isPresent();
        assertThat(TtyScreen.refusal(Map.of("TERM", "xterm"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'TERM=xterm', ANSI_16",
        "'TERM=screen', ANSI_16",
        "'TERM=linux', ANSI_16",
        "'TERM=tmux-256color', PALETTE_256",
        "'TERM=xterm-kitty', PALETTE_256",
        "'TERM=xterm COLORTERM=truecolor', TRUE_COLOUR",
        "'TERM=xterm-direct', TRUE_COLOUR",
    })
    void colours(String env, ColourDepth depth) {
        assertThat(TerminalSetup.of(null, env(env)).depth()).isEqualTo(depth);
    }

    @ParameterizedTest
    @CsvSource({"0x000000, 16", "0xffffff, 231", "0xff0000, 196", "0x808080, 244", "0x5f87af, 67"})
    void nearestOf256(String rgb, int index) {
        assertThat(ColourDepth.to256(Integer.decode(rgb))).isEqualTo(index);
    }

    @ParameterizedTest
    @CsvSource({"0x000000, 0", "0xffffff, 15", "0xfe0000, 9", "0x00c000, 2"})
    void nearestOf16(String rgb, int index) {
        assertThat(ColourDepth.to16(Integer.decode(rgb))).isEqualTo(index);
    }
}
