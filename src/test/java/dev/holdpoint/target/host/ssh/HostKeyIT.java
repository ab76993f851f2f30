package dev.holdpoint.target.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

@Tag("slow")
class HostKeyIT {
    @TempDir
    private Path directory;

    private OwnSshd sshd;
    private SshHosts hosts;
    private Host host;

    @BeforeEach
    void open() throws Exception {
        sshd = OwnSshd.start(directory.resolve("sshd"));
        hosts = new SshHosts(sshd.settings());
        host = sshd.host("old");
    }

    @AfterEach
    void close() throws Exception {
        hosts.close();
        sshd.close();
    }

    @Test
    void theKeyThatWasUsedIsTold() throws Exception {
        assertThat(hosts.identify(host).fingerprint()).isEqualTo(sshd.fingerprint());
    }

    @Test
    void anUnknownKeyIsShownAndUsedOnceSomebodySaidYes() throws Exception {
        Files.delete(sshd.knownHosts());

        UnknownHostKey unknown = catchThrowableOfType(UnknownHostKey.class, () -> hosts.identify(host));

        assertThat(unknown.type()).isEqualTo("ssh-ed25519");
        assertThat(unknown.fingerprint()).isEqualTo(sshd.fingerprint());
        assertThat(unknown).hasMessageContaining("old (127.0.0.1").hasMessageContaining(sshd.fingerprint());
        assertThat(sshd.knownHosts()).doesNotExist();
        hosts.trust(host, unknown.fingerprint());
        assertThat(hosts.identify(host).fingerprint()).isEqualTo(sshd.fingerprint());
        assertThat(Files.readString(sshd.knownHosts()))
                .startsWith(sshd.name() + " ssh-ed25519 ")
                .endsWith("\n");
    }

    @Test
    void onlyTheKeyThatWasShownIsTrusted() throws Exception {
        Files.writeString(sshd.knownHosts(), "other ssh-ed25519 AAAA");
        UnknownHostKey unknown = catchThrowableOfType(UnknownHostKey.class, () -> hosts.identify(host));
        sshd.changeHostKey();

        assertThatThrownBy(() -> hosts.trust(host, unknown.fingerprint()))
                .isInstanceOf(HostRefused.class)
                .hasMessageContaining("is not " + unknown.fingerprint() + " any more");
        assertThat(sshd.knownHosts()).hasContent("other ssh-ed25519 AAAA");
        hosts.trust(host, sshd.fingerprint());
        assertThat(Files.readAllLines(sshd.knownHosts())).hasSize(2);
    }

    @Test
    void knownHostsAreHashedWhereTheConfigurationSaysSo() throws Exception {
        Files.delete(sshd.knownHosts());
        Files.writeString(sshd.config(), "HashKnownHosts yes\n", StandardOpenOption.APPEND);

        hosts.trust(host, sshd.fingerprint());

        assertThat(Files.readString(sshd.knownHosts())).startsWith("|1|").doesNotContain("127.0.0.1");
        assertThat(hosts.identify(host).user()).isNotBlank();
    }

    @Test
    void aChangedKeyIsRefusedWithBothFingerprintsAndThePlace() throws Exception {
        String known = sshd.fingerprint();
        Files.writeString(sshd.knownHosts(), "# mine\n" + Files.readString(sshd.knownHosts()));
        sshd.changeHostKey();

        ChangedHostKey changed = catchThrowableOfType(ChangedHostKey.class, () -> hosts.identify(host));

        assertThat(changed.known()).isEqualTo(known);
        assertThat(changed.shown()).isEqualTo(sshd.fingerprint());
        assertThat(changed.place()).isEqualTo(sshd.knownHosts() + ":2");
        assertThat(changed).hasMessageContainingAll(known, sshd.fingerprint(), ":2");
        assertThatThrownBy(() -> hosts.trust(host, sshd.fingerprint() + "x")).isInstanceOf(HostRefused.class);
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        Files.writeString(sshd.knownHosts(), "@revoked * " + keyOf(sshd.hostKey()) + "\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> hosts.identify(host))
                .isInstanceOf(HostRefused.class)
                .hasMessageContaining("revoked");
    }

    @Test
    void aHostWithACertificateOfAKnownAuthorityIsKnown() throws Exception {
        Path authority = directory.resolve("authority");
        OwnSshd.keygen(authority, "");
        OwnSshd.run(
                "ssh-keygen",
                "-q",
                "-s",
                authority.toString(),
                "-I",
                "old",
                "-h",
                "-n",
                "127.0.0.1",
                sshd.hostKey() + ".pub");
        sshd.stop();
        sshd.option("HostCertificate " + sshd.hostKey() + "-cert.pub");
        sshd.serve();
        Files.writeString(sshd.knownHosts(), "@cert-authority * " + keyOf(authority) + "\n");

        assertThat(hosts.identify(host).fingerprint()).isEqualTo(sshd.fingerprint());
    }

    private static String keyOf(Path key) throws Exception {
        String[] words = Files.readString(Path.of(key + ".pub")).split(" ", -1);
        return words[0] + " " + words[1];
    }
}
