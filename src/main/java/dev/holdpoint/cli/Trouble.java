package dev.holdpoint.cli;

/** Ends a command with one line for the operator and an exit code. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    Trouble(int code, String says) {
        super(says);
        this.code = code;
    }

    int code() {
        return code;
    }
}
