package dev.holdpoint.run.work;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines at LF and CR. A line without end is cut after 64 KiB, so that memory stays bounded. */
final class Lines {
    private static final int LONGEST = 1 << 16;

    private final Consumer<String> watcher;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    Lines(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    void take(byte[] bytes, int start, int length) {
        int from = start;
        int end = start + length;
        // Where the line at hand is cut at the latest. The size is not asked for each byte: that takes a lock.
        int cut = start + LONGEST - begun.size();
        for (int at = start; at < end; at++) {
            boolean ends = bytes[at] == '\n' || bytes[at] == '\r';
            if (ends || at >= cut) {
                begun.write(bytes, from, at - from);
                end();
                from = ends ? at + 1 : at;
                cut = from + LONGEST;
            }
        }
        begun.write(bytes, from, end - from);
    }

    /** Hands on the last line, where it has no end. */
    void end() {
        if (begun.size() > 0) {
            watcher.accept(begun.toString(StandardCharsets.UTF_8));
            begun.reset();
        }
    }
}
