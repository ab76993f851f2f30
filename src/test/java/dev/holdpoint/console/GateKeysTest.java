package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.model.Looking.Page;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Signal;
import dev.holdpoint.run.StepState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A hold point from the opening of its gate to its release, by keys. */
class GateKeysTest {
    private static final String PHRASE = "stacktracker-migration-db";

    @Test
    void openingTheGateHasItsChecksLookedAt() {
        var scene = Scenes.hold().keys("enter");
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
        assertThat(gate(scene)).isInstanceOf(Gate.Sensing.class);
    }

    @Test
    void aGateWhoseNeedsAreMissingOpensAndStaysLocked() {
        var scene = Scenes.prepared().keys(":").types("goto switch").keys("enter", "g");
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
        assertThat(gate(scene)).isInstanceOf(Gate.Locked.class);
        assertThat(scene.frame(120, 36).text()).contains("Locked: needs move first.");
    }

    @Test
    void cLooksAtTheChecksAgain() {
        var scene = Scenes.locked().keys("c");
        assertThat(gate(scene)).isInstanceOf(Gate.Sensing.class);
    }

    @Test
    void thePhraseIsTypedAndCountsDown() {
        var scene = Scenes.armed().types(PHRASE).keys("enter");
        assertThat(gate(scene)).isInstanceOf(Gate.Counting.class);
    }

    @Test
    void aWrongPhraseIsTold() {
        var scene = Scenes.armed().types("stacktracker").keys("enter");
        assertThat(gate(scene))
                .isInstanceOfSatisfying(
                        Gate.Armed.class, it -> assertThat(it.mistyped()).isEqualTo(1));
        assertThat(MainKeysTest.notice(scene)).isEqualTo("that was not the phrase");
        assertThat(panel(scene).input().isEmpty()).isTrue();
        assertThat(scene.frame(120, 36).text()).contains("2 tries left");
    }

    @Test
    void everyKeyStopsTheCountdown() {
        for (var key : new String[] {"space", "enter", "esc", "x", "ctrl-c"}) {
            var scene = Scenes.counting().keys(key);
            assertThat(gate(scene)).as(key).isInstanceOf(Gate.Armed.class);
        }
    }

    @Test
    void theShellIsReachedFromAFormAndFromAGateButNotFromACountdown() {
        for (var scene : List.of(Scenes.ready(), Scenes.form(), Scenes.armed(), Scenes.locked())) {
            assertThat(MainKeysTest.notice(scene.keys("ctrl-z"))).isEqualTo("suspended");
        }
        var counting = Scenes.counting().keys("ctrl-z");
        assertThat(counting.at().notice()).isNull();
        assertThat(gate(counting)).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void aMarkedPasteIsRefused() {
        var scene = Scenes.armed().key(new Key.Paste(PHRASE)).keys("enter");
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
        assertThat(scene.run().intents()).noneMatch(Intent.TypePhrase.class::isInstance);
    }

    @Test
    void aPasteWithoutMarksIsRefusedByItsSpeed() {
        var scene = Scenes.armed();
        burst(scene, PHRASE);
        assertThat(MainKeysTest.notice(scene)).contains("pasting is refused");
        assertThat(panel(scene).input().text().length()).isLessThan(6);
        scene.keys("enter");
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void aShortPasteIsRefusedToo() {
        var scene = Scenes.armed();
        burst(scene, "main");
        scene.keys("enter");
        assertThat(MainKeysTest.notice(scene)).contains("pasting is refused");
        assertThat(scene.run().intents()).noneMatch(Intent.TypePhrase.class::isInstance);
    }

    private static void burst(Scene scene, String text) {
        long at = scene.nanos() + Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < text.length(); i++) {
            scene.at(Key.of(text.charAt(i)), at + i * 20_000L);
        }
    }

    @Test
    void aReleaseClosesTheGateAndShowsTheStep() {
        var scene = Scenes.released();
        assertThat(scene.at().panel()).isNull();
        assertThat(scene.at().page()).isEqualTo(Page.STEP);
        assertThat(scene.state().status("switch").state()).isEqualTo(StepState.RUNNING);
    }

    @Test
    void aKeyThatComesTooLateToStopItDoesNothingElse() {
        var scene = Scenes.counting().after(Duration.ofSeconds(4));
        scene.run().hear(new Signal.Tick());
        scene.run().senses("switch", scene.green("a", "", 0), scene.green("b", "", 0), scene.green("c", "", 0));
        scene.look().keys("space");
        assertThat(scene.at().panel()).isNull();
        assertThat(MainKeysTest.notice(scene)).contains("too late");
        scene.after(Duration.ofSeconds(2)).keys("space");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Filling.class);
    }

    @Test
    void helpAtTheGateComesBackToIt() {
        var scene = Scenes.locked().keys("?");
        assertThat(scene.at().panel()).isInstanceOf(Panel.Helping.class);
        scene.keys("esc");
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
        scene.keys("s").types("not tonight").keys("enter");
        assertThat(scene.at().panel()).isNull();
    }

    @Test
    void escLeavesTheGateAsItIs() {
        var scene = Scenes.armed().types("stack").keys("esc");
        assertThat(scene.at().panel()).isNull();
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void noRedCheckIsOutOfSightAndTheRestCanBeScrolledTo() {
        var scene = GateScenes.crowded();
        assertThat(scene.frame(60, 20).text()).contains("✘ replication", "✘ nobody writes", "more lines");
        scene.keys("down");
        assertThat(scene.frame(60, 20).text()).contains("↑ 1 line ");
        scene.keys("page-down", "page-down", "page-down");
        assertThat(scene.frame(60, 20).text()).contains("in zone example.org (Route 53 Z0123456789)");
        assertThat(MainKeysTest.selected(scene)).isEqualTo("flip");
    }

    @Test
    void aLongPhraseIsShownToItsEndBetweenQuotes() {
        var text = GateScenes.longPhrase().frame(60, 20).text();
        assertThat(text).contains("“git.example.org is the name that we flip to the new", "host”");
    }

    @Test
    void noPhraseStandsWhereItIsTyped() {
        var gate = Scenes.armed().types(PHRASE).frame(200, 50).text();
        assertThat(gate.lines().filter(it -> it.contains(PHRASE)))
                .anyMatch(it -> it.contains("Phrase: " + PHRASE))
                .noneMatch(it -> it.indexOf(PHRASE) != it.lastIndexOf(PHRASE));
        var back = RollbackScenes.typing().types("back").frame(200, 50).text();
        assertThat(back.lines().filter(it -> it.contains("Phrase: ")))
                .hasSize(1)
                .allMatch(it -> it.matches("│ Phrase: rollback +│"));
    }

    @Test
    void whatIsLockedByMoreThanItsChecksSaysNothingOfArmingIt() {
        for (var scene : List.of(SenseScenes.keptRed(), SenseScenes.shortWindow())) {
            assertThat(scene.frame(120, 36).text())
                    .contains("Locked: ")
                    .doesNotContain("c arms it", "the phrase alone", "anyway REASON");
        }
        assertThat(SenseScenes.shortWindow().frame(120, 36).text()).contains("a goes on anyway", "ends in 5 min");
    }

    @Test
    void anArrowStopsTheCountdownAsEveryKeyDoes() {
        var scene = Scenes.counting().keys("down");
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
    }

    private static Gate gate(Scene scene) {
        return scene.state().status("switch").gate();
    }

    private static Panel.AtGate panel(Scene scene) {
        return (Panel.AtGate) Objects.requireNonNull(scene.at().panel());
    }

    @Test
    void theKeysOfAGateStandFirstInItsHelp() {
        assertThat(Scenes.locked().keys("?").frame(60, 20).text()).contains("At a gate where no phrase is typed");
        assertThat(Scenes.running().keys("?").frame(60, 20).text())
                .contains("The run")
                .doesNotContain("At a gate");
    }

    @Test
    void whileItsChecksAreLookedAtEachHasARow() {
        assertThat(Scenes.sensing().frame(120, 36).text())
                .containsPattern("(?s)(tcp: being looked at.*){3}")
                .doesNotContain("◌ 3 checks");
    }
}
