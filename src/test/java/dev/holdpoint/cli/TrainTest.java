package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Registry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the launcher's training run is given is what it needs. */
class TrainTest {
    @Test
    void aStepIsStartedOfTheOneThatAsksForNothing() {
        var checklist = Checklists.read(Path.of("scripts/training-start.yml"), Registry.ofAll(), System.err);
        assertThat(checklist.variables()).isEmpty();
        var first = checklist.phases().getFirst().steps().getFirst();
        assertThat(first.needs()).isEmpty();
        assertThat(first.hold()).isNull();
        assertThat(Checklists.read(Path.of("scripts/training.yml"), Registry.ofAll(), System.err)
                        .variables())
                .isNotEmpty();
    }
}
