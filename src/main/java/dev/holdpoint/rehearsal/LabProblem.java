package dev.holdpoint.rehearsal;

/** The lab cannot start or go on. The message is one line for the operator: what, where, and what to do. */
public final class LabProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LabProblem(String says) {
        super(says);
    }

    public LabProblem(String says, Throwable cause) {
        super(says, cause);
    }
}
