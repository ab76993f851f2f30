package dev.holdpoint.step.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTest {
    private final FakeAttempt attempt = new FakeAttempt();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var told = path.equals("/host") ? "Host" : "Authorization";
            if (path.equals("/silent")) {
                awaitOver();
            }
            var body = (exchange.getRequestMethod() + " "
                            + exchange.getRequestHeaders().getFirst(told) + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.equals("/broken") ? 503 : 200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    private void awaitOver() {
        try {
            over.await();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private Request request(String method, String path, String status, @Nullable String matches, Duration timeout) {
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return new Request(
                url,
                method,
                status,
                matches,
                null,
                null,
                Map.of("Authorization", "Bearer t0ken"),
                "ping",
                timeout,
                null);
    }

    @Test
    void theCheckIsGreenOnTheRightStatusAndBody() throws Exception {
        var evidence = new HttpCheck()
                .observe(request("GET", "/", "200", "^GET Bearer t0ken", Duration.ofSeconds(20)), attempt);
        assertThat(evidence.green()).isTrue();
        assertThat(evidence.sentence()).startsWith("200 in ");
    }

    private boolean green(@Nullable String contains, @Nullable String lacks) throws InterruptedException {
        var url = "http://localhost:" + server.getAddress().getPort() + "/";
        return new HttpCheck()
                .observe(
                        new Request(
                                url,
                                "GET",
                                "200",
                                null,
                                contains,
                                lacks,
                                Map.of(),
                                "ok. (1)",
                                Duration.ofSeconds(20),
                                null),
                        attempt)
                .green();
    }

    @Test
    void containsAndLacksAreMeantLetterByLetter() throws Exception {
        assertThat(green("ok. (1)", null)).isTrue();
        assertThat(green("ok.", "broken")).isTrue();
        assertThat(green("ok. .1.", null)).isFalse();
        assertThat(green("OK", null)).isFalse();
        assertThat(green(null, "k. (")).isFalse();
        assertThat(green(" ", null)).isFalse();
    }

    @Test
    void anotherStatusOrBodyIsRedAndSecretsOfTheAnswerAreMasked() throws Exception {
        attempt.with("!token=t0ken");
        var broken = new HttpCheck().observe(request("GET", "/broken", "2xx", null, Duration.ofSeconds(20)), attempt);
        assertThat(broken.sentence()).isEqualTo("503, not 2xx");
        assertThat(broken.details()).containsExactly("GET Bearer •••• ping");
        var other = new HttpCheck().observe(request("GET", "/", "200", "^pong", Duration.ofSeconds(20)), attempt);
        assertThat(other.sentence()).isEqualTo("200, but its body does not match ^pong");
    }

    @Test
    void theActionSaysWhatCameAndAPostWithoutAnswerIsUnknown() throws Exception {
        var http = new Http();
        var post = request("POST", "/", "200", null, Duration.ofSeconds(20));
        assertThat(http.run(post, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(attempt.said).contains("POST Bearer t0ken ping");
        var silent = request("POST", "/silent", "200", null, Duration.ofMillis(200));
        assertThat(http.run(silent, attempt)).isInstanceOf(Outcome.Unknown.class);
        var again = request("PUT", "/silent", "200", null, Duration.ofMillis(200));
        assertThat(http.run(again, attempt)).extracting("reason").asString().endsWith("did not answer within 200 ms");
        assertThat(http.afterlife(post)).isEqualTo(Afterlife.ASK);
        assertThat(http.afterlife(again)).isEqualTo(Afterlife.REPEAT);
    }

    @Test
    void whatMayChangeSomethingIsDangerousAndWhatLooksIsNot() {
        for (var method : List.of("POST", "PUT", "PATCH", "DELETE", "delete")) {
            assertThat(new Http().danger(request(method, "/", "200", null, Duration.ofSeconds(1))))
                    .hasValueSatisfying(it -> assertThat(it.phrase()).isEqualTo("127.0.0.1"));
        }
        for (var method : List.of("GET", "HEAD", "OPTIONS")) {
            assertThat(new Http().danger(request(method, "/", "200", null, Duration.ofSeconds(1))))
                    .isEmpty();
        }
    }

    @Test
    void refusedAndUnknownNamesAreOneLine() throws Exception {
        var port = server.getAddress().getPort();
        server.stop(0);
        var refused = new HttpCheck().observe(request("GET", "/", "200", null, Duration.ofSeconds(20)), attempt);
        assertThat(refused.sentence()).isEqualTo("127.0.0.1:" + port + " refuses connections");
        var nobody = new Request(
                "http://nobody.invalid/", "GET", "200", null, null, null, Map.of(), null, Duration.ofSeconds(20), null);
        assertThat(new HttpCheck().observe(nobody, attempt).sentence()).isEqualTo("no host is called nobody.invalid");
    }

    @Test
    void plainTextWhereTlsIsSpokenIsOneLine() throws Exception {
        try (var plain = new CrudeServer(it -> {
            it.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            it.shutdownOutput();
        })) {
            var url = "https://" + plain.authority() + "/";
            var spec = new Request(url, "GET", "200", null, null, null, Map.of(), null, Duration.ofSeconds(20), null);
            assertThat(new HttpCheck().observe(spec, attempt).sentence())
                    .startsWith("TLS with 127.0.0.1:")
                    .doesNotContain("\n");
        }
    }

    @Test
    void previewMasksHeadersThatAreSecretByName() {
        assertThat(new Http().preview(request("GET", "/", "200", null, Duration.ofSeconds(1)), attempt))
                .contains("  Authorization: ••••")
                .noneMatch(line -> line.contains("t0ken"));
    }

    @Test
    void problemsNameWhatToWrite() {
        var wrong = new Request("ftp://x", "FETCH", "fine", "(", " ", null, Map.of(), null, Duration.ZERO, null);
        assertThat(new Http().problems(wrong)).hasSize(6);
        assertThat(new HttpCheck().problems(request("POST", "/", "200", null, Duration.ofSeconds(1))))
                .singleElement()
                .asString()
                .startsWith("a check changes nothing");
        assertThat(new Http().problems(request("GET", "/", "200, 3xx", null, Duration.ofSeconds(1))))
                .isEmpty();
    }

    private Request with(Map<String, String> headers) {
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/host";
        return new Request(url, "GET", "200", null, null, null, headers, null, Duration.ofSeconds(20), null);
    }

    @Test
    void aServerMayBeCalledByAnotherName() throws Exception {
        var evidence = new HttpCheck()
                .observe(
                        new Request(
                                with(Map.of()).url(),
                                "GET",
                                "200",
                                null,
                                "GET wiki.example.org ",
                                null,
                                Map.of("Host", "wiki.example.org"),
                                null,
                                Duration.ofSeconds(20),
                                null),
                        attempt);
        assertThat(evidence.green()).as(evidence.sentence()).isTrue();
        assertThat(new Http().problems(with(Map.of("Host", "wiki.example.org"))))
                .isEmpty();
    }

    @Test
    void headersThatCannotBeSentAreAProblem() {
        for (var name : List.of("Connection", "content-length", "Expect", "Upgrade", "X Y", "")) {
            assertThat(new Http().problems(with(Map.of(name, "x")))).as(name).hasSize(1);
        }
    }
}
