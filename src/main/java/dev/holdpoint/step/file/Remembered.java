package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * That a host keeps the checksums of a tree that this run has read while it was still used. The list stays there, in a folder of its own;
 * here is only what proves that it is that one: of the files of a run, so it is there after a crash, and goes with the run.
 *
 * @param folder on the host
 * @param sum of the list there
 * @param on the machine and its boot
 * @param at when it was begun to be read
 */
record Remembered(String folder, String sum, String on, Instant at) {
    private static Path file(Attempt attempt, Location place) {
        var name = HostFile.sum(place.host() + "\n" + place.bare()).substring(0, 12);
        return attempt.files().toAbsolutePath().resolve("seen-" + name);
    }

    /** Empty also where it is not what was written. */
    static Optional<Remembered> of(Attempt attempt, Location place) {
        try {
            var file = file(attempt, place);
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            if (lines.size() != 5) {
                return Optional.empty();
            }
            var found = new Remembered(lines.get(0), lines.get(1), lines.get(2), Instant.parse(lines.get(3)));
            return lines.get(4).equals(found.seal()) ? Optional.of(found) : Optional.empty();
        } catch (IOException | DateTimeParseException torn) {
            return Optional.empty();
        }
    }

    private String text() {
        return folder + "\n" + sum + "\n" + on + "\n" + at + "\n";
    }

    private String seal() {
        return HostFile.sum(text());
    }

    void keep(Attempt attempt, Location place) {
        var file = file(attempt, place);
        try {
            Files.createDirectories(file.getParent());
            // Made with a mode that is nobody else's, and there as a whole or not at all.
            var fresh = Files.createTempFile(file.getParent(), "seen", null);
            Files.writeString(fresh, text() + seal() + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new TargetProblem("cannot write " + file + ": " + broken.getMessage(), broken);
        }
    }

    static void forget(Attempt attempt, Location place) {
        var file = file(attempt, place);
        try {
            Files.deleteIfExists(file);
        } catch (IOException broken) {
            throw new TargetProblem("cannot remove " + file + ": " + broken.getMessage(), broken);
        }
    }
}
