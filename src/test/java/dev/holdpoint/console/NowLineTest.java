package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Planner;
import dev.holdpoint.run.Signal;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line above the keys: what goes on, what the run waits for, and only keys that act on what it names. */
class NowLineTest {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begins() throws IOException {
        scene = scene("""
                checklist: Test
                phases:
                  - phase: One
                    steps:
                      - { step: bg, title: Runs beside, anytime: true, shell: "sleep 9" }
                      - step: bad
                        shell: cp a b
                        troubles:
                          - when: No space
                            say: The disk is full.
                            steps:
                              - { step: mend, title: Tidy up, shell: rm old }
                      - { step: tell, title: Tell them, manual: Tell them. }
                      - { step: flip, title: Flip, manual: Flip it., hold: { because: No way back. } }
                """);
        scene.run().take(new Intent.StartStep("bg"));
        scene.look();
    }

    private Scene scene(String yaml) throws IOException {
        var kinds = Registry.ofAll();
        var file = Files.writeString(folder.resolve("c.yml"), yaml);
        var checklist = Loader.load(file, kinds).checklist().orElseThrow();
        var begun = new Scene(new Planner(kinds).plan(checklist, Map.of()), false);
        begun.run().take(new Intent.SetVariables(Values.NONE));
        return begun.look();
    }

    private String line() {
        return line(120);
    }

    private String line(int cols) {
        var lines = scene.look().frame(cols, 24).text().lines().toList();
        return lines.get(lines.size() - 2).strip();
    }

    private void badIsDone() {
        scene.run().take(new Intent.StartStep("bad"));
        scene.run().ends("bad", Outcome.done(""));
    }

    @Test
    void whatNobodyStartsWaitsForThePersonAlsoBesideARunningStep() {
        assertThat(line()).isEqualTo("▶ bg running 0:00   Waits for you: ○ bad");
        scene.run().take(new Intent.RunOn());
        scene.run().ends("bad", Outcome.done(""));
        assertThat(line()).isEqualTo("▶ bg running 0:00   Waits for you: ○ tell (by hand)");
    }

    @Test
    void aStepThatAPersonHasBegunIsNoRunningOneAmongOthers() {
        badIsDone();
        scene.run().take(new Intent.StartStep("tell"));
        assertThat(line()).startsWith("Waits for you: tell   ▶ bg running 0:00").doesNotContain("2 running");
        assertThat(line(60)).startsWith("Waits for you: tell   ▶ bg running");
        scene.keys(":").types("goto tell").keys("enter");
        assertThat(line()).startsWith("Waits for you: tell, then space ticks it off   ▶ bg running 0:00");
    }

    @Test
    void aHoldPointBesideARunningStepWaitsForThePerson() {
        badIsDone();
        scene.run().take(new Intent.TickStep("tell", Map.of()));
        assertThat(line()).isEqualTo("▶ bg running 0:00   Waits for you: ◆ flip (hold point)");
    }

    @Test
    void behindAFailureNothingComesByItself() {
        scene.run().take(new Intent.StartStep("bad"));
        scene.run().ends("bad", Outcome.failed("exit 3", "mend it"));
        scene.run().hear(new Signal.TroublesSeen("bad", 1, List.of("bad.trouble-1")));
        assertThat(line()).isEqualTo("✘ bad failed: exit 3   ▶ bg running 0:00");
    }

    @Test
    void theKeysOfAStepAreNamedOnlyWhereTheCursorIsOnIt() {
        scene.run().ends("bg", Outcome.done(""));
        assertThat(line()).isEqualTo("Waits for you: bad is ready  enter runs it, R runs on to the next hold point");
        scene.keys("down");
        assertThat(line()).isEqualTo("Waits for you: bad is ready  f goes there, R runs on to the next hold point");
        scene.keys("home");
        assertThat(scene.at().selected()).isNull();
        assertThat(line()).contains("f goes there").doesNotContain("enter");
        scene.keys("f");
        assertThat(line()).contains("enter runs it");
        badIsDone();
        scene.look().keys("down");
        assertThat(line()).isEqualTo("Waits for you: tell, to do by hand  f goes there");
        scene.keys("f");
        assertThat(line(60)).isEqualTo("Waits for you: tell  enter begins, space ticks it off");
    }

    @Test
    void runningOnIsNotNamedWhereItIsRefused() {
        scene.run().ends("bg", Outcome.done(""));
        badIsDone();
        scene.run().take(new Intent.UndoStep("bad", "again"));
        scene.run().happen(scene.now(), new dev.holdpoint.run.Event.StepUndone("bad", "by hand"));
        assertThat(line()).isEqualTo("Waits for you: bad is ready  enter runs it");
        assertThat(Objects.requireNonNull(scene.at().selected()).id()).isEqualTo("bad");
    }

    @Test
    void whatCannotStartIsNotCalledReady() throws IOException {
        scene = scene("""
                checklist: Test
                phases:
                  - phase: One
                    steps:
                      - { step: ask, manual: { text: Look it up., ask: { ticket: { ask: The ticket } } } }
                      - { step: close, shell: 'close "$ticket"' }
                """);
        scene.run().take(new Intent.SkipStep("ask", "nobody knows it"));
        assertThat(line()).startsWith("Waits for you: close cannot start: ").doesNotContain("enter", "R runs on");
    }

    /** It stays on what mends, and goes back to what has failed, not to what runs beside. */
    @Test
    void mendingLeadsBackToTheFailureAlsoBesideARunningStep() {
        scene.run().take(new Intent.StartStep("bad"));
        scene.run().ends("bad", Outcome.failed("exit 3", "mend it"));
        scene.run().hear(new Signal.TroublesSeen("bad", 1, List.of("bad.trouble-1")));
        scene.look().keys(":").types("goto bad.trouble-1.mend").keys("enter", "enter");
        assertThat(Objects.requireNonNull(scene.at().selected()).id()).isEqualTo("bad.trouble-1.mend");
        assertThat(scene.state().status("bad.trouble-1.mend").state().active()).isTrue();
        scene.run().ends("bad.trouble-1.mend", Outcome.done(""));
        assertThat(Objects.requireNonNull(scene.look().at().selected()).id()).isEqualTo("bad");
    }

    @Test
    void whoLooksOnIsNotToldToDoIt() {
        scene.run().ends("bg", Outcome.done(""));
        scene.at().watch();
        assertThat(line()).isEqualTo("Waits for alice: bad is ready");
    }
}
