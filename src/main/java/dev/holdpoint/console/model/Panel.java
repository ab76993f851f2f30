package dev.holdpoint.console.model;

import dev.holdpoint.operator.Burst;
import dev.holdpoint.operator.Purpose;
import dev.holdpoint.run.Intent;
import org.jspecify.annotations.Nullable;

/** What lies over the checklist and takes the keys. */
public sealed interface Panel {
    /** A hold point: its evidence, and the phrase being typed. */
    record AtGate(String step, LineInput input, Burst burst, Scroll scroll) implements Panel {
        public AtGate(String step) {
            this(step, new LineInput(), new Burst(), new Scroll());
        }
    }

    /**
     * A sentence is wanted. One that is refused opens all the same, for the words that the hands are about to type: they go nowhere else.
     *
     * @param about the step or the open item it is about, or null for the run
     * @param refusal why not; empty where it works
     */
    record Asking(Purpose purpose, @Nullable String about, LineInput input, String refusal) implements Panel {
        public Asking(Purpose purpose, @Nullable String about, String refusal) {
            this(purpose, about, new LineInput(), refusal);
        }
    }

    /**
     * The plan of a rollback.
     *
     * @param typing the reason is there, the word is typed
     */
    record AtRollback(LineInput reason, LineInput phrase, Burst burst, Scroll scroll, boolean typing) implements Panel {
        public AtRollback(String reason) {
            this(new LineInput(reason), new LineInput(), new Burst(), new Scroll(), false);
        }

        public AtRollback saying() {
            return new AtRollback(reason, phrase, burst, scroll, true);
        }
    }

    /** Values are wanted. */
    record Filling(Form form) implements Panel {}

    /**
     * Every key and what it does.
     *
     * @param gate it was asked for at a gate, whose keys stand first
     */
    record Helping(Scroll scroll, boolean gate) implements Panel {}

    /** All notes of the run. */
    record Notes(Scroll scroll) implements Panel {}

    /** What is open, and how the rest was closed. */
    record Items(Scroll scroll) implements Panel {}

    /** The command line. */
    record Commanding(CommandLine line) implements Panel {}

    /** A pattern to find is being typed. */
    record Finding(LineInput input) implements Panel {}

    /**
     * Yes or no.
     *
     * @param wanted what yes means
     */
    record Confirming(String question, String detail, Intent wanted) implements Panel {}

    /**
     * Keys go to the step, which has a terminal of its own, and the screen is its.
     *
     * @param page what was turned to before
     * @param zoomed whether the step pane had the whole screen already
     */
    record Typing(String step, Looking.Page page, boolean zoomed) implements Panel {}
}
