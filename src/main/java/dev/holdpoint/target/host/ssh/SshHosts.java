package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.Shell;
import dev.holdpoint.target.host.Ways;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The connections of a run: one for each host, opened when it is first wanted, kept, and opened anew when it is lost. All that is
 * done on a host goes through it. Any thread may call; different hosts do not wait for one another.
 */
public final class SshHosts implements Ways {
    /** Control sockets have to fit into 108 bytes, with what {@code ssh} adds; so they are not in a run's folder. */
    private static final Path SHORT = Path.of("/tmp");

    private final Map<Host, Way> ways = new ConcurrentHashMap<>();
    private final Path folder;
    private final SshCommand ssh;

    public SshHosts() throws IOException {
        this(SshSettings.standard());
    }

    public SshHosts(SshSettings settings) throws IOException {
        folder = Files.createTempDirectory(
                SHORT, "hp-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path askpass = folder.resolve("askpass");
        Files.writeString(askpass, Remote.ASKPASS);
        Files.setPosixFilePermissions(askpass, PosixFilePermissions.fromString("rwx------"));
        ssh = new SshCommand(settings, askpass);
    }

    /** For {@link dev.holdpoint.target.host.Jobs}. */
    @Override
    public Shell shell(Host host) {
        return new SshShell(way(host));
    }

    /**
     * Connects, if need be, and asks the host what it is.
     *
     * @throws UnknownHostKey if a person has to compare its key first
     * @throws ChangedHostKey if it shows another key than the known one
     * @throws HostRefused if it does not let us in
     * @throws IOException if it cannot be reached
     */
    @Override
    public Identity identify(Host host) throws IOException, InterruptedException {
        Way way = way(host);
        way.askAgain();
        return way.master().identify();
    }

    @Override
    public Identity known(Host host) throws IOException, InterruptedException {
        return way(host).master().known();
    }

    /**
     * Writes the key that a host shows into {@code known_hosts}, after a person said yes to the fingerprint in {@link UnknownHostKey}.
     *
     * @throws HostRefused if the host shows another one now
     */
    @Override
    public void trust(Host host, String fingerprint) throws IOException, InterruptedException {
        way(host).trust(fingerprint);
    }

    /**
     * Runs a short command and waits for its end, however long that takes. It is ended with TERM when the thread is interrupted or the
     * connection is lost.
     *
     * @return its status, and the last 64 KiB of what it wrote, standard output and errors together
     * @throws IOException if the connection was lost: what became of it nobody knows
     */
    @Override
    public Shell.Answer capture(Host host, JobCommand command) throws IOException, InterruptedException {
        return ShortCommand.run(way(host), command);
    }

    @Override
    public Shell.Answer captureAnew(Host host, JobCommand command) throws IOException, InterruptedException {
        Path own = room();
        List<Way> chain = new ArrayList<>();
        try {
            return ShortCommand.run(anew(host, own, chain), command);
        } finally {
            chain.reversed().forEach(Way::close);
            chain.forEach(Way::awaitEnd);
            remove(own);
        }
    }

    /** @param chain gets all ways that belong to it, the one from here first */
    private Way anew(Host host, Path own, List<Way> chain) throws IOException {
        Host before = host.via();
        Way via = before == null || before.local() ? null : anew(before, own, chain);
        Way way = new Way(host, ssh, Files.createDirectory(own.resolve(Integer.toString(chain.size()))), via);
        chain.add(way);
        return way;
    }

    /**
     * A port of this machine that leads to an address as the host sees it; the same one for the same address.
     *
     * @throws IOException if there is no connection, or the host allows no forwarding
     */
    @Override
    public int forward(Host host, String address, int port) throws IOException, InterruptedException {
        return way(host).forward(address, port).port();
    }

    @Override
    public List<String> ssh() {
        return ssh.program();
    }

    /** The words for {@code rsync -e}, joined by blanks: they use the connection, whatever name stands before the colon. */
    @Override
    public List<String> rsyncShell(Host host) throws IOException, InterruptedException {
        return SshCommand.through(way(host).master().socket());
    }

    /** How long there has been no word from a host; empty while none has come. A host that is there speaks every second. */
    @Override
    public Optional<Duration> silence(Host host) {
        return Optional.ofNullable(ways.get(host)).flatMap(Way::silence);
    }

    private Way way(Host host) {
        if (host.local()) {
            throw new IllegalArgumentException("this machine is not reached by ssh");
        }
        Way known = ways.get(host);
        if (known != null) {
            return known;
        }
        Way via = host.via() == null || host.via().local() ? null : way(host.via());
        return ways.computeIfAbsent(host, h -> new Way(h, ssh, room(), via));
    }

    /** A folder for the sockets of one host. */
    private Path room() {
        try {
            return Files.createTempDirectory(folder, "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The masters, for tests that end them. */
    Stream<Process> processes(Host host) {
        return way(host).masters().stream().map(Master::process);
    }

    /** Ends all connections. What was started on the hosts goes on there. */
    @Override
    public void close() {
        ways.values().forEach(Way::close);
        ways.values().forEach(Way::awaitEnd);
        remove(folder);
    }

    /** A connection that was just being opened may leave something; it is in the folder of temporary files. */
    private static void remove(Path path) {
        File[] within = path.toFile().listFiles();
        for (File file : within == null ? new File[0] : within) {
            remove(file.toPath());
        }
        path.toFile().delete();
    }
}
