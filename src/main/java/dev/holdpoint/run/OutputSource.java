package dev.holdpoint.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The kept output of one attempt, secrets masked; it may still grow. Safe for many readers. */
public interface OutputSource {
    /** Bytes so far. */
    long size();

    /**
     * Reads at {@code offset}.
     *
     * @return bytes read, 0 where nothing more has come
     */
    int read(long offset, byte[] into) throws IOException;

    /** The last bytes of what the action and its jobs printed, {@code most} of them at most; the program's own lines left out. */
    String printed(int most) throws IOException;

    /** When the byte at {@code offset} came. */
    Instant cameAt(long offset);

    /** The file that all of it is in; empty where it is another person's. */
    Optional<Path> file();
}
