package dev.holdpoint.step;

import dev.holdpoint.target.host.Identity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One execution of an action, or one look of a check: what it may use and where it reports to. */
public interface Attempt extends Setting {
    InstantSource clock();

    /** True where the program died under this very attempt and comes back to it. */
    boolean resumed();

    /** Adds a line to the step's output. Safe for untrusted text; secrets are masked. */
    void say(String line);

    void progress(Progress progress);

    /** For a job whose lines nobody has to see. */
    Consumer<String> UNWATCHED = line -> {};

    /**
     * Starts the job called {@code name} of this attempt, or attaches to it where it was started before, and waits for its end.
     * Its output goes to the step's output by itself, and line by line to {@code watcher}. Jobs of different names may run side by
     * side from different threads. Cancelled with the attempt.
     *
     * @param name lower case letters, digits and dashes; unique in the step
     */
    default Ended job(String name, Script script, Consumer<String> watcher) throws InterruptedException {
        return job(on(), name, script, watcher);
    }

    /**
     * The same on another host than the step's own: for kinds that say themselves where they work.
     *
     * @param host a target of the checklist; {@code local} is this machine
     */
    Ended job(String host, String name, Script script, Consumer<String> watcher) throws InterruptedException;

    /**
     * Attaches to the job called {@code name} of this attempt where it was started before the program died, and waits for its end as
     * {@link #job} does. What the job's script would need is not asked for.
     *
     * @return empty where it was never begun
     */
    Optional<Ended> attach(String name, Consumer<String> watcher) throws InterruptedException;

    /**
     * Runs a short command on the step's host that needs no durability and returns what it printed (standard output and errors
     * together, the last 64 KiB). Nothing of it goes to the step's output.
     */
    default Captured capture(Script script) throws InterruptedException {
        return capture(on(), script);
    }

    /**
     * The same on another host than the step's own.
     *
     * @param host a target of the checklist; {@code local} is this machine
     * @throws dev.holdpoint.target.TargetProblem where it cannot be reached
     */
    Captured capture(String host, Script script) throws InterruptedException;

    /** What a short command printed and how it ended. */
    record Captured(Ended ended, String output) {}

    /** The fact that something lasts until a moment; its name stands behind it. */
    String LASTS = "lasts: ";

    /**
     * What steps below depend on ends by itself: a session that the step has logged in to, a lease. They do not start on what will not last.
     *
     * @param name as the operator reads it: "the AWS session"
     */
    default void lasts(String name, Instant until) throws InterruptedException {
        remember(LASTS + name, until.toString());
    }

    /** The fact that says which machine was seen behind a host target, see {@link Identity#proof}. */
    String IDENTITY = "identity";

    /** The fact that a host has shown a key that is not known here: its type and fingerprint. */
    String UNKNOWN_KEY = "unknown host key";

    /** The fact that somebody has compared that key and trusts it. */
    String TRUSTED_KEY = "trusted host key";

    /**
     * How programs of this machine call {@code ssh} where they outlive this program, and with it the connections that it keeps: the
     * program and the options that stand before all others.
     */
    default List<String> ssh() {
        return List.of("ssh");
    }

    /**
     * Who answers on a host.
     *
     * @throws dev.holdpoint.target.TargetProblem where it cannot be reached, or its key is not the known one
     */
    Identity identify(String host) throws InterruptedException;

    /** Keeps a fact on disk for {@link #remembered}: what an undo will need. Returns after it is synced. */
    void remember(String key, String value) throws InterruptedException;

    /** A fact kept by this step, also by an earlier attempt or before a crash. */
    Optional<String> remembered(String key);

    /**
     * A fact kept by this very attempt, also before the program died under it. Who comes back believes only these about what it was doing: an
     * earlier attempt may have come further.
     */
    Optional<String> ofThisAttempt(String key);

    /** True where the author says by {@code fails_when} or {@code succeeds_when} what failure or success looks like in the output. */
    boolean judgedByAuthor();

    /** The size of the terminal the step asked for with {@code tty: true}, or null. */
    @Nullable
    TtySize tty();

    /** The host that the step names with {@code on}; {@code local} where it names none. */
    String on();

    /** Columns and rows of a pane. */
    record TtySize(int columns, int rows) {}
}
