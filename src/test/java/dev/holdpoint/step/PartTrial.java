package dev.holdpoint.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Program texts of a part are run here as a host runs them: in a folder, with values, and with stand-ins for what a whole host has. */
public final class PartTrial {
    private final Path folder;
    private final Map<?, ?> part;
    private final Map<String, String> values = new HashMap<>();

    /** How a text has ended, and what it has said. */
    public record Ran(int status, String says) {}

    /** @param part its file in {@code checklists/parts} */
    public PartTrial(Path folder, String part) throws IOException {
        this.folder = folder;
        this.part = read(Path.of("checklists/parts", part));
        Files.createDirectory(folder.resolve("bin"));
        give("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    public static Map<?, ?> read(Path file) throws IOException {
        var settings = LoadSettings.builder().build();
        return (Map<?, ?>) new Load(settings).loadFromString(Files.readString(file));
    }

    public void give(String name, Object value) {
        values.put(name, value.toString());
    }

    public void standIn(String name, String text) throws IOException {
        var program = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    public Map<?, ?> step(String id) {
        return maps(part, "steps").stream()
                .filter(it -> id.equals(it.get("step")))
                .findFirst()
                .orElseThrow();
    }

    List<String> steps() {
        return maps(part, "steps").stream()
                .map(it -> String.valueOf(it.get("step")))
                .toList();
    }

    public static List<Map<?, ?>> maps(Map<?, ?> of, String field) {
        return ((List<?>) Objects.requireNonNull(of.get(field)))
                .stream().<Map<?, ?>>map(it -> (Map<?, ?>) it).toList();
    }

    /** What the step itself runs. */
    public Ran does(String step) throws Exception {
        return run(step(step).get("shell"));
    }

    /** What the check runs that says this of itself. */
    public Ran looks(String step, String label) throws Exception {
        var of = step(step);
        var holder = of.containsKey("hold") ? (Map<?, ?>) Objects.requireNonNull(of.get("hold")) : of;
        var field = of.containsKey("hold") ? "checks" : of.containsKey("check") ? "check" : "verify";
        return run(maps(holder, field).stream()
                .map(it -> it.get("shell"))
                .filter(it -> it instanceof Map<?, ?> shell && label.equals(shell.get("label")))
                .map(it -> (Map<?, ?>) Objects.requireNonNull(it))
                .findFirst()
                .orElseThrow()
                .get("run"));
    }

    public Ran run(@Nullable Object text) throws Exception {
        var sh = new ProcessBuilder("sh", "-c", String.valueOf(text))
                .redirectErrorStream(true)
                .directory(folder.toFile());
        sh.environment().putAll(values);
        var running = sh.start();
        var says = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(running.waitFor(), says);
    }
}
