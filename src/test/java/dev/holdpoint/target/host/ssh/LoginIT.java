package dev.holdpoint.target.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.OwnSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to prove who one is. */
@Tag("slow")
class LoginIT {
    private static final String SECRET = "it's a \"s3cret\" $x \\ of 漢";

    @TempDir
    private Path directory;

    private OwnSshd sshd;
    private SshHosts hosts;
    private Path key;

    @BeforeEach
    void open() throws Exception {
        sshd = OwnSshd.start(directory.resolve("sshd"));
        hosts = new SshHosts(sshd.settings());
        key = directory.resolve("key");
    }

    @AfterEach
    void close() throws Exception {
        hosts.close();
        sshd.close();
    }

    /** Only the key that a test makes is of use. */
    private void onlyAuthorized(Path one) throws Exception {
        Files.copy(
                Path.of(one + ".pub"),
                sshd.folder().resolve("authorized_keys"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Host host(String secret) {
        return new Host("old", "127.0.0.1", sshd.port(), key.toString(), secret, null);
    }

    @Test
    void aKeyWithAPassphrase() throws Exception {
        OwnSshd.keygen(key, SECRET);
        onlyAuthorized(key);

        assertThat(hosts.identify(host(SECRET)).name()).isEqualTo("old");

        hosts.processes(host(SECRET))
                .forEach(ssh -> assertThat(ssh.info().commandLine().orElse(""))
                        .contains("ssh")
                        .doesNotContain("s3cret"));
    }

    @Test
    void aWrongPassphraseIsRefusedAndNotShown() throws Exception {
        OwnSshd.keygen(key, SECRET);
        onlyAuthorized(key);

        assertThatThrownBy(() -> hosts.identify(host("wr0ng")))
                .isInstanceOf(HostRefused.class)
                .hasMessageContaining("Permission denied")
                .message()
                .doesNotContain("wr0ng");
        assertThatThrownBy(() -> hosts.identify(host(null))).isInstanceOf(HostRefused.class);
    }

    @Test
    void aKeyThatOnlyTheAgentHas() throws Exception {
        OwnSshd.keygen(key, "");
        onlyAuthorized(key);
        Path socket = directory.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
        try {
            dev.holdpoint.target.host.Deadline.until("the agent listens", () -> Files.exists(socket));
            OwnSshd.run("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", key.toString());
            Files.delete(key);
            Files.writeString(
                    sshd.config(), "UserKnownHostsFile " + sshd.knownHosts() + "\nIdentityAgent " + socket + "\n");

            assertThat(hosts.identify(sshd.host("old")).name()).isEqualTo("old");
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    @Test
    void aCertificateOfAnAuthorityThatTheHostTrusts() throws Exception {
        Path authority = directory.resolve("authority");
        OwnSshd.keygen(authority, "");
        OwnSshd.keygen(key, "");
        Files.writeString(sshd.folder().resolve("authorized_keys"), "");
        sshd.stop();
        sshd.option("TrustedUserCAKeys " + authority + ".pub");
        sshd.serve();
        assertThatThrownBy(() -> hosts.identify(host(null))).isInstanceOf(HostRefused.class);

        OwnSshd.run(
                "ssh-keygen",
                "-q",
                "-s",
                authority.toString(),
                "-I",
                "me",
                "-n",
                System.getProperty("user.name"),
                key + ".pub");

        assertThat(hosts.identify(host(null)).name()).isEqualTo("old");
    }

    @Test
    void whatTheConfigurationSaysOfANameCounts() throws Exception {
        Files.writeString(
                sshd.config(), """
                Host old-server
                  HostName 127.0.0.1
                  Port %d
                  RemoteCommand echo never
                  RequestTTY force
                  ForwardAgent yes
                  ControlMaster auto
                  ControlPath %s/their-%%C
                  ControlPersist 60
                  LocalForward %d 127.0.0.1:1
                  LogLevel QUIET
                """.formatted(sshd.port(), directory, OwnSshd.freePort()), StandardOpenOption.APPEND);

        assertThat(hosts.identify(new Host("old", "old-server", null, null, null, null))
                        .address())
                .isEqualTo(sshd.name());
        try (var files = Files.list(directory)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith("their")))
                    .isEmpty();
        }
    }

    @Test
    void aJumpHostOfTheConfigurationIsUsed() throws Exception {
        try (OwnSshd inner = OwnSshd.start(directory.resolve("inner"))) {
            inner.authorize(sshd.key());
            Files.writeString(
                    sshd.knownHosts(), Files.readString(sshd.knownHosts()) + Files.readString(inner.knownHosts()));
            Files.writeString(sshd.config(), """
                    Host jump
                      HostName 127.0.0.1
                      Port %d
                    Host inner
                      HostName 127.0.0.1
                      Port %d
                      ProxyJump jump
                    """.formatted(sshd.port(), inner.port()), StandardOpenOption.APPEND);
            Host host = new Host("new", "inner", null, null, null, null);

            assertThat(hosts.identify(host).fingerprint()).isEqualTo(inner.fingerprint());

            assertThat(sshd.connections()).hasSize(1);
        }
    }

    @Test
    void theSecretOfAHostIsNotToldToTheJumpHostOfTheConfiguration() throws Exception {
        Path asked = directory.resolve("asked");
        OwnSshd.keygen(key, SECRET);
        Files.writeString(
                sshd.config(),
                "Host 127.0.0.1\n  ProxyCommand $SSH_ASKPASS \"jump@bastion's password: \" >%s; false\n"
                        .formatted(asked),
                StandardOpenOption.APPEND);

        assertThatThrownBy(() -> hosts.identify(host(SECRET))).isInstanceOf(java.io.IOException.class);

        assertThat(asked).isEmptyFile();
    }
}
