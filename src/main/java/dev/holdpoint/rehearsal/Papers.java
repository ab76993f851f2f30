package dev.holdpoint.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one lab was made of, on disk (mode 600) for a program that comes back to it. The passwords in it were made for this
 * lab, open nothing else, and go with it.
 *
 * @param hosts the port of each
 */
record Papers(
        Fixture fixture,
        Map<String, Server> servers,
        Map<String, Integer> hosts,
        String applicationPassword,
        int applicationPort,
        int servicePort) {
    private static final Pattern WORD = Pattern.compile("\\$\\{([a-z0-9-]+)\\.([a-z]+)}");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    Papers {
        servers = Map.copyOf(servers);
        hosts = Map.copyOf(hosts);
    }

    static Papers fresh(Fixture fixture) {
        var servers = new HashMap<String, Server>();
        fixture.servers().forEach((name, wanted) -> servers.put(name, Server.fresh(name, wanted)));
        var hosts = new HashMap<String, Integer>();
        fixture.hosts().keySet().forEach(it -> hosts.put(it, Server.freePort("127.0.0.1")));
        return new Papers(
                fixture, servers, hosts, Secret.fresh(), Server.freePort("127.0.0.1"), Server.freePort("127.0.0.1"));
    }

    void write(Path lab) throws IOException {
        var file = Files.createFile(
                lab.resolve("papers.json"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, MAPPER.writeValueAsBytes(this));
    }

    static Papers read(Path lab) throws IOException {
        return MAPPER.readValue(Files.readAllBytes(lab.resolve("papers.json")), Papers.class);
    }

    Server server(String name) {
        return Optional.ofNullable(servers.get(name))
                .orElseThrow(() -> new LabProblem("the fixture has no server " + name));
    }

    /** A fixture's text with its words replaced. */
    String replaced(String text, Path lab) {
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(meaning(word.group(1), word.group(2), lab)
                        .orElseThrow(() -> new LabProblem("the fixture's values: a lab does not know " + word.group()
                                + "; it knows " + String.join(", ", new TreeMap<>(servers).keySet())
                                + " with .host .port .user .password, "
                                + String.join(", ", new TreeMap<>(hosts).keySet())
                                + " with .ssh .home, service with .url, and application with .url .control"))));
    }

    private Optional<String> meaning(String thing, String word, Path lab) {
        if (thing.equals("application") && fixture.application() != null) {
            return Optional.ofNullable(
                    switch (word) {
                        case "url" -> "http://127.0.0.1:" + applicationPort + "/health";
                        case "control" ->
                            lab.resolve("application").resolve("control").toString();
                        default -> null;
                    });
        }
        if (thing.equals("service") && fixture.service() != null && word.equals("url")) {
            return Optional.of("http://127.0.0.1:" + servicePort + "/");
        }
        if (hosts.containsKey(thing)) {
            return switch (word) {
                case "ssh" -> Optional.of(LabHosts.alias(thing));
                case "home" -> Optional.of(LabHosts.home(lab, thing).toString());
                default -> Optional.empty();
            };
        }
        return Optional.ofNullable(servers.get(thing)).map(it -> switch (word) {
            case "host" -> it.host();
            case "port" -> "" + it.port();
            case "user" -> it.user();
            case "password" -> it.password();
            default -> null;
        });
    }
}
