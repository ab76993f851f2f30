package dev.holdpoint.journal;

/**
 * A place between two lines of a journal. The hash of the line before it stands for all that is before it.
 *
 * @param lines before it
 * @param length bytes before it
 * @param last its hash
 */
record Mark(long lines, long length, String last) {
    static final Mark BEGIN = new Mark(0, 0, JournalLine.FIRST);

    Mark and(byte[] line, String hash) {
        return new Mark(lines + 1, length + line.length + 1, hash);
    }
}
