package dev.holdpoint.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service of the lab as its users see it: what the proxy runs with now says which host answers, and that one answers where its unit
 * is active. Below {@code /on/HOST} a host answers by itself, as it answers a proxy.
 */
final class LabService implements AutoCloseable {
    private static final int BAD_GATEWAY = 502;
    private static final String DIRECT = "/on/";

    private final Fixture.Service wanted;
    private final Path lab;
    private final HttpServer http;

    private LabService(Fixture.Service wanted, Path lab, HttpServer http) {
        this.wanted = wanted;
        this.lab = lab;
        this.http = http;
    }

    static LabService start(Fixture.Service wanted, Path lab, int port) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var service = new LabService(wanted, lab, http);
        http.createContext("/", service::answer);
        http.setExecutor(task -> Thread.ofVirtual().name("service").start(task));
        http.start();
        return service;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var host = path.startsWith(DIRECT) ? Optional.of(path.substring(DIRECT.length())) : host();
            var served = host.filter(this::active);
            var says = served.map(it -> wanted.unit() + " on " + it)
                            .orElseGet(() ->
                                    host.map(it -> it + " does not answer").orElse("no backend"))
                    + "\n";
            var body = says.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(served.isPresent() ? 200 : BAD_GATEWAY, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private boolean active(String host) {
        try {
            var unit = lab.resolve("hosts").resolve(host).resolve("units").resolve(wanted.unit());
            return Files.readString(unit.resolve("active")).strip().equals("active");
        } catch (IOException never) {
            return false;
        }
    }

    /** Whose address stands next behind the domain in what the proxy runs with. */
    private Optional<String> host() {
        var proxy = wanted.proxy();
        if (proxy == null) {
            return wanted.first().stream().filter(this::active).findFirst();
        }
        var whole = running(proxy);
        var domain = Objects.requireNonNullElse(wanted.domain(), "");
        var text = whole.substring(Math.max(0, whole.indexOf(domain)));
        return wanted.backends().entrySet().stream()
                .filter(it -> text.contains(it.getKey()))
                .min(Comparator.comparingInt(it -> text.indexOf(it.getKey())))
                .map(Map.Entry::getValue);
    }

    /** Of plain nginx, or of the current generation of a NixOS host. */
    private String running(String proxy) {
        var home = LabHosts.home(lab, proxy);
        var generations = home.resolve("generations");
        try {
            if (!Files.exists(generations.resolve("current"))) {
                return Files.readString(home.resolve("etc/nginx/running"));
            }
            var now = generations.resolve(
                    Files.readString(generations.resolve("current")).strip());
            var text = new StringBuilder();
            try (Stream<Path> files = Files.walk(now)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    text.append(Files.readString(file));
                }
            }
            return text.toString();
        } catch (IOException notYet) {
            return "";
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
