package dev.holdpoint.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How long each step took in a rehearsal, kept as what the real run may expect: one JSON file for each checklist. */
public final class Expectations {
    private final Path folder;

    /** @param folder for example {@code $XDG_STATE_HOME/holdpoint/expectations}; made when something is saved */
    public Expectations(Path folder) {
        this.folder = folder;
    }

    /**
     * What the last rehearsal measured, by step id; empty where there was none, or where its file cannot be read: an
     * expectation is a convenience and never stops a run.
     *
     * @param checklist the digest of the checklist's text, as a file name
     */
    public Map<String, Duration> load(String checklist) {
        try {
            var text = Files.readAllBytes(file(checklist));
            var millis = Mapper.JSON.readValue(text, new TypeReference<Map<String, Long>>() {});
            var durations = new HashMap<String, Duration>();
            millis.forEach((step, it) -> durations.put(step, Duration.ofMillis(it)));
            return Map.copyOf(durations);
        } catch (NoSuchFileException none) {
            return Map.of();
        } catch (IOException | JacksonException unreadable) {
            return Map.of();
        }
    }

    /** Replaces what was measured before, as milliseconds by step id. */
    public void save(String checklist, Map<String, Duration> measured) throws IOException {
        var millis = new TreeMap<String, Long>();
        measured.forEach((step, it) -> millis.put(step, it.toMillis()));
        Files.createDirectories(folder);
        var fresh = Files.createTempFile(folder, "." + checklist, ".new");
        Files.write(fresh, Mapper.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(millis));
        Files.move(fresh, file(checklist), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(String checklist) {
        if (!checklist.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("not a digest: " + checklist);
        }
        return folder.resolve(checklist + ".json");
    }

    /** Made when there is something to read or write: that takes 15 ms, and most starts have nothing. */
    private static final class Mapper {
        static final JsonMapper JSON = JsonMapper.shared();
    }
}
