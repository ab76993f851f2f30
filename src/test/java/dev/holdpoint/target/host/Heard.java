package dev.holdpoint.target.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** All that a job said, and whether it came without gap and overlap. */
final class Heard implements JobListener {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private long next;

    @Override
    public synchronized void output(byte[] buffer, int start, int length, long offset) {
        if (offset != next) {
            throw new AssertionError("expected offset " + next + ", got " + offset);
        }
        next += length;
        all.write(buffer, start, length);
    }

    synchronized String text() {
        return all.toString(StandardCharsets.UTF_8);
    }
}
