package dev.holdpoint.run.work;

import dev.holdpoint.step.Choosy;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines at LF and CR. A line without end is cut after 64 KiB, so that memory stays bounded. */
final class Lines {
    private static final int LONGEST = 1 << 16;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private final Consumer<String> watcher;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    Lines(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    void take(byte[] bytes, int start, int length) {
        int end = start + length;
        for (int from = start; from < end; ) {
            int full = Math.min(end, from + LONGEST - begun.size());
            int at = lineEnd(bytes, from, full);
            if (at == end) {
                begun.write(bytes, from, end - from);
                return;
            }
            if (begun.size() == 0) {
                hand(bytes, from, at);
            } else {
                begun.write(bytes, from, at - from);
                end();
            }
            from = at == full ? at : at + 1;
        }
    }

    /** Hands on the last line, where it has no end. */
    void end() {
        if (begun.size() > 0) {
            byte[] line = begun.toByteArray();
            begun.reset();
            hand(line, 0, line.length);
        }
    }

    private void hand(byte[] bytes, int from, int to) {
        if (from < to && wanted(bytes, from, to)) {
            watcher.accept(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
    }

    /** In a flood nearly all of the work was to make texts of lines that nobody looked at twice. */
    private boolean wanted(byte[] bytes, int from, int to) {
        if (!(watcher instanceof Choosy choosy)) {
            return true;
        }
        int first = from;
        while (first < to && blank(bytes[first])) {
            first++;
        }
        return first < to && choosy.mayMatter(bytes[first]);
    }

    private static boolean blank(byte b) {
        return b >= 0 && Character.isWhitespace(b);
    }

    /** Where the first LF or CR is; {@code to} where there is none. Eight bytes at a time, as far as there are eight. */
    private static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long ends = zeros(eight ^ ('\n' * ONES)) | zeros(eight ^ ('\r' * ONES));
            if (ends != 0) {
                return at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
            }
        }
        while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /** The high bit of every byte that is zero (Warren, Hacker's Delight, 6-1). */
    private static long zeros(long eight) {
        return ~(((eight & LOW_BITS) + LOW_BITS) | eight | LOW_BITS);
    }
}
