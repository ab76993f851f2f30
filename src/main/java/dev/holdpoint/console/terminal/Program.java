package dev.holdpoint.console.terminal;

/**
 * What a {@link Loop} runs. All methods but {@link #input} are called on the loop's thread, so a program needs no
 * locks.
 *
 * @param <M> its messages: everything that can happen
 */
public interface Program<M> {
    /** Wraps a key or another word of the terminal as a message; called on any thread, so it only constructs. */
    M input(Input input);

    /** The message of the clock, about once a second. */
    M tick();

    /** Changes the model. Quick: whatever waits or computes for long runs elsewhere and posts its result. */
    void handle(M message);

    /** The model as a picture; pure. */
    Frame view(Size size);
}
