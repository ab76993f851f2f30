package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Room on a disk of this machine for dumps.
 *
 * @param needed bytes, at least
 * @param folder the nearest that is there already
 */
record Room(long needed, Path folder, long free) {
    static final String REMEDY = "make room, or begin anew with --state on another disk";

    /** @param place absolute; need not be there yet */
    static Room at(Path place, long needed) {
        var folder = place;
        while (!Files.isDirectory(folder)) {
            folder = Objects.requireNonNull(folder.getParent(), "the root is one");
        }
        try {
            return new Room(needed, folder, Files.getFileStore(folder).getUsableSpace());
        } catch (IOException failed) {
            throw new TargetProblem(folder + " cannot be looked at: " + Trouble.line(failed), failed);
        }
    }

    boolean enough() {
        return free >= needed;
    }

    String says() {
        return "dumps may need " + Amount.bytes(needed) + ", " + Amount.bytes(free) + " free in " + folder;
    }
}
