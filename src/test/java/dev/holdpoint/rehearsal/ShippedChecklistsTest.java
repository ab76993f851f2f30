package dev.holdpoint.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Problem;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.load.ChecklistReader;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every checklist that is shipped passes the loader, and its rehearsal knows its variables. */
final class ShippedChecklistsTest {
    private static final Path CHECKLISTS = Path.of("checklists");

    static List<Path> checklists() throws IOException {
        try (var here = Files.list(CHECKLISTS);
                var services = Files.list(CHECKLISTS.resolve("services"))) {
            return Stream.concat(here, services)
                    .filter(it -> it.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void passes(Path file) throws IOException {
        assertThat(read(file).title()).isNotBlank();
        assertThat(Files.readString(file))
                .containsPattern("\\A# yaml-language-server: \\$schema=(\\.\\./)?checklist\\.schema\\.json\n");
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void theRehearsalKnowsItsVariables(Path file) {
        var checklist = read(file);
        var fixture = Fixture.read(file.resolveSibling("rehearsal").resolve(file.getFileName()));
        var names = checklist.variables().stream().map(Variable::name).toList();

        assertThat(names).containsAll(fixture.values().keySet());
        assertThat(checklist.variables().stream()
                        .filter(it -> it.fallback() == null && it.from() == null)
                        .map(Variable::name))
                .as("variables without a default, all of which the lab must know")
                .isSubsetOf(fixture.values().keySet());
    }

    private static Checklist read(Path file) {
        var loaded = new ChecklistReader(file, Registry.ofAll()).read();
        assertThat(loaded.problems().stream().map(Problem::toString)).isEmpty();
        return loaded.checklist().orElseThrow();
    }
}
