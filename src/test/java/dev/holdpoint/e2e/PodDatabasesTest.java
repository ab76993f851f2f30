package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the shipped checklist for seven databases says where it matters most. */
final class PodDatabasesTest {
    private static final Path FILE = Path.of("checklists/pod-databases.yml");

    /** Whatever has failed: the gate is red for ever once somebody writes on the new server. */
    @Test
    void whereThereIsNoWayBackAFailureSaysTheWayOn() {
        var checklist = Loader.load(FILE, Registry.ofAll()).checklist().orElseThrow();
        var writing = checklist.phases().stream()
                .flatMap(it -> it.steps().stream())
                .filter(it -> it.undo() instanceof Step.UndoRule.None)
                .map(Step::id)
                .toList();
        assertThat(writing).containsExactly("write", "write-by-hand");
        for (var step : writing) {
            assertThat(checklist.troubles())
                    .filteredOn(it -> it.of().equals(List.of(step)))
                    .singleElement()
                    .satisfies(it -> assertThat(it.when()).isEqualTo("."))
                    .satisfies(it -> assertThat(it.say()).contains("Do not release this again", "mark it done (m)"));
        }
    }

    /** Each of these would win over the address that the operator has given. */
    @Test
    void nothingOfTheOperatorsOwnEnvironmentLeadsToAnotherServer() throws Exception {
        var text = Files.readString(FILE);
        assertThat(text.split("export PGHOST=", -1)).hasSize(5);
        assertThat(text.split("unset PGHOSTADDR PGSERVICE PGSERVICEFILE.*\n *export PGHOST=", -1))
                .hasSize(5);
    }
}
