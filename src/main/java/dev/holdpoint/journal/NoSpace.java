package dev.holdpoint.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The disk, or the quota, is full. What was written before is whole, and the same write may be tried again once there is room. */
public final class NoSpace extends IOException {
    private static final long serialVersionUID = 1L;

    /** Below this a write of ours may have failed for want of room even if the system's text, which may be translated, is not known. */
    private static final long ALMOST_NOTHING = 64 * 1024;

    NoSpace(Path file, IOException cause) {
        super("no space left for " + file + ": make room on its disk, then go on", cause);
    }

    /** The failure of a write to {@code file}, told as what it is. */
    static IOException or(Path file, IOException failure) {
        return failure instanceof NoSpace || !full(file, failure) ? failure : new NoSpace(file, failure);
    }

    private static boolean full(Path file, IOException failure) {
        String says = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (says.contains("no space left") || says.contains("quota exceeded")) {
            return true;
        }
        try {
            return Files.exists(file) && Files.getFileStore(file).getUsableSpace() < ALMOST_NOTHING;
        } catch (IOException unknown) {
            return false;
        }
    }
}
