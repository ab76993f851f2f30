package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as it is installed, with a state folder of its own. */
record Program(Path state) {
    private static final Path LAUNCHER = Path.of("scripts/holdpoint").toAbsolutePath();
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** What every process in the test's terminal gets. */
    Map<String, String> environment() {
        return Map.of("XDG_STATE_HOME", state.toString(), "LC_ALL", "C.UTF-8", "TZ", "UTC", "PAGER", "cat");
    }

    List<String> words(String... arguments) {
        var words = new ArrayList<>(List.of(LAUNCHER.toString()));
        words.addAll(List.of(arguments));
        return words;
    }

    boolean anyRun() throws IOException {
        if (!Files.isDirectory(runs())) {
            return false;
        }
        try (var runs = Files.list(runs())) {
            return runs.findAny().isPresent();
        }
    }

    Path runs() {
        return state.resolve("holdpoint/runs");
    }

    /** The one run that there is. */
    Path run() throws IOException {
        try (var runs = Files.list(runs())) {
            var all = runs.toList();
            assertThat(all).as("runs").hasSize(1);
            return all.getFirst();
        }
    }

    /** Kills the program itself as {@code kill -9} does; the script that started it lives on. */
    static void kill(ProcessHandle launcher) {
        var java = launcher.descendants()
                .filter(it -> it.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no program runs"));
        java.destroyForcibly();
        java.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** The journal of the run, a line for each event: its type, and its step or item where it has one. */
    List<String> journal() throws IOException {
        var lines = new ArrayList<String>();
        for (var line : Files.readAllLines(run().resolve("journal.jsonl"))) {
            var event = MAPPER.readTree(line);
            lines.add((event.get("type").asString() + " " + about(event)).strip());
        }
        return lines;
    }

    private static String about(JsonNode event) {
        var words = new ArrayList<String>();
        for (var name : List.of("step", "item")) {
            var value = event.get(name);
            if (value != null && !value.isNull()) {
                words.add(value.asString());
            }
        }
        return String.join(" ", words);
    }
}
