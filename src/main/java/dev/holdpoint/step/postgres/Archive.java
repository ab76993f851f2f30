package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Tells by its first bytes what a dump is. */
final class Archive {
    private static final int HEAD = 1024;
    /** Behind the header of the tar's first member. */
    private static final int MEMBER = 512;

    private static final Pattern WRITER = Pattern.compile("-- Dumped by pg_dump version (\\d+)");

    private Archive() {}

    /**
     * @return how the dump is written
     * @throws TargetProblem where it is missing, empty, cut short (as far as its ends tell) or no dump of PostgreSQL
     */
    static Format look(Path dump) {
        try {
            if (Files.isDirectory(dump)) {
                if (!Files.exists(dump.resolve("toc.dat"))) {
                    throw new TargetProblem(dump + " is a folder without toc.dat: not a dump; check dir: or file:");
                }
                return Format.DIRECTORY;
            }
            if (!Files.exists(dump)) {
                throw new TargetProblem("there is no dump " + dump + "; check its name");
            }
            return file(dump);
        } catch (IOException failed) {
            throw new TargetProblem(dump + " cannot be read: " + Trouble.line(failed), failed);
        }
    }

    /**
     * The oldest major version whose programs read a dump; 0 where all do. pg_restore refuses a version of the format that is newer than
     * its own: 1.15 came with 16 and 1.16 with 17 (pg_backup_archiver.h). Plain text is read by any psql, but begins with what no server
     * before 17 knows.
     *
     * @throws TargetProblem as {@link #look}
     */
    static int reader(Path dump) {
        try {
            return switch (look(dump)) {
                case PLAIN -> {
                    var writer = WRITER.matcher(bytes(dump, 0));
                    var major = writer.find() ? Integer.parseInt(writer.group(1)) : 0;
                    yield major < Tools.TIMEOUT ? 0 : major;
                }
                case DIRECTORY -> reader(bytes(dump.resolve("toc.dat"), 0));
                case TAR -> reader(bytes(dump, MEMBER));
                case CUSTOM -> reader(bytes(dump, 0));
            };
        } catch (IOException failed) {
            throw new TargetProblem(dump + " cannot be read: " + Trouble.line(failed), failed);
        }
    }

    /** {@code PGDMP}, then the version of the format: a byte for 1, and one for what follows the dot. */
    private static int reader(String head) {
        var minor = head.length() > 6 ? head.charAt(6) : 0;
        return minor < 15 ? 0 : minor + 1;
    }

    /** For previews, where the dump is often not there yet: by its name. */
    static Format guess(Path dump) {
        var name = dump.toString();
        if (Files.isDirectory(dump) || name.endsWith(Format.DIRECTORY.suffix())) {
            return Format.DIRECTORY;
        }
        return name.endsWith(Format.TAR.suffix()) ? Format.TAR : name.endsWith(".sql") ? Format.PLAIN : Format.CUSTOM;
    }

    private static Format file(Path dump) throws IOException {
        var head = bytes(dump, 0);
        if (head.startsWith("PGDMP")) {
            return Format.CUSTOM;
        }
        // The name of the first member, and the mark at its place in the header (POSIX ustar).
        if (head.startsWith("toc.dat\0") && head.startsWith("ustar", 257)) {
            mustEnd(dump, "\0".repeat(HEAD), "the mark at its end is");
            return Format.TAR;
        }
        if (head.contains("-- PostgreSQL database dump")) {
            mustEnd(dump, "-- PostgreSQL database dump complete", "its last lines are");
            return Format.PLAIN;
        }
        throw new TargetProblem(dump + (Files.size(dump) == 0 ? " is empty" : " is not a dump of pg_dump")
                + "; check its name, or dump again");
    }

    /** pg_restore itself does not notice that a tar is cut short: it restores what there is and says nothing. */
    private static void mustEnd(Path dump, String with, String missing) throws IOException {
        if (!bytes(dump, Math.max(0, Files.size(dump) - HEAD)).contains(with)) {
            throw new TargetProblem(dump + " is cut short: " + missing + " missing; dump again");
        }
    }

    private static String bytes(Path file, long from) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "r")) {
            opened.seek(from);
            var found = new byte[HEAD];
            var read = Math.max(0, opened.read(found));
            return new String(found, 0, read, StandardCharsets.ISO_8859_1);
        }
    }
}
