package dev.holdpoint.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/**
 * The hosts of a lab: SSH servers in this program, each over a folder that is the home of whoever logs in. Commands run on this
 * machine, with stand-ins for what only a whole machine has ({@code systemctl}, {@code journalctl}, {@code nixos-rebuild},
 * {@code nginx}) in front of their path. Paths of a checklist are relative to that home in a rehearsal.
 */
final class LabHosts implements AutoCloseable {
    /** What stands in for programs of a whole machine. */
    private static final List<String> STAND_INS = List.of("systemctl", "journalctl", "nixos-rebuild", "nginx");

    private static final String HERE = "127.0.0.1";

    private final List<SshServer> servers;

    private LabHosts(List<SshServer> servers) {
        this.servers = servers;
    }

    /** What {@code ssh} reads instead of the user's own configuration. */
    static Path config(Path lab) {
        return lab.resolve("ssh").resolve("config");
    }

    /** What {@code ssh} calls one of them. */
    static String alias(String name) {
        return "lab-" + name;
    }

    /**
     * Makes the folders, keys and stand-ins, and runs the fixture's setup of each host.
     *
     * @param ports by name
     */
    static void lay(Path lab, Map<String, Fixture.Host> wanted, Map<String, Integer> ports) throws IOException {
        var ssh = Files.createDirectories(lab.resolve("ssh"));
        var config = new StringBuilder();
        var known = new StringBuilder();
        writeKey(ssh.resolve("id"), key());
        for (var host : wanted.keySet()) {
            var place = folder(lab, host);
            Files.createDirectories(place.resolve("home"));
            Files.createDirectories(place.resolve("units"));
            standIns(place.resolve("bin"), config(lab));
            known.append('[').append(HERE).append("]:").append(ports.get(host)).append(' ');
            known.append(PublicKeyEntry.toString(hostKey(lab, host).getPublic()))
                    .append('\n');
            config.append("Host %s\n  HostName %s\n  Port %d\n  User %s\n"
                    .formatted(alias(host), HERE, ports.get(host), System.getProperty("user.name")));
        }
        config.append("""
                Host *
                  IdentityFile %1$s/id
                  IdentitiesOnly yes
                  UserKnownHostsFile %1$s/known_hosts
                  GlobalKnownHostsFile /dev/null
                """.formatted(ssh));
        Files.writeString(ssh.resolve("known_hosts"), known);
        Files.writeString(config(lab), config);
        for (var host : wanted.entrySet()) {
            setUp(lab, host.getKey(), host.getValue());
        }
    }

    /** Starts them over their folders. */
    static LabHosts start(Path lab, Map<String, Integer> ports) throws IOException {
        var servers = new ArrayList<SshServer>();
        try {
            for (var host : ports.entrySet()) {
                var server = server(lab, host.getKey(), host.getValue());
                server.start();
                servers.add(server);
            }
            return new LabHosts(servers);
        } catch (IOException | RuntimeException e) {
            new LabHosts(servers).close();
            throw e;
        }
    }

    private static Path folder(Path lab, String host) {
        return lab.resolve("hosts").resolve(host);
    }

    /** The folder that is its home. */
    static Path home(Path lab, String host) {
        return folder(lab, host).resolve("home");
    }

    private static SshServer server(Path lab, String host, int port) {
        var server = SshServer.setUpDefaultServer();
        server.setHost(HERE);
        server.setPort(port);
        server.setKeyPairProvider(keys(lab, host));
        var allowed = lab.resolve("ssh").resolve("id.pub");
        server.setPublickeyAuthenticator((user, key, session) -> {
            try {
                return Files.readString(allowed).strip().equals(PublicKeyEntry.toString(key));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        server.setChannelFactories(List.of(
                new ChannelSessionFactory() {
                    @Override
                    public Channel createChannel(Session session) {
                        return new LabChannel();
                    }
                },
                DirectTcpipFactory.INSTANCE));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setCommandFactory((channel, command) ->
                new LabCommand(List.of("sh", "-c", command), home(lab, host), environment(lab, host)));
        return server;
    }

    private static SimpleGeneratorHostKeyProvider keys(Path lab, String host) {
        var keys = new SimpleGeneratorHostKeyProvider(folder(lab, host).resolve("key"));
        keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
        keys.setKeySize(256);
        return keys;
    }

    /** Made when it is first asked for, and kept. */
    private static KeyPair hostKey(Path lab, String host) {
        return keys(lab, host).loadKeys(null).iterator().next();
    }

    private static Map<String, String> environment(Path lab, String host) {
        var place = folder(lab, host);
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", place.resolve("bin") + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("HOME", place.resolve("home").toString());
        environment.put("HOLDPOINT_UNITS", place.resolve("units").toString());
        environment.put("HOLDPOINT_LAB_MACHINE", "lab-" + host);
        return environment;
    }

    private static void setUp(Path lab, String host, Fixture.Host wanted) {
        var setup = wanted.setup();
        if (setup != null) {
            Command.run(List.of("sh", "-e", "-c", setup), "", home(lab, host), environment(lab, host));
        }
    }

    private static void standIns(Path bin, Path config) throws IOException {
        Files.createDirectories(bin);
        for (var name : STAND_INS) {
            try (InputStream in = LabHosts.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " is missing from the program");
                }
                executable(Files.write(bin.resolve(name), in.readAllBytes()));
            }
        }
        // The hosts of a lab know each other as we know them.
        executable(Files.writeString(
                bin.resolve("ssh"), "#!/bin/sh\nPATH=${PATH#*:}\nexec ssh -F '" + config + "' \"$@\"\n"));
    }

    private static void executable(Path program) throws IOException {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static KeyPair key() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        } catch (GeneralSecurityException e) {
            throw new LabProblem("no key can be made for the hosts of the lab (" + e.getMessage() + ")", e);
        }
    }

    private static void writeKey(Path file, KeyPair key) throws IOException {
        var secret = Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(secret)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "lab", null, out);
        } catch (GeneralSecurityException e) {
            throw new LabProblem("no key can be made for the hosts of the lab (" + e.getMessage() + ")", e);
        }
        Files.writeString(Path.of(file + ".pub"), PublicKeyEntry.toString(key.getPublic()));
    }

    /** Jobs that run on them are ended by the lab's watchdog with everything else, or by themselves. */
    @Override
    public void close() {
        servers.forEach(LabHosts::stop);
    }

    private static void stop(SshServer server) {
        try {
            server.stop(true);
        } catch (IOException e) {
            // It goes with the program.
            return;
        }
    }
}
