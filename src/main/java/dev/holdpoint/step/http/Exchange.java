package dev.holdpoint.step.http;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Sends one request. The client is made here and closed again: HTTP costs nothing to runs that do not use it. */
final class Exchange {
    /** Bytes of a body that are read. */
    private static final int LIMIT = 1 << 20;

    static {
        // Before the client's classes are loaded, which read it once.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private Exchange() {}

    /** @throws InterruptedException when it is cancelled; whether the server did it is then not known */
    static Answer send(Request request, Values values) throws InterruptedException {
        HttpRequest message;
        try {
            message = message(request);
        } catch (IllegalArgumentException wrong) {
            return new Answer.None(Hidden.secretsOf(values, request + " cannot be sent: " + wrong.getMessage()), false);
        }
        var client = HttpClient.newBuilder()
                .connectTimeout(request.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                // HTTP/2 has the host in the address, and nowhere else.
                .version(request.namesItsHost() ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .build();
        try {
            return exchange(client, message, request.timeout());
        } finally {
            client.shutdownNow();
        }
    }

    private static HttpRequest message(Request request) {
        var body = request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body());
        var builder = HttpRequest.newBuilder(URI.create(request.url()))
                .timeout(request.timeout())
                .method(request.method(), body);
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private static Answer exchange(HttpClient client, HttpRequest message, Duration timeout)
            throws InterruptedException {
        var start = System.nanoTime();
        // The request's own timeout ends with the headers; this one holds for the body as well.
        var coming = client.sendAsync(message, HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(response -> new Answer.Came(
                        response.statusCode(),
                        read(response.body()),
                        Duration.ofNanos(System.nanoTime() - start),
                        response.sslSession().map(Exchange::end).orElse(null)));
        try {
            return coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            coming.cancel(true);
            return new Answer.None(where(message) + " did not answer within " + timeout.toMillis() + " ms", true);
        } catch (ExecutionException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            return none(message, cause, timeout);
        }
    }

    /** The server's own certificate comes first (RFC 8446, 4.4.2); what it is signed with is renewed by others. */
    private static @Nullable Instant end(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? certificate.getNotAfter().toInstant()
                    : null;
        } catch (SSLPeerUnverifiedException anonymous) {
            return null;
        }
    }

    private static String read(InputStream body) {
        try (body) {
            return new String(body.readNBytes(LIMIT), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Answer none(HttpRequest message, Throwable cause, Duration timeout) {
        var where = where(message);
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                new Answer.None(where + " did not take the connection within " + timeout.toMillis() + " ms", false);
            case HttpTimeoutException _ ->
                new Answer.None(where + " did not answer within " + timeout.toMillis() + " ms", true);
            case ConnectException e
            when deepest(e) instanceof UnresolvedAddressException ->
                new Answer.None("no host is called " + message.uri().getHost(), false);
            case ConnectException _ -> new Answer.None(where + " refuses connections", false);
            case SSLException e ->
                new Answer.None("TLS with " + where + " failed: " + deepest(e).getMessage(), false);
            default -> new Answer.None(where + " broke off: " + deepest(cause).getMessage(), true);
        };
    }

    private static Throwable deepest(Throwable thrown) {
        var at = thrown;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private static String where(HttpRequest message) {
        return message.uri().getRawAuthority();
    }
}
