package dev.holdpoint.console;

import dev.holdpoint.console.terminal.Theme;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import java.util.function.Consumer;

/** What the console does to the world beyond its own screen. The answers come back on the loop's thread. */
interface Hands {
    /** Asks for something; a refusal is shown to the operator. */
    void want(Intent intent);

    /** Asks for something; {@code then} gets the answer. */
    void want(Intent intent, Consumer<Decision> then);

    /** Bytes typed at a step with a terminal. */
    void type(String step, byte[] bytes);

    /** Opens the output of the selected step in a pager. */
    void openPager();

    void suspend();

    /** Other colours from now on. */
    void theme(Theme theme);

    /** Leaves the run and ends the console. */
    void leave();
}
