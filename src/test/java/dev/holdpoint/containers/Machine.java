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

    /** A small disk: 24 MiB. */
    public static final String SMALL = "/small";

    private static final int ANYONE_READS = 0100644;

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
        container.copyFileToContainer(Transferable.of(content.getBytes(UTF_8), ANYONE_READS), path);
    }

    /** Waits for a condition that a command for {@code sh} says, asked there again and again; not longer than a minute. */
    public void until(String command) throws IOException, InterruptedException {
        does("end=$(($(date +%s) + 60)); until " + command
                + "; do [ $(date +%s) -lt $end ] || exit 1; sleep 0.01; done");
    }

    /** What was logged in by ssh is out at once, without a word; jobs go on. */
    public void cuts() throws IOException, InterruptedException {
        does("pkill -KILL -f '^sshd: (root|admin)' || :");
    }

    /** Nothing of ssh gets in or out, and no connection breaks, until {@link #hears}. */
    public void goesDeaf() throws IOException, InterruptedException {
        does("iptables -A INPUT -p tcp --dport 22 -j DROP && iptables -A OUTPUT -p tcp --sport 22 -j DROP");
    }

    public void hears() throws IOException, InterruptedException {
        does("iptables -F");
    }

    /** All of it stands still until {@link #thaws}. */
    public void freezes() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    public void thaws() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    void close() {
        container.stop();
    }
}
