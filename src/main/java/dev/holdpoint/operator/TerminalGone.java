package dev.holdpoint.operator;

/** The terminal was closed from outside: nobody sees or types anything any more, and nobody has left. */
public final class TerminalGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TerminalGone() {
        super("the terminal is gone");
    }
}
