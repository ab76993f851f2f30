package dev.holdpoint.run;

/** Where a step stands. Whether a step that is to do may start now is asked of {@link Readiness}. */
public enum StepState {
    TO_DO,
    RUNNING,
    VERIFYING,
    DONE,
    FAILED,
    UNKNOWN,
    SKIPPED,
    NOT_APPLICABLE,
    UNDOING,
    UNDONE;

    /** Nothing is left to do here, so that steps which need it may start. */
    public boolean settled() {
        return this == DONE || this == SKIPPED || this == NOT_APPLICABLE;
    }

    /** Something of it goes on now. */
    public boolean active() {
        return this == RUNNING || this == VERIFYING || this == UNDOING;
    }
}
