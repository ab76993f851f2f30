package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.rehearsal.Lab;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
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

    /** Before it nobody flips the proxy by rebuilding it. */
    private static final String FLIP = "proxy.rebuild";

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
    @Execution(ExecutionMode.CONCURRENT)
    void movesServesAndGoesBack(String name) throws Exception {
        var file = CHECKLISTS.resolve(name);
        var checklist = Loader.load(file, REGISTRY).checklist().orElseThrow();
        var state = folder.resolve("state");
        var paths = RunFolder.make(state, file, checklist);
        try (var lab = Lab.start(CHECKLISTS.resolve("rehearsal").resolve(name), folder.resolve("lab"))) {
            var values = lab.values();
            new Drive(state, REGISTRY, (feed, control) -> {
                        var robot = new Robot(feed, control);
                        var set = Values.NONE;
                        for (var each : feed.wanted()) {
                            var variable = each.variable();
                            set = set.with(variable.name(), each.value(), variable.secret());
                        }
                        robot.does(new Intent.SetVariables(set));
                        assertThat(served(values)).as("before").endsWith(" on old");
                        var way = new WholeWay(robot, (step, back) -> {
                            if (step.id().equals(FLIP) && !back) {
                                rebuilds(folder.resolve("lab/hosts/proxy"));
                                assertThat(served(values))
                                        .as("after somebody's rebuild")
                                        .doesNotEndWith(" on new");
                            }
                        });
                        way.forward(it -> !it.id().equals(LAST), it -> false);
                        assertThat(left(robot)).as("steps that were not walked").startsWith(LAST);
                        assertThat(served(values)).as("after the move").endsWith(" on new");
                        way.back();
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

    private static void rebuilds(Path proxy) throws IOException, InterruptedException {
        var rebuild = new ProcessBuilder(proxy.resolve("bin/nixos-rebuild").toString(), "switch").inheritIO();
        rebuild.environment().put("HOME", proxy.resolve("home").toString());
        assertThat(rebuild.start().waitFor()).isZero();
    }

    private static List<String> left(Robot robot) throws InterruptedException {
        var run = robot.await("a run", it -> true);
        return run.plan().walk().stream()
                .map(Plan.Stop::id)
                .filter(it -> run.status(it).state() == StepState.TO_DO)
                .toList();
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
