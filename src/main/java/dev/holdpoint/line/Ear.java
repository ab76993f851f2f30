package dev.holdpoint.line;

/** Where the words of the operator come from. */
interface Ear extends AutoCloseable {
    /** No key has been pressed. */
    int NONE = -2;

    /** Nothing will come any more. */
    int END = -1;

    int CTRL_C = 3;
    int CTRL_D = 4;

    /** What a line is wanted for. */
    enum Kind {
        /** A command: with completion and history. */
        COMMAND,
        /** A value or a sentence. */
        WORDS,
        /** It is not shown. */
        SECRET,
        /** The phrase of a hold point: pasting is refused. */
        PHRASE
    }

    /** Whether a hand can be heard: a hold point is never answered from a pipe. */
    boolean hand();

    /**
     * Waits for a line.
     *
     * @param begun what has been typed of it already
     */
    Heard ask(String prompt, Kind kind, String begun) throws InterruptedException;

    /** A key that has been pressed while nothing was asked, {@link #NONE} or {@link #END}. Never waits. */
    int press();

    /** Forgets what was typed ahead. */
    void forget();

    @Override
    void close();
}
