package dev.holdpoint.line;

import static dev.holdpoint.console.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.Sample;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Gate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A hold point after the end of the window, in words. */
class PastWindowTest {
    private static Dialogue late() {
        var plan = Sample.with()
                .phase("Go live", step("switch", "Point it there").hold("No way back.", "go", 1))
                .plan();
        var dialogue = Dialogue.of(plan).begun().after(Duration.ofMinutes(72));
        dialogue.run.plays((run, event) -> {
            if (event instanceof Event.HoldSensing) {
                run.senses("switch", dialogue.green("replica"));
            }
        });
        return dialogue;
    }

    @Test
    void itAsksOnceMoreAndSaysByHowMuch() throws InterruptedException {
        var dialogue = late();
        dialogue.script.says("", "go", "perhaps", "yes");
        dialogue.script.presses('x');
        assertThat(dialogue.talk())
                .containsSubsequence(
                        "The window ended 12 min ago: release switch anyway? yes or no:",
                        "The window ended 12 min ago: release switch anyway? yes or no:",
                        "alice releases switch after the end of the window.",
                        "switch starts in 5 seconds",
                        "Stopped by alice");
    }

    @Test
    void noTakesThePhraseBack() throws InterruptedException {
        var dialogue = late();
        dialogue.script.says("", "go", "no");
        assertThat(dialogue.talk()).contains("The phrase is taken back.").doesNotContain("starts in");
        assertThat(dialogue.state().status("switch").gate()).isInstanceOf(Gate.Armed.class);
    }
}
