package dev.holdpoint.containers;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.holdpoint.target.host.OwnSshd;
import dev.holdpoint.target.host.ssh.SshSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * Hosts of one network, each a container with systemd as its first process. They know one another by their names, as root by ssh, and
 * this machine knows them by the same names in {@link #settings}; all keys are made for this and thrown away.
 */
public final class Machines implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int OWNER_ONLY = 0100600;

    /** On the layers of a container tail hears nothing of what is appended, and looks once a second. */
    private static final String JOBS = "/root/.local/state/holdpoint";

    private final Path folder;
    private final Network network;
    private final Map<String, Machine> machines = new LinkedHashMap<>();

    private Machines(Path folder) {
        this.folder = folder;
        this.network = Network.builder()
                .createNetworkCmdModifier(it -> it.withLabels(labels()))
                .build();
    }

    /**
     * Waits until all of them are up and answer by ssh.
     *
     * @param folder is made; keys and ssh's own files go there
     * @param ports that are published too, on 127.0.0.1 of this machine
     */
    public static Machines start(Path folder, List<String> names, Integer... ports) throws Exception {
        Files.createDirectories(folder);
        OwnSshd.keygen(folder.resolve("key"), "");
        Machines all = new Machines(folder);
        try {
            for (String name : names) {
                all.machines.put(name, new Machine(name, all.container(name, ports)));
            }
            Startables.deepStart(all.machines.values().stream().map(Machine::container))
                    .join();
            all.trust();
            return all;
        } catch (Exception | Error broken) {
            all.close();
            throw broken;
        }
    }

    public static Machines start(Path folder, String... names) throws Exception {
        return start(folder, List.of(names));
    }

    /** What leftovers of a test that was killed are known by. */
    private static Map<String, String> labels() {
        String[] label = given("HOLDPOINT_HOST_LABEL").split("=", 2);
        return Map.of(label[0], label[1]);
    }

    private static String given(String variable) {
        return Objects.requireNonNull(
                System.getenv(variable), variable + " is not set: run this by scripts/test --containers");
    }

    private GenericContainer<?> container(String name, Integer... ports) throws IOException {
        List<Integer> open = new ArrayList<>(List.of(Machine.SSH));
        open.addAll(Arrays.asList(ports));
        return new GenericContainer<>(DockerImageName.parse(given("HOLDPOINT_HOST_IMAGE")))
                .withNetwork(network)
                .withNetworkAliases(name)
                .withExposedPorts(open.toArray(Integer[]::new))
                .withLabels(labels())
                .withTmpFs(Map.of("/run", "rw", "/run/lock", "rw", Machine.SMALL, "rw,size=24m", JOBS, "rw,mode=700"))
                .withCopyToContainer(secret(folder.resolve("key")), "/root/.ssh/id_ed25519")
                .withCopyToContainer(secret(folder.resolve("key.pub")), "/root/.ssh/authorized_keys")
                .withCreateContainerCmdModifier(it -> Objects.requireNonNull(
                                it.withHostName(name).getHostConfig())
                        .withCgroupnsMode("host")
                        .withBinds(Bind.parse("/sys/fs/cgroup:/sys/fs/cgroup:rw"))
                        .withCapAdd(Capability.NET_ADMIN)
                        .withPortBindings(open.stream().map(Machines::published).toList()))
                .waitingFor(Wait.forSuccessfulCommand(
                        "systemctl is-system-running --wait; systemctl is-active --quiet ssh"))
                .withStartupTimeout(PATIENCE);
    }

    private static PortBinding published(int port) {
        return new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port));
    }

    private static Transferable secret(Path file) throws IOException {
        return Transferable.of(Files.readAllBytes(file), OWNER_ONLY);
    }

    /** Each knows the keys of all, and so does this machine; written anew from the keys that they have now. */
    public void trust() throws IOException, InterruptedException {
        StringBuilder here = new StringBuilder();
        StringBuilder there = new StringBuilder();
        StringBuilder config = new StringBuilder();
        for (Machine each : machines.values()) {
            String key = each.does("cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub");
            here.append("[127.0.0.1]:%d %s".formatted(each.port(Machine.SSH), key));
            there.append(each.name() + " " + key);
            config.append("""
                    Host %s
                        HostName 127.0.0.1
                        Port %d
                    """.formatted(each.name(), each.port(Machine.SSH)));
        }
        Files.writeString(knownHosts(), here);
        Files.writeString(config(), """
                UserKnownHostsFile %s
                GlobalKnownHostsFile /dev/null
                User root
                IdentityFile %s
                IdentitiesOnly yes
                """.formatted(knownHosts(), folder.resolve("key")) + config);
        for (Machine each : machines.values()) {
            each.writes("/etc/ssh/ssh_known_hosts", there.toString());
        }
    }

    public Machine named(String name) {
        return Objects.requireNonNull(machines.get(name), name);
    }

    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** For {@code ssh -F}: names, ports and keys. */
    public Path config() {
        return folder.resolve("config");
    }

    /** Impatient ones: a host that says nothing is given up after three seconds. */
    public SshSettings settings() {
        return new SshSettings(List.of("-F", config().toString()), Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        machines.values().parallelStream().forEach(Machine::close);
        network.close();
    }
}
