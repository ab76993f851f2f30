package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.PutBack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

        Optional<String> remembered(String key);

        /** The same, where it is kept since the attempt, or the undo of it, started. */
        Optional<String> ofThisAttempt(String key);

        /** What was seen in <i>Connections</i> of each host target, as {@link Attempt#IDENTITY} keeps it. */
        Map<String, String> identities();

        /**
         * Why a job may not begin now; empty where it may. Not where the program came back to a hold point of which nothing had begun: it
         * was released for then, on the evidence of then, and not for now.
         */
        Optional<String> barred(String job);

        /**
         * A job is about to begin. Returns when that is on disk: from then on it is only ever attached to, and stopped with the rest.
         *
         * @param place its host and that one's boot
         */
        void begins(String job, String place) throws InterruptedException;

        /** The place where the job was about to begin; empty where it never was. */
        Optional<String> begun(String job);

        /** True once it is being stopped. Asked between {@link #begins} and the start: what the stopping does not see must not begin. */
        boolean stopping();
    }

    /**
     * Whether any of these jobs still runs; true also where nobody can tell.
     *
     * @param values of now: their hosts are bound with them
     */
    boolean anyRuns(Map<String, String> jobs, Values values);

    /**
     * Ends jobs for good, also those whose start is under way: asks first, then ends them by force.
     *
     * @param jobs name and place, as told to {@link Reports#begins}
     * @return what could not be ended, a sentence each; empty where nothing of them runs any more
     */
    List<String> stop(Map<String, String> jobs, Values values) throws InterruptedException;

    /**
     * The end of these jobs and all that they printed is on disk: what they have left on their hosts goes. One that still runs is left
     * alone.
     */
    void tidy(Map<String, String> jobs, Values values);

    /** What is done under a guard; whatever it throws is a failure that it tells as its outcome. */
    interface Deed {
        Outcome carryOut() throws InterruptedException;
    }

    /** An attempt and the handles on it. */
    interface Work extends AutoCloseable {
        Attempt attempt();

        void type(byte[] keys);

        void resize(int columns, int rows);

        /**
         * Does it under the guard of its host, which puts the old state back unless a connection that is opened afterwards confirms it
         * in that time.
         *
         * @return its outcome where it was confirmed; else what the host did
         */
        default Outcome guarded(Duration time, PutBack back, Deed deed) throws InterruptedException {
            throw new UnsupportedOperationException("nothing is guarded here");
        }

        /** Lets go of it; jobs that run go on. */
        @Override
        void close();
    }
}
