package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to catch up. */
final class CatchUpRun {
    private static final String APPLICATION = "holdpoint catch up";
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final CatchUp.Spec spec;
    private final Attempt attempt;
    private final Rate rate = new Rate();
    private long most = 1;

    CatchUpRun(CatchUp.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
    }

    Outcome run() throws SQLException, InterruptedException {
        try (var source = Login.open(attempt.database(spec.from()), APPLICATION);
                var target = Login.open(attempt.database(spec.to()), APPLICATION)) {
            var until = until(source);
            attempt.say("until " + until + ", where the source's WAL ends");
            var failed = follow(source, target, until);
            return failed == null ? refreshed(source, target, until) : failed;
        }
    }

    /**
     * The end of all that was committed, also of what is not on the source's disk yet. The message behind it makes the source flush and say
     * more: else a server on which nothing happens would be waited for long.
     */
    private String until(Connection source) throws SQLException {
        Query.run(source, "SET default_transaction_read_only = off");
        Query.run(source, "SET synchronous_commit = local");
        var until = Snapshot.value(source, "SELECT pg_current_wal_insert_lsn()");
        nudge(source);
        return until;
    }

    private static void nudge(Connection source) throws SQLException {
        Query.rows(source, "SELECT pg_logical_emit_message(true, 'holdpoint', 'catch-up')");
    }

    private @Nullable Outcome follow(Connection source, Connection target, String until)
            throws SQLException, InterruptedException {
        var began = System.nanoTime();
        var errors = Replication.of(source, target, spec.link(), until).errors();
        while (true) {
            var now = Replication.of(source, target, spec.link(), until);
            if (now.broken().isPresent()) {
                return Outcome.failed(now.broken().get(), "then retry");
            }
            if (now.errors() > errors) {
                return Outcome.failed(
                        "a worker of subscription " + spec.name() + " on " + spec.to() + " has failed, "
                                + Amount.bytes(Math.max(0, now.behind())) + " behind",
                        "its server's log says why; mend that, then retry");
            }
            if (now.behind() <= 0 && now.copied()) {
                return null;
            }
            tell(now);
            if (System.nanoTime() - began > spec.within().toNanos()) {
                return Outcome.failed(
                        "not caught up within " + Amount.time(spec.within()) + ": "
                                + now.unready().orElse(Amount.bytes(now.behind()) + " behind"),
                        "see the log of " + spec.to() + ", then retry, or take the fence back");
            }
            Thread.sleep(PAUSE);
        }
    }

    private void tell(Replication now) {
        var behind = Math.max(0, now.behind());
        most = Math.max(most, behind);
        rate.add(System.nanoTime() / 1_000_000, most - behind);
        var speed = (long) rate.perSecond();
        attempt.progress(new Progress(
                1 - (double) behind / most,
                rate.left(behind),
                now.unready()
                        .orElse(Amount.bytes(behind) + " behind"
                                + (speed > 0 ? ", " + Amount.bytes(speed) + "/s" : "")),
                List.of()));
    }

    /** Replication does not carry them; one of which another is made was made before it. */
    private Outcome refreshed(Connection source, Connection target, String until) throws SQLException {
        var views =
                "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'm' AND " + Tables.USER_SCHEMA;
        var filled = Query.column(source, views + " AND c.relispopulated");
        var count = 0;
        for (var view : Query.column(target, views + " ORDER BY c.oid")) {
            if (filled.contains(view)) {
                attempt.say("refreshing " + view);
                Query.run(target, "REFRESH MATERIALIZED VIEW " + view);
                Query.run(target, "ANALYZE " + view);
                count++;
            }
        }
        return Outcome.done(spec.to() + " has all of " + spec.from() + " up to " + until
                + (count == 0 ? "" : "; " + Amount.count(count, "materialized view") + " refreshed"));
    }
}
