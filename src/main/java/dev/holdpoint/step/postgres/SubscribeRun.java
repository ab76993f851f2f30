package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to subscribe: the schema, then the slot, then the subscription, then the first copy. That a part is ours is on disk before
 * it is made; so whoever comes back goes on where it was, and what is there without that is somebody else's.
 */
final class SubscribeRun {
    static final String APPLICATION = "holdpoint subscribe";
    static final String SLOT = "slot";
    static final String SUBSCRIPTION = "subscription";
    /** Tables that were there, empty, and are being filled. */
    static final String FILLED = "filled";

    static final String YES = "yes";

    /** What keeps the statement with the password out of the target's logs; only a superuser may say so. */
    private static final List<String> DISCREET = List.of(
            "SET log_statement = 'none'",
            "SET log_min_error_statement = 'panic'",
            "SET log_min_duration_statement = -1",
            "SET log_duration = off",
            "SET pg_stat_statements.track = 'none'");

    /** A worker that follows, and at least one that copies. */
    private static final String WORKERS = "SELECT current_setting('max_logical_replication_workers')::int"
            + " - (SELECT count(*) FROM pg_stat_subscription WHERE pid IS NOT NULL)";

    private final Subscribe.Spec spec;
    private final Attempt attempt;
    private final Memory memory;
    private final Database from;
    private final Database to;
    private final Link link;

    SubscribeRun(Subscribe.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
        this.memory = new Memory(attempt);
        this.from = attempt.database(spec.from());
        this.to = attempt.database(spec.to());
        this.link = spec.link();
    }

    Outcome run() throws SQLException, InterruptedException {
        var conninfo = spec.conninfo(attempt);
        try (var source = Login.open(from, APPLICATION)) {
            mustBePublished(source);
            if (spec.schema() == Subscribe.Tables.COPY && !memory.finished(from.name())) {
                bringSchema();
            }
            try (var target = Login.open(to, APPLICATION)) {
                mustBeTwo(source, target);
                if (!subscribed(target)) {
                    subscribe(source, target, conninfo);
                }
                var outcome = new FirstCopy(attempt, link, source, target).follow();
                if (outcome instanceof Outcome.Done) {
                    memory.complete(from.name());
                }
                return outcome;
            }
        }
    }

    private void mustBePublished(Connection source) throws SQLException {
        if (!Query.yes(source, Link.PUBLICATION, link.name())) {
            throw new TargetProblem(
                    "there is no publication " + link.name() + " on " + spec.from() + "; postgres.publish creates it");
        }
        if (Query.yes(source, Link.SLOT, link.slot()) && !ours(SLOT)) {
            throw new TargetProblem("there is a slot " + link.slot() + " on " + spec.from()
                    + " already, which is not this step's; choose another name, or drop it if nobody needs it");
        }
    }

    private void mustBeTwo(Connection source, Connection target) throws SQLException {
        if (Identity.of(source).sameDatabase(Identity.of(target))) {
            throw new TargetProblem(
                    spec.from() + " and " + spec.to() + " are the same database; check the addresses of both targets");
        }
    }

    private boolean subscribed(Connection target) throws SQLException {
        if (!Query.yes(target, Link.SUBSCRIPTION, link.name())) {
            return false;
        }
        if (!ours(SUBSCRIPTION)) {
            throw new TargetProblem("there is a subscription " + link.name() + " on " + spec.to()
                    + " already, which is not this step's; choose another name, or drop it if nobody needs it");
        }
        return true;
    }

    private boolean ours(String fact) {
        return attempt.remembered(fact).orElse("").equals(YES);
    }

    /** An earlier try that did not come to its end may have left the database: the schema is brought as a whole, so that is dropped. */
    private void bringSchema() throws SQLException, InterruptedException {
        var name = from.name();
        try (var origin = new Landing(from, List.of());
                var landing = new Landing(to, List.of(to.name()))) {
            var approach = new Approach(false, it -> to.name(), landing, memory, attempt);
            if (!memory.looked(List.of(name))) {
                Twins.meet(from, landing.anyone(), from.name().equals(to.name()));
                memory.forget(List.of(name));
                approach.check(List.of(name));
                memory.lookedAt();
            }
            if (!memory.ready(name)) {
                approach.makeReady(name, () -> origin.plan(name, spec.owners()));
                memory.ready(name, 0);
            }
            new SchemaCopy(from, to, spec.owners())
                    .run(attempt, () -> Twins.meet(from, to, false).tools());
        } catch (Fleet.Refused refused) {
            throw new TargetProblem(Trouble.line(refused));
        }
        memory.finish(name);
    }

    private void subscribe(Connection source, Connection target, Conninfo conninfo)
            throws SQLException, InterruptedException {
        if (Integer.parseInt(Snapshot.value(target, WORKERS)) < 2) {
            throw new TargetProblem(
                    "the target has no free workers for replication; raise max_logical_replication_workers"
                            + " and max_worker_processes there");
        }
        mustTakeRows(source, target);
        mustSeeAllRows(source, conninfo.login().user());
        if (spec.schema() == Subscribe.Tables.PRESENT) {
            attempt.remember(FILLED, YES);
        }
        createSlot(source);
        attempt.remember(SUBSCRIPTION, YES);
        createSubscription(target, conninfo);
        attempt.say("subscription " + link.name() + " created on " + spec.to());
    }

    /** Rows that are there would be there twice, or stop the copy. */
    private void mustTakeRows(Connection source, Connection target) throws SQLException {
        var tables = Query.rows(
                source, "SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = ?", link.name());
        var missing = new ArrayList<String>();
        var full = new ArrayList<String>();
        for (var table : tables) {
            var quoted = Quoted.name(table.get(0)) + "." + Quoted.name(table.get(1));
            if (!Query.yes(target, "SELECT to_regclass(?) IS NOT NULL", quoted)) {
                missing.add(table.get(0) + "." + table.get(1));
            } else if (Query.yes(target, "SELECT EXISTS (SELECT FROM ONLY " + quoted + ")")) {
                full.add(table.get(0) + "." + table.get(1));
            }
        }
        if (!missing.isEmpty()) {
            throw new TargetProblem(
                    "not on the target: " + String.join(", ", missing) + "; create them there, or copy the schema");
        }
        if (!full.isEmpty()) {
            throw new TargetProblem(
                    "not empty on the target: " + String.join(", ", full)
                            + "; their rows would be there twice. Empty them, or leave them out of tables: in postgres.publish");
        }
    }

    private void mustSeeAllRows(Connection source, String role) throws SQLException {
        var half = Query.column(
                source,
                ReadyReplication.HALF_SEEN.replace("{role}", "?")
                        + " AND EXISTS (SELECT FROM pg_publication_tables p WHERE p.pubname = ? AND p.schemaname = n.nspname"
                        + " AND p.tablename = c.relname) ORDER BY 1",
                role,
                link.name());
        if (!half.isEmpty()) {
            throw new TargetProblem("row-level security hides rows from " + role + " on " + spec.from() + " in "
                    + String.join(", ", half) + ": they would be missing on the target; ALTER ROLE " + Quoted.name(role)
                    + " BYPASSRLS there, or name a role that has it in login:");
        }
    }

    /** Apart from the subscription, so that this also works where both are on one server; waits for transactions that run. */
    private void createSlot(Connection source) throws SQLException, InterruptedException {
        if (!Query.yes(source, Link.SLOT, link.slot())) {
            attempt.remember(SLOT, YES);
            attempt.say("creating slot " + link.slot() + " on " + spec.from()
                    + ", which waits for transactions that are open there");
            Query.rows(source, "SELECT pg_create_logical_replication_slot(?, 'pgoutput')", link.slot());
        }
    }

    private void createSubscription(Connection target, Conninfo conninfo) throws SQLException {
        for (var setting : DISCREET) {
            try {
                Query.run(target, setting);
            } catch (SQLException notOurs) {
                attempt.say("the target may write the statement with the password of " + spec.from() + " into its log: "
                        + setting + " was refused");
            }
        }
        try {
            Query.run(
                    target,
                    "CREATE SUBSCRIPTION " + link.quoted() + " CONNECTION " + Quoted.literal(conninfo.whole())
                            + " PUBLICATION " + link.quoted() + link.options());
        } catch (SQLException failed) {
            throw new SQLException(
                    Hidden.secretsOf(attempt.values(), without(conninfo.login().password(), Trouble.line(failed)))
                            + " (the new server logs in with " + conninfo + ")",
                    failed.getSQLState());
        }
    }

    private static String without(@Nullable String password, String message) {
        return password == null || password.isEmpty() || !message.contains(password)
                ? message
                : message.replace(password, Values.MASK);
    }
}
