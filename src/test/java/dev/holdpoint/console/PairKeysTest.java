package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.model.Panel;
import dev.holdpoint.run.Approvals.How;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Keys at a gate that waits for other people, and keys of somebody who only watches. */
class PairKeysTest {
    @Test
    void thePhraseAloneStartsNoCountdown() {
        var scene = PairScenes.waiting();
        assertThat(gate(scene)).isInstanceOf(Gate.Waiting.class);
        PairScenes.approves(scene, "bob", How.CODE);
        assertThat(gate(scene)).isInstanceOf(Gate.Counting.class);
        assertThat(scene.at().notice()).isNotNull();
    }

    @Test
    void leavingTakesThePhraseBack() {
        var scene = PairScenes.waiting().keys("esc");
        assertThat(scene.at().panel()).isNull();
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
        PairScenes.approves(scene, "bob", How.SESSION);
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void aCountdownThatBeginsElsewhereIsShownSoThatAKeyStopsIt() {
        var scene = PairScenes.waiting().keys("p").types("bob");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Asking.class);
        PairScenes.approves(scene, "dave", How.SESSION);
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
        scene.keys("x");
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void aCodeIsTypedWithItsName() {
        for (var scene :
                List.of(PairScenes.waiting().keys("p"), PairScenes.asked().keys("f2"))) {
            scene.types("bob 123 456").keys("enter");
            assertThat(scene.run().intents().getLast()).isEqualTo(new Intent.SpeakCode("switch", "bob", "123 456"));
            assertThat(scene.at().panel()).as("what was typed stays").isInstanceOf(Panel.Asking.class);
            assertThat(Objects.requireNonNull(scene.at().notice()).text()).contains("nobody can judge");
        }
    }

    /** What runs is none of theirs, and goes on. */
    @Test
    void whoWatchesLeavesWithoutBeingAsked() {
        var scene = PairScenes.watching().keys("q");
        assertThat(scene.left()).isTrue();
    }

    @Test
    void lettersAtAnArmedGateAreThePhrase() {
        var scene = PairScenes.asked().keys("p");
        assertThat(scene.at().panel())
                .isInstanceOfSatisfying(
                        Panel.AtGate.class, it -> assertThat(it.input().text()).isEqualTo("p"));
    }

    @Test
    void noCodeWhereNobodyIsAsked() {
        var scene = Scenes.armed().keys("f2");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Asking.class);
        assertThat(scene.frame(120, 36).text()).contains("asks for no approvals");
    }

    @Test
    void whoWatchesIsToldWhoDrives() {
        for (var key : List.of("R", "s", "u", "n", "m", "ctrl-c", "space", "o", "r")) {
            var scene = PairScenes.watching();
            var before = scene.run().intents().size();
            scene.keys(key);
            assertThat(scene.at().notice()).as(key).isNotNull();
            assertThat(Objects.requireNonNull(scene.at().notice()).text())
                    .as(key)
                    .isEqualTo("read-only: alice drives");
            assertThat(scene.at().panel()).as(key).isNull();
            assertThat(scene.run().intents()).as(key).hasSize(before);
        }
    }

    @Test
    void whoWatchesLooksAround() {
        var scene = PairScenes.watching().keys("tab", "z", "?", "esc", "k");
        assertThat(scene.at().notice()).isNull();
        assertThat(scene.at().zoomed()).isTrue();
    }

    @Test
    void whoWatchesAGateTypesNothing() {
        var scene = PairScenes.watchingGate();
        var before = scene.run().intents().size();
        scene.types(PairScenes.PHRASE).keys("enter", "c", "p", "f2", "f5");
        assertThat(scene.run().intents()).hasSize(before);
        assertThat(Objects.requireNonNull(scene.at().notice()).text()).isEqualTo("read-only: alice drives");
        assertThat(scene.keys("esc").at().panel()).isNull();
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
        assertThat(scene.keys("enter").at().panel()).isInstanceOf(Panel.AtGate.class);
        assertThat(scene.run().intents()).hasSize(before);
    }

    @Test
    void whoWatchesStopsNoCountdown() {
        var scene = PairScenes.waiting();
        PairScenes.approves(scene, "bob", How.CODE);
        scene.at().watch();
        var before = scene.run().intents().size();
        scene.keys("x", "esc").after(Duration.ofSeconds(1));
        assertThat(scene.run().intents()).hasSize(before);
        assertThat(gate(scene)).isInstanceOf(Gate.Counting.class);
    }

    private static Gate gate(Scene scene) {
        return scene.state().status("switch").gate();
    }
}
