package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
    /** Since 17 whatever pg_restore does begins with {@code SET transaction_timeout}, which no older server knows. */
    static final int TIMEOUT = 17;

    private static final Pattern NUMBER = Pattern.compile("(\\d+)");
    /** Where distributions keep one folder for each major version: Debian, Red Hat, Homebrew. */
    private static final List<String> HOMES =
            List.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt");

    /**
     * For a dump that is piped into a restore. That a choice can be made here means that it can for a dump into a file and its restore.
     *
     * @throws TargetProblem where no program reads the one and writes to the other, naming the package
     */
    static Tools choose(List<Tools> installed, int source, int target) {
        var best = Math.max(source, target);
        return nearest(reading(installed, source, best, "pg_dump", "a server of version "), best, target);
    }

    /**
     * For a dump into a file. Nobody knows here where it will be restored: the oldest that can make it leaves the most open.
     *
     * @throws TargetProblem where none is new enough, naming the package
     */
    static Tools dumping(List<Tools> installed, int source) {
        return Collections.min(
                reading(installed, source, source, "pg_dump", "a server of version "),
                Comparator.comparingInt(Tools::major));
    }

    /**
     * @param dump the oldest version that reads the dump, {@link Archive#reader}
     * @throws TargetProblem where none reads it and writes to the target, naming the package
     */
    static Tools restoring(List<Tools> installed, int dump, int target) {
        if (dump >= TIMEOUT && target < TIMEOUT) {
            throw new TargetProblem("the dump is of pg_dump " + dump + " and sets what a server of version " + target
                    + " does not know; dump with the programs of version " + target);
        }
        var best = Math.max(dump, target);
        return nearest(reading(installed, dump, best, "pg_restore", "a dump of version "), best, target);
    }

    /**
     * None refuses what is older than itself.
     *
     * @param best whose package to install where there is none
     */
    private static List<Tools> reading(List<Tools> installed, int oldest, int best, String program, String what) {
        var found = installed.stream().filter(it -> it.major() >= oldest).toList();
        if (found.isEmpty()) {
            var newest = installed.stream().mapToInt(Tools::major).max();
            throw new TargetProblem((newest.isEmpty()
                            ? program + " is not installed here"
                            : program + " here is version " + newest.getAsInt() + " and cannot read " + what + oldest)
                    + "; install the package postgresql-client-" + best);
        }
        return found;
    }

    private static Tools nearest(List<Tools> reading, int best, int target) {
        return reading.stream()
                .filter(it -> it.major() < TIMEOUT || target >= TIMEOUT)
                .min(Comparator.comparingInt((Tools it) -> Math.abs(it.major() - target))
                        .thenComparingInt(Tools::major))
                .orElseThrow(() -> new TargetProblem("pg_restore here is version "
                        + reading.getFirst().major() + " and sets what a server of version " + target
                        + " does not know (transaction_timeout); install the package postgresql-client-" + best));
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
