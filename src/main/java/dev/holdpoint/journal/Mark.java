package dev.holdpoint.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A place between two lines of a journal. The hash of the line before it stands for all that is before it.
 *
 * @param lines before it
 * @param length bytes before it
 * @param lastLength bytes of the last of these lines, with its newline
 * @param last its hash
 */
public record Mark(long lines, long length, int lastLength, String last) {
    static final Mark BEGIN = new Mark(0, 0, 0, JournalLine.FIRST);

    Mark and(byte[] line, String hash) {
        return new Mark(lines + 1, length + line.length + 1, line.length + 1, hash);
    }

    /** The file has the same line before the same place. */
    boolean isIn(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < length) {
                return false;
            }
            byte[] line = new byte[Math.max(0, lastLength - 1)];
            in.seek(length - lastLength);
            in.readFully(line);
            return lines == 0 || (in.read() == '\n' && JournalLine.hash(line).equals(last));
        }
    }
}
