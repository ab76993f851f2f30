package dev.holdpoint.pair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the files of {@link Reviewers}; for root. */
public final class ReviewerFile {
    private static final String FOLDER = "rwxr-xr-x";
    private static final String NAMES = "rw-r--r--";
    private static final String SEEDS = "rw-------";

    private ReviewerFile() {}

    /**
     * Names a reviewer and gives them a seed, a new one where they had one.
     *
     * @return what their authenticator has to be told
     * @throws Reviewers.Untrusted where the files are not, or would not be, root's alone
     * @throws IllegalArgumentException where the name is none; the message is one line
     */
    public static String add(Path file, String name) throws IOException {
        if (!name.matches(Reviewers.NAME)) {
            throw new IllegalArgumentException("“" + name + "” is no name: letters, digits and . _ @ -, 64 at most");
        }
        var absolute = file.toAbsolutePath();
        var folder = absolute.getParent();
        if (folder != null && Files.notExists(folder)) {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
        }
        var reviewers = new Reviewers(absolute);
        var names = new LinkedHashMap<String, String>();
        reviewers.names().forEach(it -> names.put(it, ""));
        names.put(name, "");
        var seeds = new LinkedHashMap<>(reviewers.seeds());
        var seed = OneTimeCode.newSeed();
        seeds.put(name, seed);
        replace(reviewers.seedsFile(), seeds, SEEDS);
        replace(reviewers.file(), names, NAMES);
        return OneTimeCode.uri(name, seed);
    }

    /** Whole or not at all; its mode, where it was there, is kept: a group of drivers may have been let in. */
    private static void replace(Path file, Map<String, String> lines, String modes) throws IOException {
        var text = new StringBuilder();
        lines.forEach((name, rest) -> text.append((name + " " + rest).strip()).append('\n'));
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(SEEDS)));
        Files.writeString(fresh, text);
        if (Files.exists(file)) {
            var before = Files.readAttributes(file, java.nio.file.attribute.PosixFileAttributes.class);
            Files.getFileAttributeView(fresh, java.nio.file.attribute.PosixFileAttributeView.class)
                    .setGroup(before.group());
            Files.setPosixFilePermissions(fresh, before.permissions());
        } else {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(modes));
        }
        Reviewers.mustBeRoots(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
