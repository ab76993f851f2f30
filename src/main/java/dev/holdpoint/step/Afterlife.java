package dev.holdpoint.step;

/** What becomes of an action when the program dies under it. */
public enum Afterlife {
    /** Its work is jobs that outlive the program: it is run again and attaches to them. */
    REATTACH,
    /** Doing it again is harmless: it compares before it changes. */
    REPEAT,
    /** It is run again, only finds out what became of it, and does nothing anew: what it does was released for then. */
    FIND_OUT,
    /** Nobody can know: the step is unknown until its {@code verify} or a person decides. */
    ASK
}
