package dev.holdpoint.step;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An attempt for tests of kinds: programs really run, with sh; everything reported is kept in lists. */
public final class FakeAttempt implements Attempt {
    public static final Instant NOW = Instant.parse("2026-01-01T02:14:31Z");

    public final List<String> said = new CopyOnWriteArrayList<>();
    public final List<Progress> progress = new CopyOnWriteArrayList<>();
    public final Map<String, String> memory = new ConcurrentHashMap<>();
    /** Which facts of the memory an earlier attempt has kept. */
    public final Set<String> earlier = ConcurrentHashMap.newKeySet();

    public final Map<String, Database> databases = new HashMap<>();
    public Values values = Values.NONE;
    /** Hosts by name; their commands run here. */
    public final Map<String, Host> hosts = new HashMap<>();
    /** What the commands of a host find in their environment, by the host's name: a PATH with stand-ins, a folder. */
    public final Map<String, Map<String, String>> surroundings = new HashMap<>();

    /** Who answers on a host. */
    public final Map<String, Identity> identities = new HashMap<>();

    public InstantSource clock = InstantSource.fixed(NOW);
    public boolean resumed;
    public boolean judgedByAuthor;
    public Path files = Path.of("");
    /** The jobs that were begun before the program died under this attempt, and how they have ended. */
    public final Map<String, Ended> begun = new HashMap<>();
    /** What a job comes back as, instead of being run. */
    public @Nullable Ended jobEnds;

    @Override
    public Values values() {
        return values;
    }

    @Override
    public Database database(String name) {
        var found = databases.get(name);
        if (found == null) {
            throw new TargetProblem("no database is called " + name);
        }
        return found;
    }

    @Override
    public Host host(String name) {
        var found = hosts.get(name);
        if (found == null && !name.equals(Host.LOCAL)) {
            throw new TargetProblem("no host is called " + name);
        }
        return found == null ? Host.HERE : found;
    }

    /** From now on it is a new attempt of the same step: what is kept is an earlier one's. */
    public FakeAttempt anew() {
        earlier.addAll(memory.keySet());
        return this;
    }

    /** A host of that name, whose commands run here with {@code surroundings} in their environment. */
    public FakeAttempt at(String name, Map<String, String> surroundings) {
        hosts.put(name, new Host(name, name + ".example.org", null, null, null, null));
        this.surroundings.put(name, surroundings);
        return this;
    }

    @Override
    public Identity identify(String host) {
        var found = identities.get(host);
        if (found == null) {
            throw new TargetProblem("nobody answers on " + host);
        }
        return found;
    }

    @Override
    public Path files() {
        return files;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean resumed() {
        return resumed;
    }

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public void progress(Progress now) {
        progress.add(now);
    }

    @Override
    public Ended job(String host, String name, Script script, Consumer<String> watcher) throws InterruptedException {
        if (jobEnds != null || begun.containsKey(name)) {
            return begun.getOrDefault(name, jobEnds);
        }
        var captured = capture(host, script);
        captured.output().lines().forEach(line -> {
            said.add(line);
            watcher.accept(line);
        });
        return captured.ended();
    }

    @Override
    public Optional<Ended> attach(String name, Consumer<String> watcher) {
        return Optional.ofNullable(begun.get(name));
    }

    @Override
    public Captured capture(String host, Script script) throws InterruptedException {
        var builder = new ProcessBuilder(List.of("sh", "-c", script.text())).redirectErrorStream(true);
        builder.environment().putAll(surroundings.getOrDefault(host(host).target(), Map.of()));
        builder.environment().putAll(script.environment());
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Captured(new Ended.Exited(process.waitFor()), output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void remember(String key, String value) {
        memory.put(key, value);
        earlier.remove(key);
    }

    @Override
    public Optional<String> remembered(String key) {
        return Optional.ofNullable(memory.get(key));
    }

    @Override
    public Optional<String> ofThisAttempt(String key) {
        return earlier.contains(key) ? Optional.empty() : remembered(key);
    }

    @Override
    public @Nullable TtySize tty() {
        return null;
    }

    @Override
    public boolean judgedByAuthor() {
        return judgedByAuthor;
    }

    @Override
    public String on() {
        return "local";
    }

    /** With {@code name=value} pairs; a name that begins with {@code !} is secret. */
    public FakeAttempt with(String... pairs) {
        for (var pair : new ArrayList<>(List.of(pairs))) {
            var at = pair.indexOf('=');
            var secret = pair.startsWith("!");
            values = values.with(pair.substring(secret ? 1 : 0, at), pair.substring(at + 1), secret);
        }
        return this;
    }
}
