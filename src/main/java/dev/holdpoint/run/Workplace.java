package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Progress;
import java.io.IOException;

/** Where actions and checks are carried out: makes the {@link Attempt} that a kind is handed. */
public interface Workplace {
    /**
     * One execution.
     *
     * @param name unique in the run and the same after a restart: jobs are found again by it
     */
    Work open(String name, Step step, Values values, boolean resumed, Outputs.Sink sink, Reports reports)
            throws IOException;

    /** Where an attempt reports to. */
    interface Reports {
        void progress(Progress progress);

        void printed();

        /** Returns when the fact is on disk. */
        void remember(String key, String value) throws InterruptedException;

        java.util.Optional<String> remembered(String key);

        /**
         * Whether what {@code key} stands for may begin now. Not where the program came back to a hold point of which nothing had begun:
         * it was released for then, on the evidence of then, and not for now.
         */
        boolean mayBegin(String key);
    }

    /**
     * The end of everything called {@code name} is on disk: what its jobs have left on their hosts goes.
     *
     * @param name as given to {@link #open}, or the beginning of it
     */
    void tidy(String name);

    /** An attempt and the handles on it. */
    interface Work extends AutoCloseable {
        Attempt attempt();

        /** Ends its jobs: asks first, then ends them by force. */
        void cancel();

        void type(byte[] keys);

        void resize(int columns, int rows);

        /** Lets go of it; jobs that run go on. */
        @Override
        void close();
    }
}
