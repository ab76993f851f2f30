package dev.holdpoint.step.postgres;

/**
 * One item of the list of what must be so before a move.
 *
 * @param title what was looked at: {@code extensions}
 * @param says what was seen, with names and numbers
 * @param remedy what to do; empty where it is fine
 */
record Finding(Verdict verdict, String title, String says, String remedy) {
    enum Verdict {
        FINE("✔"),
        WRONG("✘"),
        /** The server does not let us see it, or nobody can tell from here what is right: somebody must look for themselves. */
        UNSEEN("?");

        private final String mark;

        Verdict(String mark) {
            this.mark = mark;
        }
    }

    static Finding fine(String title, String says) {
        return new Finding(Verdict.FINE, title, says, "");
    }

    static Finding wrong(String title, String says, String remedy) {
        return new Finding(Verdict.WRONG, title, says, remedy);
    }

    static Finding unseen(String title, String says, String remedy) {
        return new Finding(Verdict.UNSEEN, title, says, remedy);
    }

    @Override
    public String toString() {
        return verdict.mark + " " + title + ": " + says + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
