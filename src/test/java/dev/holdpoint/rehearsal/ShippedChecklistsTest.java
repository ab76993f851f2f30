package dev.holdpoint.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Problem;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.load.ChecklistReader;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    static List<String> services() {
        return List.of(
                "adguard-home", "any-service", "any-service-hot", "forgejo", "headscale", "vaultwarden", "zitadel");
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

    @ParameterizedTest
    @MethodSource("checklists")
    void whatIsOpenedIsClosedAndCanBeTakenBack(Path file) {
        var steps = read(file).steps().toList();
        assertThat(steps.stream().flatMap(it -> it.closes().stream()).toList())
                .containsAll(steps.stream().flatMap(it -> it.opens().stream()).toList());
        assertThat(steps)
                .filteredOn(it -> !it.opens().isEmpty()
                        && it.body() instanceof Step.Body.Act act
                        && act.use().kind().equals("manual"))
                .allMatch(it -> it.undo() instanceof Step.UndoRule.Steps);
    }

    /** Nothing else would end them. */
    @ParameterizedTest
    @CsvSource({
        "vaultwarden, read-only, read-only mode, end-read-only",
        "forgejo, maintenance, maintenance mode, end-maintenance",
        "headscale, ttl, lowered TTL, ttl-back",
        "adguard-home, backup-dns, temporary DNS in DHCP, no-backup-dns"
    })
    void whatIsForTheTimeOfTheMoveIsAnOpenItem(String service, String step, String item, String end) {
        var checklist = service(service);
        assertThat(step(checklist, step).opens()).containsExactly(item);
        assertThat(step(checklist, end).closes()).containsExactly(item);
    }

    @ParameterizedTest
    @MethodSource("services")
    void itsNameIsPointedAtTheNewHostAndEverythingElseToo(String service) {
        var checklist = service(service);
        assertThat(step(checklist, "after.pointing").title()).isEqualTo("Nothing points at the old host any more");
        assertThat(checklist
                        .steps()
                        .filter(it -> it.verify().toString().contains("by its name")
                                || it.verify().toString().contains("${domain} answers")))
                .as("steps after which it is asked by its name")
                .isNotEmpty();
    }

    /** What would keep rsync from copying is found while the service still runs. */
    @ParameterizedTest
    @MethodSource("services")
    void nothingIsStoppedBeforeACopyWasTried(String service) {
        var steps = service(service).steps().toList();
        for (var stop : steps) {
            var part = stop.id().substring(0, stop.id().lastIndexOf('.') + 1);
            if (stop.downtime() == Step.Downtime.STARTS) {
                assertThat(steps.subList(0, steps.indexOf(stop)))
                        .as("steps before " + stop.id())
                        .anyMatch(it -> it.id().startsWith(part)
                                && it.body() instanceof Step.Body.Act act
                                && act.use().kind().equals("copy"));
            }
        }
    }

    /** For a day nobody may look. */
    @Test
    void thatTheOldOneStaysOffIsLookedAtUntilItIsGone() {
        var checklist = service("any-service");
        assertThat(step(checklist, "old.quiet").sensing().toString()).contains("keep=PT30S");
        assertThat(step(checklist, "old.delete").sensing().toString())
                .contains("the service answers from the new host")
                .contains("it does not run on the old host");
        assertThat(step(checklist, "old.stays-off").body().toString()).contains("enabled");
    }

    private static Checklist service(String name) {
        return read(CHECKLISTS.resolve("services").resolve(name + ".yml"));
    }

    private static Step step(Checklist checklist, String id) {
        return checklist.steps().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    private static Checklist read(Path file) {
        var loaded = new ChecklistReader(file, Registry.ofAll()).read();
        assertThat(loaded.problems().stream().map(Problem::toString)).isEmpty();
        return loaded.checklist().orElseThrow();
    }
}
