package dev.holdpoint.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.target.host.Host;
import java.io.IOException;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/** One of the {@link Machines}. What is said to it here goes by the engine, not by ssh. */
public final class Machine {
    static final int SSH = 22;

    private final String name;
    private final GenericContainer<?> container;

    Machine(String name, GenericContainer<?> container) {
        this.name = name;
        this.container = container;
    }

    GenericContainer<?> container() {
        return container;
    }

    public String name() {
        return name;
    }

    /** As the program reaches it. */
    public Host host() {
        return new Host(name, name, null, null, null, null);
    }

    /** The port of 127.0.0.1 that leads to one of its ports. */
    public int port(int inside) {
        return container.getMappedPort(inside);
    }

    /** Its address in the network of the hosts, which this machine reaches too where the engine is on it. */
    public String address() {
        return container.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(it -> String.valueOf(it.getIpAddress()))
                .findFirst()
                .orElseThrow();
    }

    /** What a script for {@code sh} says that root runs there; it must end well. */
    public String does(String script) throws IOException, InterruptedException {
        ExecResult ended = answers(script);
        if (ended.getExitCode() != 0) {
            throw new IOException(name + " ended with " + ended.getExitCode() + ": " + script + ": " + ended.getStdout()
                    + ended.getStderr());
        }
        return ended.getStdout();
    }

    /** The same, however it ends. */
    public ExecResult answers(String script) throws IOException, InterruptedException {
        return container.execInContainer("sh", "-c", script);
    }

    /** A file of root's that anyone may read. */
    public void writes(String path, String content) {
        container.copyFileToContainer(Transferable.of(content.getBytes(UTF_8), 0100644), path);
    }

    void close() {
        container.stop();
    }
}
