package dev.holdpoint.step.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of its own, which this JVM trusts meanwhile. */
@SuppressWarnings("NullAway.Init")
class HttpsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private SSLContext before;
    private HttpsServer server;
    private Instant ends;

    @BeforeEach
    void start() throws Exception {
        before = SSLContext.getDefault();
        var keys = keys();
        ends = ((X509Certificate) keys.getCertificate("it")).getNotAfter().toInstant();
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        SSLContext.setDefault(context);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/broken") ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        SSLContext.setDefault(before);
    }

    private KeyStore keys() throws Exception {
        var file = folder.resolve("keys.p12");
        keytool(
                "-genkeypair -alias it -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1 -validity 3 -storepass changeit",
                file);
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD);
        // What is only trusted stands there without its key.
        keys.setCertificateEntry("trusted", keys.getCertificate("it"));
        return keys;
    }

    private void keytool(String words, Path store) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of(words.split(" ")));
        line.addAll(List.of("-keystore", store.toString()));
        var log = folder.resolve("log");
        var ended = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(ended).as(Files.readString(log)).isZero();
    }

    private Evidence seen(String path) throws InterruptedException {
        var url = "https://127.0.0.1:" + server.getAddress().getPort() + path;
        var spec = new Request(url, "GET", "200", null, null, null, Map.of(), null, Duration.ofSeconds(20), null);
        return new HttpCheck().observe(spec, new FakeAttempt());
    }

    @Test
    void whatIsSeenLastsAsLongAsTheCertificate() throws Exception {
        var seen = seen("/");
        assertThat(seen.green()).as(seen.sentence()).isTrue();
        assertThat(seen.until()).isEqualTo(ends);
        assertThat(seen.sentence()).contains(" ms, under a certificate until ");
        assertThat(seen("/broken").until()).isNull();
    }
}
