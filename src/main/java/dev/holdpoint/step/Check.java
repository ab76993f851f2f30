package dev.holdpoint.step;

/** A kind that looks and changes nothing. */
public non-sealed interface Check<S extends Record> extends Kind<S> {
    /**
     * Looks once. A thing that cannot be reached is red evidence, not an exception.
     *
     * @throws InterruptedException when it is cancelled or its time is over
     */
    Evidence observe(S spec, Attempt attempt) throws InterruptedException;

    /** What is checked, as a line of a gate: "data is the same". */
    String label(S spec);
}
