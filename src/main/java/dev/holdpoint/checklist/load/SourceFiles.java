package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Checklist.SourceFile;
import dev.holdpoint.checklist.Filling;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.words.ChecklistWords;
import dev.holdpoint.checklist.words.PartWords;
import dev.holdpoint.checklist.yaml.YamlText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of one checklist, each read once. */
final class SourceFiles {
    /** Parts that checklists of several folders use stand in a folder of this name beside those folders. */
    private static final String PARTS = "parts";

    private final Path given;
    private final Path root;
    private final String main;
    private final Problems problems;
    private final List<SourceFile> sources = new ArrayList<>();
    private final Map<String, Optional<PartWords>> parts = new HashMap<>();

    /** A part as a step used it: its words and its path from the root of all files. */
    record Part(String name, PartWords words) {}

    SourceFiles(Path checklist, Problems problems) {
        this.given = checklist;
        this.root = root(checklist);
        this.main = root.relativize(checklist.toAbsolutePath().normalize()).toString();
        this.problems = problems;
    }

    /** The checklist's folder; the one above where that has the parts of all its folders. */
    private static Path root(Path checklist) {
        var folder =
                Objects.requireNonNull(checklist.toAbsolutePath().normalize().getParent(), "a file stands in a folder");
        var above = folder.getParent();
        return above != null && Files.isDirectory(above.resolve(PARTS)) ? above : folder;
    }

    /** The checklist's path from the root of all files. */
    String main() {
        return main;
    }

    List<SourceFile> sources() {
        return sources;
    }

    /** The words of one file, or null where it has none. */
    <W extends Record> @Nullable W words(Path file, String name, Class<W> type, String called) {
        var shown = file.toString();
        var text = YamlText.text(file, shown, problems);
        if (text.isEmpty()) {
            return null;
        }
        sources.add(new SourceFile(name, text.get()));
        var value = YamlText.parse(text.get(), shown, problems);
        var part = type == ChecklistWords.class ? value.flatMap(SourceFiles::part) : Optional.<Place>empty();
        part.ifPresent(
                it -> problems.add(it, "this is a part and no checklist; check a checklist that has it under `use`"));
        return value.isEmpty() || part.isPresent()
                ? null
                : Binder.draft(value.get(), type, Filling.AS_WRITTEN, problems, use -> {}, called)
                        .record();
    }

    /** Where it says that it is a part, if it does. */
    private static Optional<Place> part(Value file) {
        return file instanceof Value.Fields fields
                        && fields.fields().stream().noneMatch(it -> it.key().equals("checklist"))
                ? fields.fields().stream()
                        .filter(it -> it.key().equals("part"))
                        .map(Value.Field::at)
                        .findFirst()
                : Optional.empty();
    }

    /**
     * The part that {@code use} names.
     *
     * @param user the file that uses it, from the root of all files
     */
    Optional<Part> part(Said<String> use, String user) {
        var path = path(use, user);
        if (path == null) {
            return Optional.empty();
        }
        var name = path.toString();
        var file = shown(root.resolve(name));
        if (!Files.isRegularFile(file)) {
            problems.add(use.at(), "there is no file `" + file + "`; a part is named from the file that uses it");
            return Optional.empty();
        }
        return parts.computeIfAbsent(name, it -> Optional.ofNullable(words(file, it, PartWords.class, "a part")))
                .map(it -> new Part(name, it));
    }

    /** As the operator named the checklist. */
    private Path shown(Path file) {
        return given.isAbsolute() ? file : Path.of("").toAbsolutePath().relativize(file);
    }

    private @Nullable Path path(Said<String> use, String user) {
        try {
            var path = Path.of(user).resolveSibling(use.value()).normalize();
            if (use.value().isBlank() || path.isAbsolute() || path.startsWith("..")) {
                problems.add(
                        use.at(),
                        "a part stands in the checklist's folder or below it, such as `parts/move.yml`, or in `../parts`");
                return null;
            }
            return path;
        } catch (InvalidPathException none) {
            problems.add(use.at(), "this is no path; write one such as `parts/move.yml`");
            return null;
        }
    }
}
