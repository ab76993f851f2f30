package dev.holdpoint.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Where output of attempts is kept. */
public interface Outputs {
    /**
     * Opens the output of an attempt for writing, at its end where there is some already.
     *
     * @param secrets values that are shown as dots wherever they turn up
     */
    Sink open(String step, int attempt, Set<String> secrets) throws IOException;

    /** Opens what the looks at a step's gate have seen, likewise. It is no output of any attempt: no rule about output judges it. */
    Sink gate(String step, Set<String> secrets) throws IOException;

    /** Empty where the attempt has none. */
    Optional<OutputSource> source(String step, int attempt);

    /** Safe for many threads. */
    interface Sink extends Closeable {
        /** Adds a line of the program's own. */
        void say(String line) throws IOException;

        /** Adds a line that the action itself has to say: like what its jobs print it is the output of the step. */
        void print(String line) throws IOException;

        /**
         * Adds what a job printed.
         *
         * @param until how far into the job's output this reaches: kept with it, so that {@link #offset} knows after a crash
         */
        void job(String job, byte[] bytes, int start, int length, long until) throws IOException;

        /** The job has printed its last. */
        void end(String job) throws IOException;

        /** From where on the output of {@code job} is not kept yet; 0 before its first. */
        long offset(String job);
    }
}
