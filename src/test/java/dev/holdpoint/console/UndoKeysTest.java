package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Planner;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of an undo that is for a person, by keys. */
class UndoKeysTest {
    @TempDir
    Path folder;

    private Scene undoing() throws IOException {
        var file = Files.writeString(folder.resolve("c.yml"), """
                checklist: Test
                phases:
                  - phase: One
                    steps:
                      - step: flip
                        title: Flip
                        shell: touch a
                        hold: { because: it is seen, type: go }
                        undo: [{ shell: rm a }, { manual: Tell them. }]
                """);
        var loaded = Loader.load(file, Registry.ofAll()).checklist().orElseThrow();
        var scene = new Scene(new Planner(Registry.ofAll()).plan(loaded, Map.of()), false);
        scene.at().close();
        scene.run().take(new Intent.SetVariables(Values.NONE));
        scene.run()
                .happen(
                        scene.now(),
                        new Event.StepStarted("flip", 1),
                        new Event.StepDone("flip", 1, "fine", List.of(), null));
        scene.run().take(new Intent.UndoStep("flip", "wrong"));
        return scene.look();
    }

    @Test
    void spaceTicksOffWhatStandsThereAndNothingAhead() throws IOException {
        var scene = undoing().keys("space");
        assertThat(MainKeysTest.notice(scene)).isEqualTo("flip is being undone by the program");
        scene.run().happen(scene.now(), new Event.StepRemembered("flip", "parts undone of 1", "1"));
        scene.look().keys("space");
        assertThat(scene.run().intents()).last().isInstanceOf(Intent.TickStep.class);
    }
}
