package dev.holdpoint.journal;

/**
 * The first line of a journal that is not as it was written.
 *
 * @param line from 1
 */
public record Damage(long line, String reason) {
    @Override
    public String toString() {
        return "line " + line + ": " + reason;
    }
}
