package dev.holdpoint.console.model;

/** An attempt that was paged back to, and which one was the last then: with the next one it is over. */
record Attempt(String step, int number, int last) {
    static final Attempt NONE = new Attempt("", 0, 0);

    /** The attempt of that step that is looked at. */
    int of(String wanted, int newest) {
        return step.equals(wanted) && last == newest ? number : newest;
    }
}
