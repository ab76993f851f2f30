package dev.holdpoint.console.terminal;

/** Where frames go: the operator's terminal, or a test's memory. */
public interface Display {
    /** The size that the next frame should have. */
    Size size();

    /** Shows a frame; one of another size is clipped. Frames for a display that is closed are dropped. */
    void draw(Frame frame);

    /** Gives the terminal back, stops the whole process group as ctrl-z does, and takes it again when continued. */
    default void suspend() {}

    /** Gives the terminal back while {@code work} runs in it (a pager), then takes it again. */
    default void outside(Runnable work) {
        work.run();
    }

    /** Shows everything from now on in other colours. */
    default void theme(Theme theme) {}

    /** Rings the bell. */
    default void bell() {}
}
