package dev.holdpoint.target;

/** A target that cannot be used: not declared, not bound, not reached. The message is one line for the operator, without secrets. */
public final class TargetProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TargetProblem(String says) {
        super(says);
    }

    public TargetProblem(String says, Throwable cause) {
        super(says, cause);
    }
}
