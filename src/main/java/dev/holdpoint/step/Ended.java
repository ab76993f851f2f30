package dev.holdpoint.step;

/** How a job or a short command ended. */
public sealed interface Ended {
    /** @param status 0 to 255; 128 + n where signal n ended it, as sh counts */
    record Exited(int status) implements Ended {}

    /** Nobody can know: the machine went down under it, or its start cannot be proven. */
    record Lost(String reason) implements Ended {}

    default boolean fine() {
        return this instanceof Exited(int status) && status == 0;
    }
}
