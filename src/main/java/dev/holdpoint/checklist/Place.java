package dev.holdpoint.checklist;

/**
 * A place in a file, as editors count: the first line is 1, the first column is 1.
 *
 * @param file the file as it was named to us
 */
public record Place(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
