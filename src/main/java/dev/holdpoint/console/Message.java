package dev.holdpoint.console;

import dev.holdpoint.console.terminal.Input;
import dev.holdpoint.run.Decision;
import java.util.function.Consumer;

/** Everything that can happen to the console; it happens on the loop's thread, one after the other. */
sealed interface Message {
    /** @param nanos when it came, as of {@link System#nanoTime}: a paste is told from typing by it */
    record Came(Input input, long nanos) implements Message {}

    record Ticked() implements Message {}

    /** Events were written; the newest picture is fetched by whoever handles this. */
    record RunMoved() implements Message {}

    /** Progress or output of a step moved on. */
    record StepMoved(String step) implements Message {}

    /** What was wanted has been decided. */
    record Answered(Decision decision, Consumer<Decision> then) implements Message {}

    /** Asking itself has failed. */
    record Broken(Throwable cause) implements Message {}
}
