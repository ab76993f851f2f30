package dev.holdpoint.run;

import dev.holdpoint.checklist.Variable;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Progress;
import java.util.List;
import java.util.Optional;

/** A run to look at. Who holds only this cannot drive. */
public interface RunFeed {
    /**
     * Hands over the run as of now and calls {@code listener} for everything after it: both under one lock, so that nothing is missed and
     * nothing comes twice. The listener is called on the conductor's threads and must not block.
     */
    Run follow(Listener listener);

    void forget(Listener listener);

    /** The last word of a running action about how far it is. */
    Optional<Progress> progress(String step);

    /**
     * What the last of the looks at a kept step, or at the checks of a step's soak, has seen since the program is there; empty before. Only a
     * change of its colour is in the journal.
     */
    default List<Evidence> seen(String step) {
        return List.of();
    }

    /** Output of one attempt; empty where it has none. */
    Optional<OutputSource> output(String step, int attempt);

    /** What starting the step would do, one line each, secrets masked, with the values of now. */
    List<String> preview(String step);

    /** What undoing the step would do, one line each; empty where it cannot be undone. */
    List<String> undoPreview(String step);

    /**
     * What the form asks for: every variable before values are set; afterwards only secrets, which a restart has forgotten. Empty when
     * nothing is wanted.
     */
    List<Wanted> wanted();

    /**
     * One field of the form.
     *
     * @param value filled in already: given on the command line, looked up, or the default; empty where there is none
     * @param source where that value came from, in words ("from env DB_PASSWORD", "default"), or why it could not be looked up
     */
    record Wanted(Variable variable, String value, String source) {
        /** A secret's value is not shown. */
        @Override
        public String toString() {
            return variable.name() + " " + source;
        }
    }

    /**
     * Why nothing new happens, or is seen.
     *
     * @param why in words for a person
     */
    record Stall(Cause cause, String why) {
        public enum Cause {
            /** The journal cannot be written, so nothing new starts. */
            JOURNAL,
            /** The program that drives the run does not answer whoever watches it. */
            DRIVER
        }
    }

    /** Empty while all goes on. */
    Optional<Stall> stall();

    /** Who else looks at the run now, by name; empty where nobody does, and for whoever only watches. */
    default List<String> watchers() {
        return List.of();
    }

    /** What was found when the run was begun or taken up, and its driver should know; empty where nothing was. */
    default List<String> found() {
        return List.of();
    }

    /** Told of changes. */
    interface Listener {
        /** Events were written; {@code run} has them in it. */
        void changed(Run run, List<Event> events);

        /** Progress or output of {@code step} moved on. May come very often. */
        void moved(String step);
    }
}
