package dev.holdpoint.step;

import java.util.Map;

/**
 * A piece of POSIX sh to run as a job.
 *
 * @param text the program text; no value of a variable is ever written into it
 * @param environment what it gets besides the host's own environment, secrets included; travels on standard input
 * @param tty true where the program needs a terminal
 */
public record Script(String text, Map<String, String> environment, boolean tty) {
    public Script {
        environment = Map.copyOf(environment);
    }

    public static Script of(String text, Map<String, String> environment) {
        return new Script(text, environment, false);
    }

    /** The environment may hold secrets: only its names are shown. */
    @Override
    public String toString() {
        return "Script[" + text + ", environment " + environment.keySet() + "]";
    }
}
