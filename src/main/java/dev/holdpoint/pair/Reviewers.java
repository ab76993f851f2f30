package dev.holdpoint.pair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may approve: a file of names, one a line, which everybody may read, and beside it {@code FILE.seeds}, name and seed on each line, which
 * is root's alone, or of a group of drivers that are trusted not to look: whoever reads a seed can speak in its owner's name. Both count
 * only where root alone can have written them.
 *
 * @param file the names
 */
public record Reviewers(Path file) {
    public static final Path USUAL = Path.of("/etc/holdpoint/reviewers");

    /** Users of the operating system, or of people who have none here. */
    static final String NAME = "[A-Za-z_][A-Za-z0-9_.@-]{0,63}";

    /** The file is not what it must be; the message is one line for the operator. */
    public static final class Untrusted extends IOException {
        private static final long serialVersionUID = 1L;

        Untrusted(String says) {
            super(says);
        }
    }

    /** The names, in the order of the file; none where there is no file. */
    public List<String> names() throws IOException {
        return lines(file).stream().map(it -> it.split("\\s+", 2)[0]).distinct().toList();
    }

    /** The same for those who only show them: a file that does not count names nobody. */
    public List<String> namesIfTrusted() {
        try {
            return names();
        } catch (IOException e) {
            return List.of();
        }
    }

    Path seedsFile() {
        return file.resolveSibling(file.getFileName() + ".seeds");
    }

    /** Seeds by name, in base 32. */
    Map<String, String> seeds() throws IOException {
        var place = seedsFile();
        if (Files.exists(place) && Files.getPosixFilePermissions(place).contains(PosixFilePermission.OTHERS_READ)) {
            throw new Untrusted(
                    "everybody may read " + place + ", and speak for whoever stands in it: chmod o-r " + place);
        }
        var seeds = new LinkedHashMap<String, String>();
        for (var line : lines(place)) {
            var words = line.split("\\s+", 3);
            if (words.length == 2) {
                seeds.put(words[0], words[1]);
            }
        }
        return seeds;
    }

    private static List<String> lines(Path file) throws IOException {
        var found = new ArrayList<String>();
        if (Files.notExists(file)) {
            return found;
        }
        mustBeRoots(file);
        try {
            for (var line : Files.readAllLines(file)) {
                var text = line.replaceFirst("#.*", "").strip();
                if (text.matches(NAME + "(\\s+\\S+)?")) {
                    found.add(text);
                } else if (!text.isEmpty()) {
                    throw new Untrusted(file + ": “" + text.split("\\s+", 2)[0] + "” is no name");
                }
            }
            return found;
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }

    /** @throws Untrusted where anybody but root can have written it */
    static void mustBeRoots(Path file) throws IOException {
        var real = file.toRealPath();
        for (var path : new Path[] {real, real.getParent()}) {
            var modes = Files.getPosixFilePermissions(path);
            if (Meeting.owner(path) != 0) {
                throw new Untrusted(path + " is not root's: chown root " + path);
            }
            if (modes.contains(PosixFilePermission.GROUP_WRITE) || modes.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new Untrusted("others than root may write " + path + ": chmod go-w " + path);
            }
        }
    }
}
