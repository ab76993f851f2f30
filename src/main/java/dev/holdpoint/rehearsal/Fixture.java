package dev.holdpoint.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a checklist's rehearsal needs, as its author wrote it.
 *
 * @param rehearsal what it is, one line
 * @param servers the PostgreSQL servers by name
 * @param hosts the hosts by name
 * @param service what users see of the hosts, where the checklist moves a service
 * @param application the stand-in for the applications, where the checklist speaks of any
 * @param values a value for each of the checklist's variables that the lab knows; see {@link Lab#values()} for its words
 */
record Fixture(
        String rehearsal,
        Map<String, Server> servers,
        Map<String, Host> hosts,
        @Nullable Service service,
        @Nullable Application application,
        Map<String, String> values) {
    Fixture {
        servers = Map.copyOf(Objects.requireNonNullElse(servers, Map.of()));
        hosts = Map.copyOf(Objects.requireNonNullElse(hosts, Map.of()));
        values = Map.copyOf(Objects.requireNonNullElse(values, Map.of()));
    }

    /**
     * @param host the loopback address it listens on
     * @param administrator its superuser
     * @param roles SQL that makes its roles, run before any database is made
     * @param databases SQL that fills each database, by name, run as the administrator
     */
    record Server(
            String host, String administrator, @Nullable String roles, Map<String, Data> databases) {
        Server {
            host = Objects.requireNonNullElse(host, "");
            administrator = Objects.requireNonNullElse(administrator, "");
            databases = Map.copyOf(Objects.requireNonNullElse(databases, Map.of()));
        }
    }

    /** @param setup sh text that makes what is on it, run once in its home with its stand-ins; {@code $HOLDPOINT_UNITS} has its units */
    record Host(@Nullable String setup) {}

    /**
     * @param proxy the host whose configuration says which backend answers; without one it is the first whose unit is active
     * @param domain behind which the backend's address stands in that configuration
     * @param backends hosts by that address
     * @param first hosts in the order in which they are tried, where there is no proxy
     * @param unit that serves, as {@code forgejo.service}
     */
    record Service(
            @Nullable String proxy,
            @Nullable String domain,
            Map<String, String> backends,
            List<String> first,
            String unit) {
        Service {
            backends = Map.copyOf(Objects.requireNonNullElse(backends, Map.of()));
            first = List.copyOf(Objects.requireNonNullElse(first, List.of()));
        }
    }

    /**
     * @param megabytes how large it is to be, about; the SQL reads it as {@code current_setting('lab.megabytes')}
     * @param sql what fills it, empty for an empty database
     */
    record Data(int megabytes, @Nullable String sql) {}

    /**
     * @param uses the server it talks to at first
     * @param database where its table {@code heartbeat} is
     * @param role who it is there; gets a password of its own on every server
     */
    record Application(String uses, String database, String role) {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** @throws LabProblem when the file cannot be read or says something a lab does not know */
    static Fixture read(Path file) {
        try {
            var tree = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            var fixture = MAPPER.convertValue(tree, Fixture.class);
            fixture.check(file);
            return fixture;
        } catch (IOException e) {
            throw new LabProblem(file + ": this checklist has no rehearsal, or its file cannot be read", e);
        } catch (YamlEngineException e) {
            throw new LabProblem(file + yamlProblem(e), e);
        } catch (UnrecognizedPropertyException e) {
            throw new LabProblem(
                    file + ": " + where(e) + "unknown; write one of "
                            + new TreeSet<>(Objects.requireNonNullElse(e.getKnownPropertyIds(), List.of())),
                    e);
        } catch (DatabindException e) {
            throw new LabProblem(file + ": " + where(e) + e.getOriginalMessage(), e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new LabProblem(file + ": " + e.getMessage(), e);
        }
    }

    /** Stands for everything that the servers' data is made of: the same data, the same name. */
    String dataKey() {
        return Digest.of(MAPPER.writeValueAsString(servers));
    }

    private void check(Path file) {
        if (servers.isEmpty() && hosts.isEmpty()) {
            throw new LabProblem(
                    file
                            + ": a rehearsal needs servers: or hosts:, for example servers: { old: { host: 127.0.0.1, administrator: admin } }");
        }
        var twice = servers.keySet().stream().filter(hosts::containsKey).findFirst();
        if (twice.isPresent()) {
            throw new LabProblem(file + ": " + twice.get() + " is a server and a host; give one of them another name");
        }
        servers.forEach((name, server) -> {
            if (!server.host().startsWith("127.")) {
                throw new LabProblem(file + ": servers." + name
                        + ".host: a lab listens on loopback addresses only; write 127.0.0.1");
            }
            if (server.administrator().isEmpty()) {
                throw new LabProblem(
                        file + ": servers." + name + ": name its superuser, for example administrator: admin");
            }
        });
        if (service != null && service.proxy() != null && !hosts.containsKey(service.proxy())) {
            throw new LabProblem(file + ": service.proxy: there is no host " + service.proxy() + "; write one of "
                    + String.join(", ", hosts.keySet()));
        }
        if (application != null && !servers.containsKey(application.uses())) {
            throw new LabProblem(file + ": application.uses: there is no server " + application.uses()
                    + "; write one of " + String.join(", ", servers.keySet()));
        }
    }

    private static String yamlProblem(YamlEngineException problem) {
        return problem instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                                .map(it -> ":" + (it.getLine() + 1) + ":" + (it.getColumn() + 1))
                                .orElse("") + ": " + marked.getProblem()
                : ": not YAML";
    }

    private static String where(DatabindException problem) {
        List<String> words = problem.getPath().stream()
                .map(it -> it.getPropertyName() == null ? "" + it.getIndex() : it.getPropertyName())
                .toList();
        return words.isEmpty() ? "" : String.join(".", words) + ": ";
    }
}
