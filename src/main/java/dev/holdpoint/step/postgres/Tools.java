package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The native programs of one major version on this machine.
 *
 * @param folder absolute; holds pg_dump, pg_restore, psql and vacuumdb
 */
record Tools(int major, Path folder) {
    private static final Pattern NUMBER = Pattern.compile("(\\d+)");
    /** Where distributions keep one folder for each major version: Debian, Red Hat, Homebrew. */
    private static final List<String> HOMES =
            List.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt");

    /**
     * The programs to use. pg_dump refuses a server newer than itself, and pg_restore of a newer major sends settings that an older
     * target does not know; so the target's own major is best, and otherwise the oldest that can read the source.
     *
     * @throws TargetProblem where none is new enough, naming the package
     */
    static Tools choose(List<Tools> installed, int source, int target) {
        return installed.stream()
                .filter(it -> it.major() >= source)
                .min(Comparator.comparing((Tools it) -> it.major() != target).thenComparingInt(Tools::major))
                .orElseThrow(() -> new TargetProblem(missing(installed, source)));
    }

    private static String missing(List<Tools> installed, int source) {
        var newest = installed.stream().mapToInt(Tools::major).max();
        return (newest.isEmpty()
                        ? "pg_dump is not installed here"
                        : "pg_dump here is version " + newest.getAsInt() + " and cannot read a server of version "
                                + source)
                + "; install the package postgresql-client-" + source;
    }

    /** What is installed on this machine, in no order. */
    static List<Tools> installed() {
        var found = new ArrayList<Tools>();
        HOMES.forEach(home -> found.addAll(below(Path.of(home))));
        return found;
    }

    /** The folders {@code home/<something with the major>/bin} that hold the programs. */
    static List<Tools> below(Path home) {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (var entries = Files.list(home)) {
            return entries.filter(Tools::holdsPrograms)
                    .map(it -> new Tools(major(it), it.resolve("bin")))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static boolean holdsPrograms(Path folder) {
        return folder.getFileName().toString().matches("\\d+|pgsql-\\d+|postgresql@\\d+")
                && Files.isExecutable(folder.resolve("bin/pg_dump"))
                && Files.isExecutable(folder.resolve("bin/psql"));
    }

    private static int major(Path folder) {
        Matcher number = NUMBER.matcher(folder.getFileName().toString());
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }
}
