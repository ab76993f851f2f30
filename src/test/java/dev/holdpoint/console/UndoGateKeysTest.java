package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RollingBack;
import dev.holdpoint.run.Signal;
import dev.holdpoint.run.StepState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An undo that reaches the outside, by keys. */
class UndoGateKeysTest {
    private static StepState state(Scene scene) {
        return scene.state().status("flip").state();
    }

    private static Gate gate(Scene scene) {
        return scene.state().status("flip").gate();
    }

    @Test
    void theReasonOpensItsGateAndNothingElse() {
        var scene = UndoScenes.asked();
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
        assertThat(state(scene)).isEqualTo(StepState.DONE);
        // Whoever hammers on enter has typed no phrase.
        scene.keys("enter", "enter", "enter");
        assertThat(state(scene)).isEqualTo(StepState.DONE);
    }

    @Test
    void whatIsPastedUndoesNothing() {
        var scene = UndoScenes.asked();
        scene.run().senses("flip");
        scene.look().key(new Key.Paste("undo flip")).keys("enter");
        long at = scene.nanos() + Duration.ofSeconds(1).toNanos();
        for (char letter : "undo flip".toCharArray()) {
            at += 20_000;
            scene.at(Key.of(letter), at);
        }
        scene.keys("enter");
        assertThat(scene.run().intents())
                .noneMatch(it ->
                        it instanceof Intent.TypePhrase typed && typed.text().equals("undo flip"));
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void everyKeyStopsTheCountdown() {
        for (var key : new String[] {"x", "enter", "esc", "ctrl-c", "space"}) {
            var scene = UndoScenes.counting();
            assertThat(gate(scene)).isInstanceOf(Gate.Counting.class);
            scene.keys(key);
            scene.after(Duration.ofSeconds(9)).run().hear(new Signal.Tick());
            assertThat(gate(scene)).as(key).isInstanceOf(Gate.Armed.class);
            assertThat(state(scene)).as(key).isEqualTo(StepState.DONE);
        }
    }

    @Test
    void whoeverLeavesWantsItNoMore() {
        var scene = UndoScenes.armed().keys("esc");
        assertThat(scene.at().panel()).isNull();
        assertThat(gate(scene)).isInstanceOf(Gate.Locked.class);
        assertThat(MainKeysTest.notice(scene)).isEqualTo("flip is not undone: left by alice");
    }

    @Test
    void itsEndClosesTheGateAndTheHandsAreNotTaken() {
        var scene = UndoScenes.counting().after(Duration.ofSeconds(9));
        scene.run().hear(new Signal.Tick());
        scene.run().senses("flip");
        scene.look();
        assertThat(state(scene)).isEqualTo(StepState.UNDOING);
        assertThat(scene.at().panel()).isNull();
        scene.keys("R");
        assertThat(MainKeysTest.notice(scene)).contains("came too late to stop it");
    }

    /** Nobody's key has opened it: the bell rings. */
    @Test
    void aRollbackThatComesToItOpensItAndWaits() {
        var scene = UndoScenes.rolledBack();
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
        assertThat(scene.bells()).isPositive();
        scene.types("undo flip")
                .keys("enter")
                .after(Duration.ofSeconds(9))
                .run()
                .hear(new Signal.Tick());
        assertThat(gate(scene)).isInstanceOf(Gate.Waiting.class);
        scene.keys("esc");
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
        scene.keys("esc");
        assertThat(gate(scene)).isInstanceOf(Gate.Locked.class);
        assertThat(state(scene)).isEqualTo(StepState.DONE);
        assertThat(scene.frame(120, 36).text())
                .contains("ROLLING BACK 1 of 1, halted", "flip is not undone: left by alice", "R go on back");
    }

    /** Keys that were meant for something else are neither its phrase nor a word about its step. */
    @Test
    void whoeverWritesWhenItOpensGoesOnWriting() {
        var scene = UndoScenes.beforeRollback().keys("n").types("the rows differ in ");
        scene.run().take(new Intent.RollBack("rows differ", RollingBack.PHRASE));
        scene.look().types("my table").run().senses("flip");
        scene.look().types("s too").keys("enter");
        assertThat(scene.run().intents())
                .filteredOn(it -> it instanceof Intent.AddNote || it instanceof Intent.SkipStep)
                .containsExactly(new Intent.AddNote("flip", "the rows differ in my tables too"));
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
        scene.keys("g");
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
    }

    @Test
    void theKeysOfTheMomentInWhichItOpensDoNothing() {
        var scene = UndoScenes.rolledBack(Duration.ZERO);
        scene.keys("m", "s", "u", "x");
        assertThat(scene.at().panel()).isInstanceOf(Panel.AtGate.class);
        assertThat(MainKeysTest.notice(scene)).contains("that key did nothing");
        assertThat(scene.frame(120, 36).text()).doesNotContain("Phrase: m");
    }

    @Test
    void whatIsTakenBackByHandThereIsNotCalledNotUndone() {
        var scene = UndoScenes.rolledBack().types("undo flip").keys("enter", "m");
        scene.types("put back in its console").keys("enter").look();
        assertThat(state(scene)).isEqualTo(StepState.UNDONE);
        assertThat(scene.at().panel()).isNull();
        assertThat(scene.frame(120, 36).text()).doesNotContain("is not undone");
    }

    @Test
    void aWatcherSeesItAndCanDoNothing() {
        var scene = UndoScenes.watched();
        assertThat(scene.frame(120, 36).text()).contains("undo armed");
        scene.keys("u");
        assertThat(MainKeysTest.notice(scene)).contains("read-only");
        scene.keys("g");
        assertThat(scene.frame(120, 36).text())
                .contains("UNDO · flip", "the zone was the wrong one", "alice types its phrase to undo it");
        scene.types("undo flip").keys("enter");
        assertThat(gate(scene)).isInstanceOf(Gate.Armed.class);
    }
}
