package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Takes a subscription back: it, its slots, and what it has brought to the target. What this step did not make is left alone. */
final class SubscribeUndo {
    private final Subscribe.Spec spec;
    private final Attempt attempt;
    private final Link link;

    SubscribeUndo(Subscribe.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
        this.link = spec.link();
    }

    Outcome run() throws SQLException, InterruptedException {
        var unlink = new Unlink(attempt, link);
        if (did(SubscribeRun.SUBSCRIPTION)) {
            subscription(unlink);
        }
        if (did(SubscribeRun.SLOT)) {
            unlink.slots(attempt.database(spec.from()));
            attempt.remember(SubscribeRun.SLOT, "");
        }
        if (spec.schema() == Subscribe.Tables.COPY) {
            var place = attempt.database(spec.to()).name();
            return new Retreat(attempt, spec.to())
                    .run(List.of(attempt.database(spec.from()).name()), name -> place);
        }
        if (did(SubscribeRun.FILLED)) {
            empty();
            attempt.remember(SubscribeRun.FILLED, "");
        }
        return Outcome.done(
                "subscription and slot " + link.name() + " are gone, the tables on " + spec.to() + " empty");
    }

    private boolean did(String fact) {
        return attempt.remembered(fact).orElse("").equals(SubscribeRun.YES);
    }

    /** A database that is gone has taken its subscription with it. */
    private void subscription(Unlink unlink) throws SQLException, InterruptedException {
        try {
            unlink.subscription(attempt.database(spec.to()));
        } catch (TargetProblem problem) {
            if (!(problem.getCause() instanceof SQLException cause && "3D000".equals(cause.getSQLState()))) {
                throw problem;
            }
        }
        attempt.remember(SubscribeRun.SUBSCRIPTION, "");
    }

    /** All in one, for they refer to each other. */
    private void empty() throws SQLException {
        List<List<String>> tables;
        try (var source = Login.open(attempt.database(spec.from()), SubscribeRun.APPLICATION)) {
            tables = Query.rows(
                    source, "SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = ?", link.name());
        }
        if (tables.isEmpty()) {
            throw new TargetProblem("the publication " + link.name() + " is gone from " + spec.from()
                    + ", and with it the list of tables; empty them on " + spec.to() + " by hand");
        }
        try (var target = Login.open(attempt.database(spec.to()), SubscribeRun.APPLICATION)) {
            Query.run(
                    target,
                    "TRUNCATE ONLY "
                            + tables.stream()
                                    .map(it -> Quoted.name(it.get(0)) + "." + Quoted.name(it.get(1)))
                                    .collect(Collectors.joining(", ONLY ")));
        }
    }
}
