package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.console.view.ScreenView;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Planner;
import dev.holdpoint.run.Signal;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps that mend a failure stand below it, and the cursor goes through them and back. */
class MendingKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    @TempDir
    Path folder;

    private FakeRun run;
    private Looking at;

    @BeforeEach
    void fails() throws IOException {
        run = new FakeRun(plan(), InstantSource.fixed(NOW), false);
        run.want(new Intent.SetVariables(dev.holdpoint.checklist.Values.NONE)).join();
        run.want(new Intent.StartStep("copy")).join();
        run.hear(new Signal.ActionEnded("copy", 1, Outcome.failed("exit 1", "mend it"), Map.of()));
        at = new Looking(run.run(), NOW);
    }

    private Plan plan() throws IOException {
        var file = Files.writeString(folder.resolve("c.yml"), """
                checklist: Test
                phases:
                  - phase: One
                    steps:
                      - step: copy
                        title: Copy
                        shell: cp a b
                        troubles:
                          - when: No space
                            say: The disk is full.
                            steps:
                              - { step: tidy, title: Tidy up, shell: rm old }
                              - { step: look, title: Look, manual: Look at it. }
                      - { step: after, title: After, shell: echo }
                """);
        return new Planner(Registry.ofAll())
                .plan(Loader.load(file, Registry.ofAll()).checklist().orElseThrow(), Map.of());
    }

    private String selected() {
        return Objects.requireNonNull(at.selected()).id();
    }

    private void found() {
        run.hear(new Signal.TroublesSeen("copy", 1, List.of("copy.trouble-1")));
        at.show(run.run());
    }

    @Test
    void theyStandBelowTheFailureAndNowhereBefore() {
        assertThat(at.rows().size()).isEqualTo(3);
        found();
        assertThat(at.rows().size()).isEqualTo(5);
        assertThat(at.rows().total(0)).isEqualTo(2);
        assertThat(selected()).isEqualTo("copy");
        var screen = new ScreenView(at, ZoneOffset.UTC).frame(new Size(120, 30)).toString();
        assertThat(screen)
                .contains("Known   The disk is full.")
                .contains("Mend    ○ Tidy up")
                .contains("○ tidy");
    }

    @Test
    void theCursorGoesThroughThemAndBack() {
        found();
        at.move(1);
        assertThat(selected()).isEqualTo("copy.trouble-1.tidy");
        run.want(new Intent.StartStep("copy.trouble-1.tidy")).join();
        at.show(run.run());
        run.hear(new Signal.ActionEnded("copy.trouble-1.tidy", 1, Outcome.done("exit 0"), Map.of()));
        at.show(run.run());
        assertThat(selected()).isEqualTo("copy.trouble-1.look");
        run.want(new Intent.TickStep("copy.trouble-1.look", Map.of())).join();
        at.show(run.run());
        assertThat(selected()).isEqualTo("copy");
    }

    @Test
    void aFormThatAsksNothingIsNotOpened() {
        new ValueForms(at, run).askVariables();
        assertThat(at.panel()).isNull();
    }
}
