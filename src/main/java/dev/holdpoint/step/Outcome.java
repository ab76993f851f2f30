package dev.holdpoint.step;

/** How an action ended. */
public sealed interface Outcome {
    /** @param says what was done, one line: "7 databases, 214 MB in 0:41" */
    record Done(String says) implements Outcome {}

    /**
     * @param reason what failed, on what, with the value; one line, no secrets
     * @param remedy what to do next
     */
    record Failed(String reason, String remedy) implements Outcome {}

    /** Nobody can know whether it happened. */
    record Unknown(String reason) implements Outcome {}

    static Outcome done(String says) {
        return new Done(says);
    }

    static Outcome failed(String reason, String remedy) {
        return new Failed(reason, remedy);
    }

    static Outcome unknown(String reason) {
        return new Unknown(reason);
    }
}
