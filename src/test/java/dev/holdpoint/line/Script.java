package dev.holdpoint.line;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/** A person who says what a test has written down; afterwards they are gone. */
final class Script implements Ear {
    private static final int PATIENCE = 100;

    private final PrintWriter transcript;
    private final boolean hand;
    private final Deque<Turn> answers = new ArrayDeque<>();
    private final Deque<Press> presses = new ArrayDeque<>();
    private int waited;

    private interface Turn {
        Heard answer();
    }

    private interface Press {
        int key();
    }

    Script(PrintWriter transcript, boolean hand) {
        this.transcript = transcript;
        this.hand = hand;
    }

    /** Answers the next questions so. */
    void says(String... lines) {
        for (var line : lines) {
            hears(new Heard.Line(line));
        }
    }

    void hears(Heard heard) {
        answers.add(() -> heard);
    }

    /** Answers the next question so, and before that this happens. */
    void saysAfter(Runnable happens, String line) {
        answers.add(() -> {
            happens.run();
            return new Heard.Line(line);
        });
    }

    /** Presses a key when it is looked for one. */
    void presses(int key) {
        presses.add(() -> key);
    }

    /** Something that happens while something goes on. */
    void meanwhile(Runnable happens) {
        presses.add(() -> {
            happens.run();
            return NONE;
        });
    }

    @Override
    public boolean hand() {
        return hand;
    }

    @Override
    public Heard ask(String prompt, Kind kind, String begun) {
        var next = answers.poll();
        var heard = next == null ? new Heard.Ended(true) : next.answer();
        var shown = heard instanceof Heard.Line(String text) && kind != Kind.SECRET
                ? text
                : heard.getClass().getSimpleName();
        transcript.print(prompt + begun + shown + "\n");
        return heard instanceof Heard.Line(String text) ? new Heard.Line(begun + text) : heard;
    }

    @Override
    public int press() {
        var next = presses.poll();
        if (next == null && ++waited > PATIENCE) {
            throw new AssertionError("something goes on for ever, and the script has nothing more to say");
        }
        return next == null ? NONE : next.key();
    }

    @Override
    public void forget() {
        // What is written down is not typed ahead.
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }
}
