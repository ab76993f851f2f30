package dev.holdpoint.line;

/** What came of a question. */
sealed interface Heard {
    /** A line, without its end. */
    record Line(String text) implements Heard {}

    /** ctrl-C. */
    record Interrupted() implements Heard {}

    /**
     * ctrl-D, or the end of the input.
     *
     * @param gone nothing will ever come again
     */
    record Ended(boolean gone) implements Heard {}

    /** Where pasting is refused: it was not typed. */
    record Pasted() implements Heard {}
}
