package dev.holdpoint.checklist;

/**
 * One thing that is wrong with a file: where, what, and what to write instead, in one line.
 */
public record Problem(Place at, String says) {
    @Override
    public String toString() {
        return at + ": " + says;
    }
}
