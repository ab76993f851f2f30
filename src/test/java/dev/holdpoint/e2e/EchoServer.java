package dev.holdpoint.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Answers every request with status 500 and with all that came, address, headers and body, and then some text of its own. */
final class EchoServer implements AutoCloseable {
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final byte[] own;

    EchoServer(byte[] own) throws IOException {
        this.own = own;
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new StringBuilder(exchange.getRequestURI() + "\n");
        exchange.getRequestHeaders().forEach((name, values) -> body.append(name + ": " + values + "\n"));
        body.append(new String(exchange.getRequestBody().readAllBytes(), UTF_8)).append('\n');
        var bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(500, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
            out.write(own);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
