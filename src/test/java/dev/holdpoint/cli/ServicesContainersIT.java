package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.containers.Machine;
import dev.holdpoint.containers.Machines;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every checklist of a service moves one between real hosts, to its end, and back from its steps. */
@Tag("containers")
@Timeout(300)
@SuppressWarnings("NullAway.Init")
final class ServicesContainersIT {
    private static final Registry REGISTRY = Registry.ofAll();

    /** Starting them takes half a minute: all walks have the same ones, and each puts them back to how it begins. */
    @TempDir
    private static Path shared;

    private static Machines machines;
    private static Machine old;
    private static Machine fresh;
    private static Machine proxy;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        machines = Machines.start(shared.resolve("ssh"), "old", "new", "proxy");
        old = machines.named("old");
        fresh = machines.named("new");
        proxy = machines.named("proxy");
        for (var host : List.of(old, fresh)) {
            has(host, "stand-in", "headscale", "nixos-container", "backup-and-prove", "prove-backup");
            host.writes("/usr/local/sbin/stand-in.pl", Files.readString(Path.of("src/test/docker/stand-in.pl")));
            host.does("echo sesame >/root/restic-password");
            host.does("echo RESTIC_PASSWORD_FILE=/root/restic-password >>/etc/environment");
            for (var service : MovedService.ALL) {
                host.does("export RESTIC_PASSWORD_FILE=/root/restic-password; stand-in make %s %s %s %s"
                        .formatted(service.unit(), service.state(), service.keeps(), service.ports()));
            }
        }
        has(proxy, "edge", "nixos-rebuild");
        Files.createDirectories(shared.resolve("checklists/services"));
        Files.createDirectories(shared.resolve("checklists/parts"));
        for (var each : List.of("services", "parts")) {
            try (var files = Files.list(Path.of("checklists", each))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    // Nobody waits for a day here.
                    Files.writeString(
                            shared.resolve(file), Files.readString(file).replace("for: 24h", "for: 1s"));
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        if (machines != null) {
            machines.close();
        }
    }

    private static void has(Machine host, String program, String... alsoCalled) throws Exception {
        var there = "/usr/local/sbin/" + program;
        host.writes(there, Files.readString(Path.of("src/test/docker", program)));
        host.does("chmod 755 " + there);
        for (var name : alsoCalled) {
            host.does("ln -s " + program + " /usr/local/sbin/" + name);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void movesToTheEnd(MovedService service, Map<String, String> chosen) throws Exception {
        var walk = new Walk(service, chosen);
        var run = walk.by(way -> {
            way.forward(it -> true, it -> false);
            assertThat(walk.served()).isEqualTo("41 late on new");
        });
        assertThat(run.over()).isTrue();
        assertThat(run.complete()).isTrue();
        assertThat(walk.served()).isEqualTo("41 late on new");
        walk.runsOn(fresh, old);
        assertThat(old.answers("test -e " + service.state()).getExitCode()).isNotZero();
        walk.othersAreLeftAlone();
        if (service.equals(MovedService.ANY) && chosen.equals(service.ways().getFirst())) {
            assertThat(service.steps()).as("steps to go back from").containsAll(changing(run));
        }
    }

    private static List<String> changing(Run run) {
        return run.plan().stops().stream()
                .filter(it -> run.status(it).state() == StepState.DONE
                        && !it.traits().byHand()
                        && !it.traits().looks())
                .map(Plan.Stop::id)
                .filter(it -> !it.startsWith("connect."))
                .toList();
    }

    static Stream<Object[]> everyWay() {
        return MovedService.ALL.stream().flatMap(it -> it.ways().stream().map(way -> new Object[] {it, way}));
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void goesBackFrom(MovedService service, Map<String, String> chosen, String step) throws Exception {
        var walk = new Walk(service, chosen);
        walk.by(way -> {
            way.forward(it -> true, it -> it.status(step).state() == StepState.DONE);
            way.back();
        });
        assertThat(walk.journal()).contains("\"rollback.over\"").doesNotContain("\"step.undo-failed\"");
        // Once the old state is given up it comes from the backup, which is older than the last entry.
        var served = (step.equals("old.delete") ? "40 40" : walk.kept()) + " on old";
        // An nginx that was told to reload has old workers for a moment.
        Robot.until(service + " answers " + served, () -> walk.served().equals(served));
        walk.runsOn(old, fresh);
        walk.proxyIsAsBefore();
    }

    static Stream<Object[]> everyStep() {
        return MovedService.ALL.stream()
                .flatMap(it -> it.steps().stream()
                        .map(step -> new Object[] {it, it.ways().getFirst(), step}));
    }

    /** One run, from hosts that are as before any move. */
    private final class Walk {
        private final MovedService service;
        private final RunPaths paths;
        private final Checklist checklist;
        private final Map<String, String> values = new HashMap<>();
        private final String url;
        private final String sites;
        private boolean written;
        private Machine leads;

        Walk(MovedService service, Map<String, String> chosen) throws IOException, InterruptedException {
            this.service = service;
            var file = shared.resolve("checklists/services").resolve(service.checklist());
            checklist = Loader.load(file, REGISTRY).checklist().orElseThrow();
            paths = RunFolder.make(folder.resolve("state"), file, checklist);
            url = "http://" + proxy.address() + ":" + service.front() + "/";
            old.does("stand-in reset " + service.unit() + " serving");
            fresh.does("stand-in reset " + service.unit());
            leadsTo(old);
            sites = sites();
            var all = new HashMap<>(Map.of(
                    "old_host",
                    "old",
                    "new_host",
                    "new",
                    "proxy_host",
                    "proxy",
                    "proxy_kind",
                    service.proxy(),
                    "proxy_file",
                    service.proxyFile(),
                    "old_address",
                    old.address(),
                    "new_address",
                    fresh.address(),
                    "new_ip",
                    fresh.address(),
                    "new_backend",
                    "http://" + fresh.address() + ":" + service.port() + "/",
                    "url",
                    url));
            all.putAll(chosen);
            for (var each : checklist.variables()) {
                var value = all.get(each.name());
                if (value != null) {
                    values.put(each.name(), value);
                }
            }
        }

        /** The proxy from scratch; where a checklist has none, it is what a name in DNS or DHCP leads to. */
        private void leadsTo(Machine host) throws IOException, InterruptedException {
            leads = host;
            proxy.does("edge %s %s %s:%s %s"
                    .formatted(service.proxy(), domain(), host.address(), service.port(), service.front()));
        }

        private String domain() {
            return checklist.variables().stream()
                    .filter(it -> it.name().equals("domain"))
                    .map(Variable::fallback)
                    .findFirst()
                    .orElseThrow();
        }

        Run by(Goes goes) throws IOException, InterruptedException {
            return new Drive(folder.resolve("state"), REGISTRY, (feed, control) -> {
                        var robot = new Robot(feed, control);
                        var set = Values.NONE;
                        for (var each : feed.wanted()) {
                            set = set.with(each.variable().name(), each.value(), false);
                        }
                        robot.does(new Intent.SetVariables(set));
                        assertThat(served()).isEqualTo("40 40 on old");
                        goes.along(new WholeWay(robot, this::atWork));
                        robot.does(new Intent.Leave());
                    })
                    .by(machines.settings())
                    .begin(paths, checklist, folder, values, false);
        }

        private void atWork(String step, boolean back) throws IOException, InterruptedException {
            switch (step) {
                // What is written behind a copy of the running service travels too.
                case "cold.stop", "warm.stop", "move.stop", "move.stop-guarded" -> {
                    if (!back) {
                        written = true;
                        assertThat(asked("add/late")).isEqualTo("41 late on old");
                    }
                }
                case "dns", "dhcp" -> {
                    var wanted = back ? old : fresh;
                    if (!wanted.equals(leads)) {
                        leadsTo(wanted);
                    }
                }
                default -> {}
            }
        }

        /** What the service had to keep. */
        String kept() {
            return written ? "41 late" : "40 40";
        }

        String served() throws IOException, InterruptedException {
            return asked("");
        }

        private String asked(String path) throws IOException, InterruptedException {
            try (var client = HttpClient.newHttpClient()) {
                return client.send(
                                HttpRequest.newBuilder(URI.create(url + path)).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body()
                        .strip();
            }
        }

        void runsOn(Machine here, Machine notThere) throws IOException, InterruptedException {
            assertThat(state(here)).isEqualTo("active");
            assertThat(state(notThere)).isEqualTo("inactive");
        }

        private String state(Machine host) throws IOException, InterruptedException {
            return host.answers("systemctl is-active " + service.unit())
                    .getStdout()
                    .strip();
        }

        private String sites() throws IOException, InterruptedException {
            return proxy.does("cat " + service.proxyFile());
        }

        void proxyIsAsBefore() throws IOException, InterruptedException {
            assertThat(sites()).isEqualTo(sites);
        }

        void othersAreLeftAlone() throws IOException, InterruptedException {
            if (service.proxied()) {
                assertThat(proxy.does("grep -A 3 other.example.org " + service.proxyFile()))
                        .contains("http://" + old.address() + ":");
            }
        }

        String journal() throws IOException {
            return Files.readString(paths.journal());
        }
    }

    @FunctionalInterface
    private interface Goes {
        void along(WholeWay way) throws IOException, InterruptedException;
    }
}
