package dev.holdpoint.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A file of lines, read in pieces of whole lines. Owned by one thread. */
final class Pieces {
    private static final byte[] NONE = new byte[0];

    private final InputStream in;
    private final int size;

    /** The begin of a line whose end has not been read. */
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    /** @param size bytes that are read at once */
    Pieces(InputStream in, int size) {
        this.in = in;
        this.size = size;
    }

    /** @return whole lines, each with its newline; empty once there are no more */
    byte[] next() throws IOException {
        for (byte[] more = in.readNBytes(size); more.length > 0; more = in.readNBytes(size)) {
            int end = more.length;
            while (end > 0 && more[end - 1] != '\n') {
                end--;
            }
            byte[] whole = NONE;
            if (end > 0) {
                rest.write(more, 0, end);
                whole = rest.toByteArray();
                rest.reset();
            }
            rest.write(more, end, more.length - end);
            if (end > 0) {
                return whole;
            }
        }
        return NONE;
    }

    /** What stands behind the last whole line, once all are read. */
    byte[] rest() {
        return rest.toByteArray();
    }

    /** @param piece of whole lines */
    static List<byte[]> lines(byte[] piece) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < piece.length; at++) {
            if (piece[at] == '\n') {
                byte[] line = new byte[at - from];
                System.arraycopy(piece, from, line, 0, line.length);
                lines.add(line);
                from = at + 1;
            }
        }
        return lines;
    }
}
