package dev.holdpoint.line;

import static dev.holdpoint.console.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.Sample;
import dev.holdpoint.run.Approvals.How;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hold point that others must approve, in words. */
class AskingOthersTest {
    private static Plan plan() {
        return Sample.with()
                .phase(
                        "Go live",
                        step("switch", "Point it there")
                                .hold("No way back.", "go", 1)
                                .approvals(1))
                .plan();
    }

    private static Dialogue green(Dialogue dialogue) {
        dialogue.begun().run.plays((run, event) -> {
            if (event instanceof Event.HoldSensing) {
                run.hear(new Signal.HoldSensed(
                        "switch", List.of(dialogue.green("replica")), dialogue.now(), List.of("flip"), List.of("bob")));
            }
        });
        return dialogue;
    }

    @Test
    void thePhraseWaitsForWhoIsAsked() throws InterruptedException {
        var dialogue = green(Dialogue.of(plan()));
        dialogue.script.says("", "go");
        dialogue.script.meanwhile(() -> dialogue.run.take(new Intent.ApproveHold("switch", "bob", How.SESSION, null)));
        dialogue.script.presses(' ');
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "switch asks for 1 approval; who may give them: bob.",
                        "The phrase is typed; approvals are missing: holdpoint approve r1 switch.",
                        "bob has approved switch.",
                        "switch starts in 5 seconds; any key stops it.",
                        "Stopped by alice");
    }

    @Test
    void anyKeyTakesThePhraseBackSoThatACodeCanBeTyped() throws InterruptedException {
        var dialogue = green(Dialogue.of(plan()));
        dialogue.script.says("", "go");
        dialogue.script.presses('x');
        dialogue.script.says("code bob 123456");
        assertThat(dialogue.talk())
                .containsSubsequence("Stopped by alice", "The phrase is taken back", "nobody can judge");
        assertThat(dialogue.run.intents()).contains(new Intent.SpeakCode("switch", "bob", "123456"));
        assertThat(dialogue.state().status("switch").gate()).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void noCodeFromAPipe() throws InterruptedException {
        var dialogue = green(Dialogue.fromPipe(plan()));
        dialogue.run.take(new Intent.ArmHold("switch"));
        dialogue.script.says("code bob 123456");
        assertThat(dialogue.talk()).contains("those are not answered from a pipe");
        assertThat(dialogue.run.intents()).noneMatch(Intent.SpeakCode.class::isInstance);
    }
}
