package dev.holdpoint.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every place on disk that a run uses. All of it is readable by its owner only.
 *
 * @param root the directory of the run
 */
public record RunPaths(Path root) {
    /** Where runs are kept: {@code --state DIR}, or else {@code $XDG_STATE_HOME/holdpoint}, or else {@code ~/.local/state/holdpoint}. */
    public static Path state(@Nullable Path asked, Map<String, String> environment) {
        if (asked != null) {
            return asked.toAbsolutePath().normalize();
        }
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        // The XDG Base Directory Specification: a relative path is to be ignored.
        return xdg.startsWith("/")
                ? Path.of(xdg, "holdpoint")
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local/state/holdpoint");
    }

    /** The directory whose children are runs. */
    public static Path runs(Path state) {
        return state.resolve("runs");
    }

    public static RunPaths of(Path state, String run) {
        return new RunPaths(runs(state).resolve(run));
    }

    /** Makes the directories that are missing. */
    public void create() throws IOException {
        for (Path directory : new Path[] {root, checklist(), output(), jobs(), files()}) {
            Disk.directory(directory);
        }
    }

    /** Keeps a text in a new file of the run. It is on disk, as lines of the journal are, before this returns. */
    public void keep(Path file, String text) throws IOException {
        Disk.text(file, text);
    }

    public String id() {
        return String.valueOf(root.getFileName());
    }

    public Path journal() {
        return root.resolve("journal.jsonl");
    }

    /** What a repair took off the end of the journal. */
    public Path torn() {
        return root.resolve("journal.torn");
    }

    /** The frozen copy of the checklist's files. */
    public Path checklist() {
        return root.resolve("checklist");
    }

    public Path output() {
        return root.resolve("out");
    }

    /** Output of one attempt of a step. A step of a part has its owner's id before its own, with a slash. */
    public Path log(String step, int attempt) {
        return output().resolve(step.replace('/', '.') + "-" + attempt + ".log");
    }

    /** What the looks at a step's gate have seen; no attempt's log is called so, which ends in a number. */
    public Path gate(String step) {
        return output().resolve(step.replace('/', '.') + "-gate.log");
    }

    /** Directories of the jobs on this machine. */
    public Path jobs() {
        return root.resolve("jobs");
    }

    /** Files that steps make, dumps for example. */
    public Path files() {
        return root.resolve("files");
    }

    public Path lock() {
        return root.resolve("lock");
    }

    /** Who has the lock. A file of its own: in POSIX, closing any handle of the lock file would give the lock away. */
    public Path holder() {
        return root.resolve("lock.holder");
    }
}
