package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings what a database holds besides its rows: pg_dump piped into pg_restore, in one transaction, so that it is all there or nothing.
 * Publications and subscriptions stay where they are: ours would be among them.
 */
record SchemaCopy(Database from, Database to, Owners owners) {
    private static final String JOB = "schema";

    private static final String DUMP = "--schema-only --no-publications --no-subscriptions";

    /** Made when it is certain that the job has to be started. */
    interface Choice {
        Tools tools() throws SQLException;
    }

    /** @throws TargetProblem where it did not end well or any of its programs complained */
    void run(Attempt attempt, Choice choice) throws SQLException, InterruptedException {
        var trouble = new Trouble();
        var prefix = to.name() + ": ";
        var ended = ended(
                attempt,
                choice,
                line -> trouble.hear(line.startsWith(prefix) ? line.substring(prefix.length()) : line));
        if (!ended.fine() || trouble.says().isPresent()) {
            var said = trouble.says().orElse("its job did not end well, see the output");
            throw new TargetProblem(
                    "the schema of " + from.name() + " could not be copied: " + said + "; " + Trouble.remedy(said));
        }
    }

    private Ended ended(Attempt attempt, Choice choice, Consumer<String> watcher)
            throws SQLException, InterruptedException {
        if (attempt.resumed()) {
            var running = attempt.attach(JOB, watcher);
            if (running.isPresent()) {
                return running.get();
            }
        }
        return attempt.job(JOB, script(choice.tools()), watcher);
    }

    private Script script(Tools tools) {
        return Script.of(
                MoveText.BOTH_ENDS + MoveText.pipe(DUMP, dump(), restore()),
                piece(tools).environment());
    }

    private Piece piece(Tools tools) {
        return new Piece(tools, from, to, owners, List.of(), Apart.NONE, -1);
    }

    private String dump() {
        return "-Fc -Z0" + options();
    }

    private String restore() {
        return "--exit-on-error --single-transaction --verbose" + options();
    }

    private String options() {
        return owners.options().isEmpty() ? "" : " " + String.join(" ", owners.options());
    }

    /** The command as a person would type it. */
    String preview() {
        return MoveText.shown(from, to, DUMP + " " + dump(), restore(), List.of())
                .getFirst();
    }
}
