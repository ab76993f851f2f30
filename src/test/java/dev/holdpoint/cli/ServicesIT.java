package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.rehearsal.Lab;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Rollback.Stage;
import dev.holdpoint.run.RollingBack;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.host.ssh.SshSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every checklist of a service is rehearsed: it moves to the new host, serves there, and goes all the way back. */
@Tag("slow")
@Timeout(300)
final class ServicesIT {
    private static final Registry REGISTRY = Registry.ofAll();
    private static final Path CHECKLISTS = Path.of("checklists/services");

    /** It waits a day. */
    private static final String LAST = "old.delete";

    @TempDir
    private Path folder;

    static Stream<String> services() throws IOException {
        try (var files = Files.list(CHECKLISTS)) {
            return files
                    .map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".yml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void movesServesAndGoesBack(String name) throws Exception {
        var file = CHECKLISTS.resolve(name);
        var checklist = Loader.load(file, REGISTRY).checklist().orElseThrow();
        var state = folder.resolve("state");
        var paths = RunFolder.make(state, file, checklist);
        try (var lab = Lab.start(CHECKLISTS.resolve("rehearsal").resolve(name), folder.resolve("lab"))) {
            var values = lab.values();
            new Drive(state, REGISTRY, (feed, control) -> {
                        var robot = new Robot(feed, control);
                        var given = new HashMap<String, String>();
                        feed.wanted().forEach(it -> given.put(it.variable().name(), it.value()));
                        var set = Values.NONE;
                        for (var each : given.entrySet()) {
                            set = set.with(each.getKey(), each.getValue(), false);
                        }
                        robot.does(new Intent.SetVariables(set));
                        assertThat(served(values)).as("before").endsWith(" on old");
                        forward(robot);
                        assertThat(served(values)).as("after the move").endsWith(" on new");
                        back(robot);
                        assertThat(served(values)).as("after the way back").endsWith(" on old");
                        robot.does(new Intent.Leave());
                    })
                    .by(SshSettings.reading(lab.sshConfig().orElseThrow()))
                    .begin(paths, checklist, folder, values, true);
        }
        assertThat(Files.readString(paths.journal()))
                .contains("\"rollback.over\"")
                .doesNotContain("\"step.undo-failed\"");
    }

    /** To the last step, which waits for a day. */
    private static void forward(Robot robot) throws InterruptedException {
        for (; ; ) {
            var run = robot.await("rest", it -> !it.active() && !it.runningOn());
            failed(run).ifPresent(it -> {
                throw new AssertionError(it.id() + " failed: " + run.status(it).says()
                        + run.status(it).evidence());
            });
            var next = next(run);
            if (next.isEmpty()) {
                return;
            }
            go(robot, next.get());
        }
    }

    private static void go(Robot robot, Plan.Stop stop) throws InterruptedException {
        if (stop.isHold()) {
            robot.does(new Intent.ArmHold(stop.id()));
            var armed = robot.await(
                    stop.id() + " armed", it -> !(it.status(stop.id()).gate() instanceof Gate.Sensing));
            if (!(armed.status(stop.id()).gate() instanceof Gate.Armed gate)) {
                throw new AssertionError(
                        stop.id() + " is locked: " + armed.status(stop.id()).gate());
            }
            robot.does(new Intent.TypePhrase(stop.id(), gate.phrase()));
            robot.await(stop.id() + " released", it -> it.status(stop.id()).state() != StepState.TO_DO);
        }
        if (stop.traits().byHand()) {
            robot.does(new Intent.TickStep(stop.id(), Map.of()));
        } else if (!stop.isHold()) {
            assertThat(robot.wants(new Intent.StartStep(stop.id()))).isInstanceOf(Decision.Events.class);
        }
    }

    private static Optional<Plan.Stop> next(Run run) {
        return run.plan().walk().stream()
                .filter(it ->
                        run.status(it).state() == StepState.TO_DO && !it.id().equals(LAST))
                .filter(it -> Readiness.missing(run, it).isEmpty())
                .findFirst();
    }

    private static Optional<Plan.Stop> failed(Run run) {
        return run.plan().stops().stream()
                .filter(it -> run.status(it).state() == StepState.FAILED
                        || run.status(it).state() == StepState.UNKNOWN)
                .findFirst();
    }

    private static void back(Robot robot) throws InterruptedException {
        robot.does(new Intent.RollBack("rehearsed", RollingBack.PHRASE));
        for (; ; ) {
            var run = robot.await(
                    "rest on the way back",
                    it -> it.rollback().stage() == Stage.OVER
                            || it.steps().stream().anyMatch(step -> step.state() == StepState.UNDOING)
                            || (!it.active() && !it.runningOn()));
            if (run.rollback().stage() == Stage.OVER) {
                return;
            }
            failed(run).ifPresent(it -> {
                throw new AssertionError(it.id() + ": " + run.status(it).says());
            });
            run.plan().stops().stream()
                    .filter(it -> run.status(it).state() == StepState.UNDOING)
                    .forEach(it -> robot.wants(new Intent.TickStep(it.id(), Map.of())));
            robot.wants(new Intent.RunOn());
        }
    }

    private static String served(Map<String, String> values) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(values.get("url")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .strip();
        }
    }
}
