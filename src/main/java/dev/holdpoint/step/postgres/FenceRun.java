package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One attempt to fence, or to take that back. Who could log in and connect is kept before anything is changed, until it is given back. */
final class FenceRun {
    private static final String APPLICATION = "holdpoint fence";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Counters of sessions that have just ended may arrive late; then it is looked again. */
    private static final int LOOKS = 3;

    private final Fence.Spec spec;
    private final Attempt attempt;
    private final Database server;
    private final List<String> databases;

    FenceRun(Fence.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
        this.server = attempt.database(spec.on());
        this.databases = spec.names(attempt);
    }

    static String list(List<String> names) {
        return names.stream().map(Quoted::name).collect(Collectors.joining(", "));
    }

    Outcome run() throws SQLException, InterruptedException {
        try (var session = Login.open(server, APPLICATION)) {
            mustBeSafe(session);
            var rights = new ConnectRights(attempt, session, databases);
            rights.keep(spec.roles(), staying(session));
            rights.take(spec.roles());
            var ended = endSessions(session);
            attempt.say(Amount.count(ended, "session") + " ended");
            var prepared = Writers.prepared(session, databases);
            if (!prepared.isEmpty()) {
                return Outcome.failed(
                        Writers.named(prepared) + ": it may still be committed",
                        "COMMIT PREPARED or ROLLBACK PREPARED it, then retry");
            }
            var strangers = Writers.sessions(session, databases, spec.except());
            if (!strangers.isEmpty()) {
                strangers.forEach(it -> attempt.say("still connected: " + it));
                return Outcome.failed(
                        "still connected: " + Writers.named(strangers),
                        strangers.stream().anyMatch(it -> !spec.except().contains(it.user()))
                                ? "end it, or name its role in roles: or in except:, then retry"
                                : "its transaction writes: wait for its end or end it, then retry");
            }
            return proof(ended);
        }
    }

    Outcome takeBack() throws SQLException, InterruptedException {
        try (var session = Login.open(server, APPLICATION)) {
            databases.forEach(it -> FenceProof.of(attempt, spec.on(), it).forget());
            var given = new ConnectRights(attempt, session, databases).giveBack();
            return Outcome.done(
                    given ? "logins and rights on " + spec.on() + " are as they were" : "nothing was fenced");
        }
    }

    private void mustBeSafe(Connection session) throws SQLException {
        var there = Query.column(session, "SELECT rolname::text FROM pg_roles WHERE rolname = ANY (?)", spec.roles());
        var missing = spec.roles().stream().filter(it -> !there.contains(it)).toList();
        if (!missing.isEmpty()) {
            throw new TargetProblem(
                    "there is no role " + String.join(", ", missing) + " on " + spec.on() + "; correct roles:");
        }
        var places = Query.column(session, "SELECT datname::text FROM pg_database WHERE datname = ANY (?)", databases);
        var gone = databases.stream().filter(it -> !places.contains(it)).toList();
        if (!gone.isEmpty()) {
            throw new TargetProblem(
                    "there is no database " + String.join(", ", gone) + " on " + spec.on() + "; correct databases:");
        }
        if (spec.roles().contains(server.user())) {
            throw new TargetProblem("role " + server.user() + " is the one that this program logs in with on "
                    + spec.on() + "; give that target another user, or leave it out of roles:");
        }
        var replicating =
                replicating(session).stream().filter(spec.roles()::contains).toList();
        if (!replicating.isEmpty()) {
            throw new TargetProblem("role " + String.join(", ", replicating)
                    + " is the one that the new server logs in with to follow: without login it would be cut off;"
                    + " give postgres.subscribe another login:");
        }
    }

    private List<String> replicating(Connection session) throws SQLException {
        return Query.column(
                session,
                "SELECT DISTINCT usename::text FROM pg_stat_activity WHERE backend_type = 'walsender' AND datname = ANY (?)"
                        + " AND usename IS NOT NULL",
                databases);
    }

    /** Who must be able to connect again, though everybody's right is taken. */
    private List<String> staying(Connection session) throws SQLException {
        return Stream.of(spec.except(), replicating(session), List.of(server.user()))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Until none is left: one that was just being let in when the right was taken appears a moment later. */
    private int endSessions(Connection session) throws SQLException, InterruptedException {
        var end = "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = ANY (?) AND usename = ANY (?) AND pid <> pg_backend_pid()";
        var pids = new HashSet<String>();
        var began = System.nanoTime();
        while (true) {
            var found = Query.column(session, end, databases, spec.roles());
            if (found.isEmpty()) {
                return pids.size();
            }
            pids.addAll(found);
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new TargetProblem("sessions do not end: pid " + String.join(", ", found)
                        + "; see what they wait for, then retry");
            }
            Thread.sleep(50);
        }
    }

    private Outcome proof(int ended) throws SQLException, InterruptedException {
        var before = tallies();
        var grown = new ArrayList<String>();
        for (var look = 0; look < LOOKS; look++) {
            Thread.sleep(spec.quiet());
            var now = tallies();
            grown.clear();
            now.forEach((name, tally) ->
                    tally.since(before.getOrDefault(name, tally).text()).forEach(it -> grown.add(name + ": " + it)));
            if (grown.isEmpty()) {
                now.forEach(
                        (name, tally) -> FenceProof.of(attempt, spec.on(), name).keep(tally));
                return Outcome.done("nobody writes to " + String.join(", ", databases) + ": "
                        + Amount.count(ended, "session") + " ended, no counter has moved in "
                        + Amount.seconds(spec.quiet()));
            }
            grown.forEach(it -> attempt.say("still written: " + it));
            before.putAll(now);
        }
        return Outcome.failed(
                "rows are still written: " + Writers.named(grown),
                "a role in except:, a background worker of the server or a replication that arrives there writes:"
                        + " stop it, then retry");
    }

    private Map<String, Tally> tallies() throws SQLException {
        var found = new HashMap<String, Tally>();
        for (var name : databases) {
            found.put(name, Tally.of(server.named(name)));
        }
        return found;
    }
}
