package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hand can do about a window that is over, and about what would not last. */
class SenseKeysTest {
    @Test
    void yReleasesAfterTheWindowsEnd() {
        assertThat(gate(SenseScenes.pastWindow().keys("y"))).isInstanceOf(Gate.Counting.class);
    }

    @Test
    void noOtherKeyDoes() {
        for (var key : new String[] {"enter", "space", "x", "Y", "a"}) {
            assertThat(gate(SenseScenes.pastWindow().keys(key))).as(key).isInstanceOf(Gate.Waiting.class);
        }
        assertThat(gate(SenseScenes.pastWindow().key(new Key.Paste("y")))).isInstanceOf(Gate.Waiting.class);
    }

    @Test
    void escapeTakesThePhraseBack() {
        assertThat(gate(SenseScenes.pastWindow().keys("esc"))).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void whatWouldNotLastIsGoneOnInSpiteOfWithAReason() {
        var scene = SenseScenes.shortWindow();
        assertThat(gate(scene)).isInstanceOf(Gate.Locked.class);
        scene.keys("a").types("the owner has agreed").keys("enter", "c");
        assertThat(scene.run().intents()).contains(new Intent.GoOnAnyway("switch", "the owner has agreed"));
        assertThat(gate(scene)).isInstanceOf(Gate.Sensing.class);
    }

    @Test
    void redRingsTheBell() {
        var scene = SenseScenes.kept();
        int before = scene.bells();
        scene.run().hear(new Signal.KeptSeen("quiet", 1, List.of()));
        assertThat(scene.look().bells()).isEqualTo(before + 1);
    }

    private static Gate gate(Scene scene) {
        return scene.run().run().status("switch").gate();
    }

    @Test
    void aSoakSaysHowMuchOfItIsLeftAndItsGateIsOnlyShown() {
        var scene = SenseScenes.soaking();
        assertThat(scene.frame(120, 36).text()).contains("g shows it").doesNotContain("0 checks", "g opens it");
        assertThat(scene.keys("g").frame(120, 36).text())
                .contains("Locked: soaks 24h after switch, 23h 10m left")
                .doesNotContain("they are not over", "c arms it");
    }
}
