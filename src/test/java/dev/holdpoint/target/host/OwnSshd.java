package dev.holdpoint.target.host;

import dev.holdpoint.target.host.ssh.SshSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An OpenSSH server as an ordinary process on 127.0.0.1, with keys and files of its own below one folder; whoever logs in is the user
 * of the test, with another home. Clients use {@link #settings}, which read nothing of the user's own {@code ~/.ssh}.
 */
public final class OwnSshd implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final List<String> options;
    private @Nullable Process server;

    private OwnSshd(Path folder, int port, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.options = options;
    }

    /**
     * @param folder is made; a short path
     * @param options further lines of {@code sshd_config}, which count before ours
     */
    public static OwnSshd start(Path folder, String... options) throws Exception {
        OwnSshd sshd = new OwnSshd(folder, freePort(), new ArrayList<>(List.of(options)));
        Files.createDirectories(folder.resolve("home"));
        keygen(sshd.hostKey(), "");
        keygen(sshd.key(), "");
        sshd.authorize(sshd.key());
        Files.writeString(sshd.config(), """
                UserKnownHostsFile %s
                GlobalKnownHostsFile /dev/null
                IdentityFile %s
                IdentitiesOnly yes
                """.formatted(sshd.knownHosts(), sshd.key()));
        sshd.trustHostKey();
        sshd.serve();
        return sshd;
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A new key pair; {@code path} and {@code path.pub} are replaced. */
    public static void keygen(Path path, String passphrase) throws Exception {
        Files.deleteIfExists(path);
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "test", "-f", path.toString());
    }

    public static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    /** Further lines of {@code sshd_config}, from the next {@link #serve} on. */
    public void option(String line) {
        options.add(line);
    }

    /** Starts it again where it was, with the keys that there are now. */
    public void serve() throws Exception {
        if (ProcessHandle.current().info().user().orElse("").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        List<String> lines = new ArrayList<>(options);
        lines.addAll(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + hostKey(),
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "SetEnv HOME=" + home(),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "MaxStartups 500",
                "LogLevel VERBOSE"));
        Files.write(folder.resolve("sshd_config"), lines);
        server = new ProcessBuilder(
                        "/usr/sbin/sshd",
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        Process started = server;
        Deadline.until("sshd listens: " + log(), () -> {
            if (!started.isAlive()) {
                throw new AssertionError(Files.readString(log()));
            }
            return listens();
        });
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public Path folder() {
        return folder;
    }

    /** Of whoever logs in. */
    public Path home() {
        return folder.resolve("home");
    }

    public Path hostKey() {
        return folder.resolve("host_key");
    }

    /** The private key that is authorized from the beginning. */
    public Path key() {
        return folder.resolve("user_key");
    }

    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** For {@code ssh -F}: add to it what a test needs. */
    public Path config() {
        return folder.resolve("ssh_config");
    }

    public Path log() {
        return folder.resolve("sshd.log");
    }

    public SshSettings settings() {
        return new SshSettings(List.of("-F", config().toString()), Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    public Host host(String name) {
        return new Host(name, "127.0.0.1", port, null, null, null);
    }

    public void authorize(Path key) throws IOException {
        Files.writeString(
                folder.resolve("authorized_keys"),
                Files.readString(Path.of(key + ".pub")),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    /** The name of this server in {@code known_hosts}. */
    public String name() {
        return "[127.0.0.1]:" + port;
    }

    /** Writes {@code known_hosts} anew: with this server's key and nothing else. */
    public void trustHostKey() throws IOException {
        String[] words = Files.readString(Path.of(hostKey() + ".pub")).split(" ", -1);
        Files.writeString(knownHosts(), name() + " " + words[0] + " " + words[1] + "\n");
    }

    public String fingerprint() throws Exception {
        return run("ssh-keygen", "-lf", hostKey().toString()).split(" ", -1)[1];
    }

    /** It has another host key from now on. */
    public void changeHostKey() throws Exception {
        stop();
        keygen(hostKey(), "");
        serve();
    }

    /** The processes that each serve one connection. */
    public List<ProcessHandle> connections() {
        return server == null ? List.of() : server.children().toList();
    }

    /** Cuts all connections at once, without a word; what runs in them goes on. */
    public void cut() {
        connections()
                .forEach(c -> Stream.concat(c.descendants().filter(OwnSshd::serves), Stream.of(c))
                        .toList()
                        .forEach(ProcessHandle::destroyForcibly));
    }

    /** Nothing is heard from it any more, and no connection breaks, until {@link #resume}. */
    public void pause() throws Exception {
        signal("STOP");
    }

    public void resume() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        if (server != null) {
            String pids = Stream.concat(
                            Stream.of(server.toHandle()), server.descendants().filter(OwnSshd::serves))
                    .map(p -> Long.toString(p.pid()))
                    .collect(Collectors.joining(" "));
            run("sh", "-c", "kill -s " + name + " " + pids + " || :");
        }
    }

    private static boolean serves(ProcessHandle process) {
        return process.info().command().orElse("").contains("sshd");
    }

    /** Ends it and all its connections. */
    public void stop() throws Exception {
        if (server != null) {
            List<ProcessHandle> serving = connections();
            server.destroyForcibly().waitFor();
            serving.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public void close() throws Exception {
        resume();
        stop();
    }
}
