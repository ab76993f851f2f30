package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Step;

/**
 * One text of a checklist.
 *
 * @param step where it stands
 * @param kind the kind it is written under; empty where it is none's: a title, a reason
 * @param text with lines that a backslash continues put together, and without comments of sh where it is a command
 */
record Passage(Step step, String kind, String text, Place at) {
    /** What programs, servers and shells get to see, in contrast to what only people read. */
    boolean command() {
        return !kind.isEmpty() && !kind.equals("manual");
    }
}
