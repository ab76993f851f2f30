package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;

/**
 * A trap that a checklist walks into: it can be run all the same.
 *
 * @param trap its name
 * @param says what happens, and what to write instead; one line
 */
public record Warning(Place at, String trap, String says) {
    @Override
    public String toString() {
        return at + ": warning: " + trap + ": " + says;
    }
}
