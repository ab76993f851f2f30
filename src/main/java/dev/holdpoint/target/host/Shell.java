package dev.holdpoint.target.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The way to a host: all that the job protocol needs of it. A dropped connection is an {@link IOException}; what runs on the host
 * is not hurt by it.
 */
public interface Shell {
    /**
     * Runs {@code sh -c script sh arguments...} and waits for its end, at most half a minute.
     *
     * @param input all of its standard input; may hold secrets
     */
    Answer run(String script, List<String> arguments, byte[] input) throws IOException, InterruptedException;

    /**
     * The output of a job from a byte offset on, as it comes. A read waits for more; it answers -1 when the job's {@code exit} has
     * appeared or its supervisor is gone, and everything before that moment has been read. Interrupting the reader ends the read
     * with {@link java.io.InterruptedIOException}.
     *
     * @param directory of the job; one that never wrote anything has ended at once
     */
    InputStream follow(String directory, long offset) throws IOException;

    /** @param output what it wrote to standard output, UTF-8; its standard error goes nowhere */
    record Answer(int status, String output) {}
}
