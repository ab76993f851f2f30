package dev.holdpoint.console.pane;

/** What a program has switched on and off, and what only a program at a terminal may expect. */
final class Modes {
    /** The program is at a terminal: its driver puts carriage returns where lines begin anew, and questions are answered. */
    final boolean terminal;

    final Answers answers = new Answers();
    final Charsets charsets = new Charsets();

    /** Lines go on in the next row (DECAWM). */
    boolean wrap = true;

    /** Arrows are application keys (DECCKM). */
    boolean applicationKeys;

    boolean cursorHidden;

    Modes(boolean terminal) {
        this.terminal = terminal;
    }

    /** Obeys DECSET and DECRST for the modes that are here. */
    void set(int mode, boolean on) {
        switch (mode) {
            case 1 -> applicationKeys = on;
            case 7 -> wrap = on;
            case 25 -> cursorHidden = !on;
            default -> {}
        }
    }

    /** Obeys {@code ESC slot set}: a character set. What a pipe carries by accident must not make the rest of it unreadable. */
    void designate(char slot, char set) {
        if (terminal) {
            charsets.designate(slot, set);
        }
    }

    /** A question, if it is one; the cursor's place counts from 1. */
    void asked(char command, char prefix, int what, long row, int column) {
        if (terminal && command == 'c') {
            answers.whatItIs(prefix);
        } else if (terminal && command == 'n') {
            answers.howItIs(prefix, what, row, column);
        }
    }

    void reset() {
        wrap = true;
        applicationKeys = false;
        cursorHidden = false;
        charsets.reset();
    }
}
