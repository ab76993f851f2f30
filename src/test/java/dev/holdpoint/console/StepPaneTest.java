package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Planner;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pane of a step where there is little room for it. */
class StepPaneTest {
    @TempDir
    Path folder;

    private static String foot(String screen) {
        return screen.lines().toList().getLast();
    }

    @Test
    void aFailureLeavesRoomForWhatItPrintedAlsoBelowTheChecklist() {
        var screen = TroubleScenes.known().keys("tab").frame(80, 24).text();
        assertThat(screen).contains("Checklist", "Failed  exit 11", "rsync: write failed on");
        assertThat(foot(screen)).contains("tab the step", "o output");
    }

    @Test
    void whereTheStepIsNotSeenTheKeyThatShowsItIsNamed() {
        var screen = Scenes.prepared().frame(60, 20).text();
        assertThat(screen).contains("Waits for you: read-only").doesNotContain(" Do ");
        assertThat(foot(screen)).contains("enter begin", "space tick", "tab the step", "q leave");
        assertThat(foot(Scenes.manual().frame(60, 20).text())).contains("space tick", "tab the step", "q leave");
        assertThat(foot(Scenes.prepared().frame(120, 36).text())).doesNotContain("the step");
    }

    @Test
    void stepsThatDoNotApplyCountNowhere() throws IOException {
        var kinds = Registry.ofAll();
        var file = Files.writeString(folder.resolve("c.yml"), """
                checklist: Test
                variables:
                  way: { ask: Which way, type: choice, options: [short, long], default: short }
                phases:
                  - phase: One
                    steps:
                      - { step: a, shell: echo }
                      - { step: b, shell: echo, when: "${way} == long" }
                      - { step: c, shell: echo }
                """);
        var checklist = Loader.load(file, kinds).checklist().orElseThrow();
        var scene = new Scene(new Planner(kinds).plan(checklist, Map.of()), false);
        scene.run().take(new Intent.SetVariables(Values.NONE.with("way", "short", false)));
        scene.at().close();
        scene.look().keys(":").types("goto c").keys("enter", "tab");
        assertThat(scene.frame(80, 24).text()).contains("steps 0 of 2", " step 2 of 2 ");
        scene.keys(":").types("goto b").keys("enter", "tab");
        assertThat(scene.frame(80, 24).text()).contains("b · b").doesNotContain(" step 2 of");
    }
}
