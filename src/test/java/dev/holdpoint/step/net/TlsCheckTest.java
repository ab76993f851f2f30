package dev.holdpoint.step.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of its own, which this JVM trusts meanwhile. */
@SuppressWarnings("NullAway.Init")
class TlsCheckTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private SSLContext before;
    private SSLServerSocket server;

    @BeforeEach
    void start() throws Exception {
        before = SSLContext.getDefault();
        var keys = keys();
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        SSLContext.setDefault(context);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var client = (SSLSocket) server.accept()) {
                client.startHandshake();
                client.getInputStream().read();
            } catch (IOException refused) {
                // A client that does not like the certificate hangs up.
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        SSLContext.setDefault(before);
    }

    private KeyStore keys() throws Exception {
        var file = folder.resolve("keys.p12");
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(("-genkeypair -alias it -keyalg EC -dname CN=Lab -validity 3 -storepass changeit"
                        + " -ext san=dns:git.example.org,dns:*.lab.example.org -keystore " + file)
                .split(" ")));
        var log = folder.resolve("log");
        var ended = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(ended).as(Files.readString(log)).isZero();
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD);
        keys.setCertificateEntry("trusted", keys.getCertificate("it"));
        return keys;
    }

    private Evidence look(String host, @Nullable String name, int days) throws Exception {
        var attempt = new FakeAttempt();
        attempt.clock = InstantSource.system();
        return new TlsCheck()
                .observe(
                        new TlsCheck.Spec(
                                host, server.getLocalPort(), name, days, "127.0.0.1", Duration.ofSeconds(20), null),
                        attempt);
    }

    @Test
    void theCertificateIsSeenBeforeTheNameLeadsThere() throws Exception {
        var seen = look("git.example.org", null, 1);
        assertThat(seen.green()).as(seen.sentence()).isTrue();
        assertThat(seen.sentence()).startsWith("for git.example.org, *.lab.example.org by Lab, 2 days left, until 2");
        assertThat(seen.until()).isNotNull();
        assertThat(look("127.0.0.1", "a.lab.example.org", 1).green()).isTrue();
    }

    @Test
    void anotherNameAndTooFewDaysAreRed() throws Exception {
        var other = look("example.org", null, 1);
        assertThat(other.green()).isFalse();
        assertThat(other.sentence()).startsWith("not valid for example.org: No subject alternative DNS name matching");
        assertThat(look("git.example.org", null, 14).sentence()).endsWith("; 14 days wanted");
    }

    @Test
    void whomNobodyTrustsIsRedThoughItIsRead() throws Exception {
        SSLContext.setDefault(before);
        var seen = look("git.example.org", null, 1);
        assertThat(seen.green()).isFalse();
        assertThat(seen.sentence())
                .startsWith("not valid for git.example.org: ")
                .contains("by Lab, 2 days left");
    }

    @Test
    void aPortWithoutTlsAndOneThatIsClosedAreSaid() throws Exception {
        int free;
        try (var plain = new ServerSocket(0)) {
            free = plain.getLocalPort();
        }
        var spec = new TlsCheck.Spec("git.example.org", free, null, 1, "127.0.0.1", Duration.ofSeconds(5), null);
        assertThat(new TlsCheck().observe(spec, new FakeAttempt()).sentence())
                .startsWith("127.0.0.1:" + free + " cannot be reached: ");
    }
}
