package dev.holdpoint.target.host;

import java.io.IOException;

/** Who receives a job's output. Called on the thread that follows; while it works, nothing is read. */
@FunctionalInterface
public interface JobListener {
    /**
     * @param buffer belongs to the caller: its content changes after the return
     * @param offset of the first of these bytes in all that the job has written
     * @throws IOException ends the following; the job goes on
     */
    void output(byte[] buffer, int start, int length, long offset) throws IOException;
}
