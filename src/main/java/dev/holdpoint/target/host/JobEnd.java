package dev.holdpoint.target.host;

import java.time.Instant;
import java.util.OptionalInt;

/** How a job ended. */
public sealed interface JobEnd {
    /** When this program learned of it. */
    Instant at();

    /** Bytes of output up to the end. */
    long bytes();

    /** @param status 0 to 255; 128 + n where signal n ended the command, as sh counts */
    record Exited(int status, long bytes, Instant at) implements JobEnd {
        /** The signal that ended it, where the status says so. A program may also leave with such a status by itself. */
        public OptionalInt signal() {
            return status > 128 && status <= 128 + 64 ? OptionalInt.of(status - 128) : OptionalInt.empty();
        }
    }

    /**
     * Nobody can know what became of it. It is never started again by the program's own decision.
     *
     * @param reason one line, with the processes that still run, if any
     */
    record Lost(String reason, long bytes, Instant at) implements JobEnd {}

    /** It is proven that the command never began, and certain that it never will under this name. */
    record NeverBegan(String reason, Instant at) implements JobEnd {
        @Override
        public long bytes() {
            return 0;
        }
    }

    default boolean fine() {
        return this instanceof Exited(int status, long _, Instant _) && status == 0;
    }
}
