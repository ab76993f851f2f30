package dev.holdpoint.checklist;

import dev.holdpoint.checklist.load.ChecklistReader;
import java.nio.file.Path;

/** Reads a checklist and its parts. */
public final class Loader {
    private Loader() {}

    /** Makes ready, on any thread, what the first {@link #load} needs whatever the file says. */
    public static void prepare() {
        ChecklistReader.prepare();
    }

    /**
     * Reads {@code file} and every part it uses, and finds everything that is wrong with them at once. Nothing is thrown for anything
     * that stands in a file.
     *
     * @param file named in problems exactly as it is given here
     * @param words the kinds that exist
     */
    public static Loaded load(Path file, Vocabulary words) {
        return new ChecklistReader(file, words).read();
    }
}
