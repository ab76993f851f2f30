package dev.holdpoint.console.terminal;

/** What the terminal tells the program. */
public sealed interface Input permits Key, Input.Resized, Input.Resumed, Input.SuspendAsked, Input.Hangup {
    /** The screen has another size now. */
    record Resized(Size size) implements Input {}

    /** The program was stopped and goes on; the screen is drawn anew by itself. */
    record Resumed() implements Input {}

    /** Somebody sent SIGTSTP. {@link Loop} stops the program by itself; others hear of it through {@link Resumed}. */
    record SuspendAsked() implements Input {}

    /** No key will come any more: the terminal is gone. */
    record Hangup() implements Input {}
}
