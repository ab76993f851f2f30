package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every checklist of a service moves one between real hosts, to its end, and back from each of its steps. Walks mostly wait, so
 * several go side by side, each on hosts of its own.
 */
@Tag("containers")
@Timeout(600)
@SuppressWarnings("NullAway.Init")
final class ServicesContainersIT {
    private static final Path CHECKLISTS = Path.of("checklists");

    /** Its old state is gone then, and comes from the backup. */
    private static final String LAST = "old.delete";

    @TempDir
    private static Path shared;

    private static ServiceHosts.Pool pool;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        pool = new ServiceHosts.Pool(shared);
        for (var each : List.of("services", "parts")) {
            Files.createDirectories(shared.resolve(each));
            try (var files = Files.list(CHECKLISTS.resolve(each))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    // Nobody waits for a day here.
                    Files.writeString(
                            shared.resolve(each).resolve(file.getFileName()),
                            Files.readString(file).replace("for: 24h", "for: 1s"));
                }
            }
        }
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private interface Walks {
        void go(ServiceHosts hosts, ServiceWalk walk) throws Exception;
    }

    private void walk(MovedService service, Map<String, String> chosen, Walks walks) throws Exception {
        var hosts = pool.take();
        walks.go(hosts, new ServiceWalk(hosts, service, chosen, shared, folder));
        // Not after a failure: a program may be left that still works there.
        pool.giveBack(hosts);
    }

    static Stream<Object[]> everyWay() {
        return MovedService.ALL.stream().flatMap(it -> it.ways().stream().map(way -> new Object[] {it, way}));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    @Execution(ExecutionMode.CONCURRENT)
    void movesToTheEnd(MovedService service, Map<String, String> chosen) throws Exception {
        walk(service, chosen, (hosts, walk) -> {
            var run = walk.by(way -> {
                way.toTheEnd();
                assertThat(walk.served()).isEqualTo("41 late on new");
            });
            assertThat(run.over()).isTrue();
            assertThat(run.complete()).isTrue();
            assertThat(walk.served()).isEqualTo("41 late on new");
            walk.runsOn(hosts.fresh(), hosts.old());
            assertThat(hosts.old().answers("test -e " + service.state()).getExitCode())
                    .isNotZero();
            walk.othersAreLeftAlone();
            if (service.equals(MovedService.HOT)) {
                new HotRows(hosts).areMoved();
                assertThat(walk.asked("add/next")).isEqualTo("42 next on new");
            }
        });
    }

    /** Each of its steps that a rollback takes back, in one of the ways; the last one in each. */
    static Stream<Object[]> everyStep() {
        var all = new ArrayList<Object[]>();
        for (var service : MovedService.ALL) {
            var had = new HashSet<String>();
            var checklist = checklist(service);
            for (var way : service.ways()) {
                for (var step : MovedService.takenBack(checklist, way)) {
                    if (had.add(step) || step.equals(LAST)) {
                        all.add(new Object[] {service, way, step});
                    }
                }
            }
        }
        return all.stream();
    }

    private static Checklist checklist(MovedService service) {
        return Loader.load(CHECKLISTS.resolve("services").resolve(service.checklist()), Registry.ofAll())
                .checklist()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    @Execution(ExecutionMode.CONCURRENT)
    void goesBackFrom(MovedService service, Map<String, String> chosen, String step) throws Exception {
        walk(service, chosen, (hosts, walk) -> {
            var run = walk.by(way -> {
                way.forward(it -> true, it -> it.status(step).state() == StepState.DONE);
                way.back();
            });
            assertThat(run.status(step).state()).isEqualTo(StepState.UNDONE);
            assertThat(walk.journal()).contains("\"rollback.over\"");
            isBack(service, hosts, walk);
        });
    }

    private static void isBack(MovedService service, ServiceHosts hosts, ServiceWalk walk)
            throws IOException, InterruptedException {
        // Also where it comes from the backup: that is one of the stopped state.
        var served = walk.kept() + " on old";
        // An nginx that was told to reload has old workers for a moment.
        Robot.until(service + " answers " + served, () -> walk.served().equals(served));
        walk.runsOn(hosts.old(), hosts.fresh());
        walk.proxyIsAsBefore();
        if (service.equals(MovedService.HOT)) {
            new HotRows(hosts).areBack();
        }
    }

    /** Somebody uses it all the time; what it said that it keeps, it keeps: on the way, all the way back, and to the end after that. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void nothingIsLostUnderWrites() throws Exception {
        walk(
                MovedService.HOT,
                Map.of(),
                (hosts, walk) -> walk.by(way -> {
                    try (var writer = new HotWriter(walk.url())) {
                        way.forward(it -> !it.id().equals(LAST), it -> false);
                        way.back();
                        writer.givesUp("new");
                        var kept = writer.keptBy("old");
                        assertThat(HotRows.written(hosts.old())).containsAll(kept);
                        way.again();
                        way.toTheEnd();
                        writer.close();
                        assertThat(writer.keptBy("old")).isNotEmpty();
                        assertThat(writer.keptBy("new")).isNotEmpty();
                        assertThat(HotRows.written(hosts.fresh()))
                                .doesNotHaveDuplicates()
                                .containsAll(writer.keptBy("old"))
                                .containsAll(writer.keptBy("new"));
                    }
                }));
    }
}
