package dev.holdpoint.cli;

import static dev.holdpoint.cli.ServiceHosts.PASSWORD;
import static dev.holdpoint.cli.ServiceHosts.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.containers.Machine;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One run of a service's checklist, from hosts that are as before any move; also the hands that work in it. */
final class ServiceWalk implements WholeWay.Hands {
    private static final Registry REGISTRY = Registry.ofAll();

    private final ServiceHosts hosts;
    private final MovedService service;
    private final Map<String, String> chosen;
    private final Path folder;
    private final RunPaths paths;
    private final Checklist checklist;
    private final String url;
    private final String sites;
    private int late;
    private Machine leads;

    @FunctionalInterface
    interface Goes {
        void along(WholeWay way) throws IOException, InterruptedException;
    }

    /**
     * @param checklists the folder of services and parts
     * @param chosen what is answered to it
     */
    ServiceWalk(ServiceHosts hosts, MovedService service, Map<String, String> chosen, Path checklists, Path folder)
            throws IOException, InterruptedException {
        this.hosts = hosts;
        this.service = service;
        this.chosen = chosen;
        this.folder = folder;
        var file = checklists.resolve("services").resolve(service.checklist());
        checklist = Loader.load(file, REGISTRY).checklist().orElseThrow();
        paths = RunFolder.make(folder.resolve("state"), file, checklist);
        url = "http://" + hosts.proxy().address() + ":" + front() + "/";
        hosts.asBefore(service);
        leads = hosts.old();
        lead();
        sites = sites();
    }

    /** The proxy from scratch; where a checklist has none, it is what a name in DNS or DHCP leads to. */
    private void lead() throws IOException, InterruptedException {
        hosts.proxy()
                .does("edge %s %s %s:%s %s"
                        .formatted(proxy(), given("domain"), leads.address(), service.port(), front()));
    }

    /** nginx, nixos or none. */
    private String proxy() {
        return asks("proxy_kind") ? given("proxy_kind") : "none";
    }

    private boolean asks(String variable) {
        return checklist.variable(variable).isPresent();
    }

    private String given(String variable) {
        return chosen.getOrDefault(
                variable, checklist.variable(variable).map(Variable::fallback).orElse(""));
    }

    /** The port by which it is reached. */
    private String front() {
        return asks("proxy_kind") ? "80" : service.port();
    }

    private String proxyFile() {
        return proxy().equals("nixos") ? given("proxy_file") : "/etc/nginx/conf.d/services.conf";
    }

    private Map<String, String> values() {
        var fresh = hosts.fresh().address();
        var all = new HashMap<>(Map.of(
                "old_host",
                "old",
                "new_host",
                "new",
                "proxy_host",
                "proxy",
                "proxy_file",
                proxyFile(),
                "old_address",
                hosts.old().address(),
                "new_address",
                fresh,
                "new_ip",
                fresh,
                "new_backend",
                "http://" + fresh + ":" + service.port() + "/",
                "url",
                url + health()));
        all.putAll(Map.of("unit", service.unit(), "old_state", service.state(), "new_state", service.state()));
        if (service.equals(MovedService.HOT)) {
            all.putAll(servers());
        }
        all.putAll(chosen);
        all.keySet().removeIf(it -> !asks(it));
        return all;
    }

    /** Where its checklist proposes to ask it, below its address. */
    private String health() {
        return URI.create(given("url")).getPath().substring(1);
    }

    private Map<String, String> servers() {
        return Map.of(
                "database", service.unit(),
                "service_roles", service.unit(),
                "old_server", "127.0.0.1",
                "old_server_port", Integer.toString(port("old_server_via", hosts.old())),
                "new_server", "127.0.0.1",
                "new_server_port", Integer.toString(port("new_server_via", hosts.fresh())),
                "follow_at", "old:" + POSTGRES);
    }

    /** Where this machine reaches a server of its own accord, or where its host does. */
    private int port(String via, Machine host) {
        return given(via).equals("local") ? host.port(POSTGRES) : POSTGRES;
    }

    Run by(Goes goes) throws IOException, InterruptedException {
        return new Drive(folder.resolve("state"), REGISTRY, (feed, control) -> {
                    var robot = new Robot(feed, control);
                    var set = Values.NONE;
                    for (var each : feed.wanted()) {
                        var variable = each.variable();
                        set = set.with(variable.name(), variable.secret() ? PASSWORD : each.value(), variable.secret());
                    }
                    robot.does(new Intent.SetVariables(set));
                    assertThat(served()).isEqualTo("40 40 on old");
                    goes.along(new WholeWay(robot, this));
                    robot.does(new Intent.Leave());
                })
                .by(hosts.ssh())
                .begin(paths, checklist, folder, values(), false);
    }

    @Override
    public void atWork(Plan.Stop stop, boolean back) throws IOException, InterruptedException {
        if (stop.step().downtime() == Downtime.STARTS && !back) {
            // What is written behind a copy of the running service travels too.
            late++;
            assertThat(asked("add/late")).endsWith(" on old");
        }
        if (stop.step().downtime() == Downtime.ENDS && !stop.traits().byHand() && !back) {
            // Somebody's rebuild, and then a restart of the proxy, before the flip's gate.
            hosts.proxy().does((proxy().equals("nixos") ? "nixos-rebuild switch; " : "") + "systemctl restart nginx");
            assertThat(served()).doesNotEndWith(" on new");
        }
        if (stop.step().downtime() == Downtime.ENDS && stop.traits().byHand()) {
            leads = back ? hosts.old() : hosts.fresh();
            lead();
        }
    }

    /** The backup that a program has made of the old state. */
    @Override
    public boolean takesBack(Plan.Stop stop) throws IOException, InterruptedException {
        var byProgram = given("backup_way").equals("program");
        if (byProgram) {
            hosts.old().does("tar -C / -xf /backup/old.tar");
        }
        return byProgram;
    }

    /** What the service had to keep. */
    String kept() {
        return late == 0 ? "40 40" : 40 + late + " late";
    }

    String served() throws IOException, InterruptedException {
        return asked("");
    }

    String asked(String path) throws IOException, InterruptedException {
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
        return host.answers("systemctl is-active " + service.unit()).getStdout().strip();
    }

    private String sites() throws IOException, InterruptedException {
        return hosts.proxy().does("cat " + proxyFile());
    }

    void proxyIsAsBefore() throws IOException, InterruptedException {
        assertThat(sites()).isEqualTo(sites);
    }

    void othersAreLeftAlone() throws IOException, InterruptedException {
        if (asks("proxy_kind")) {
            assertThat(hosts.proxy().does("grep -A 3 other.example.org " + proxyFile()))
                    .contains("http://" + hosts.old().address() + ":");
        }
    }

    String url() {
        return url;
    }

    String journal() throws IOException {
        return Files.readString(paths.journal());
    }
}
