package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code postgres.caught-up}: the target follows the source closely, and nothing on the way is broken. */
public final class PostgresCaughtUp implements Check<PostgresCaughtUp.Spec> {
    private static final String APPLICATION = "holdpoint caught up";
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

    public record Spec(
            @Doc(value = "the database target that is published", example = "old")
            String from,

            @Doc(value = "the database target that follows it", example = "new")
            String to,

            @Doc(value = "as in postgres.publish", example = "shop")
            String name,

            @Doc(value = "bytes of WAL that the target may be behind", fallback = "16777216")
            long atMost) {
        Link link() {
            return new Link(name);
        }
    }

    @Override
    public String name() {
        return "postgres.caught-up";
    }

    @Override
    public String says() {
        return "Looks whether a target follows its source closely: every table ready, no worker failing, few bytes behind. Made for keep.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        var found = spec.link().problems(spec.from(), spec.to());
        if (spec.atMost() < 0) {
            found.add("at_most: is a number of bytes, 0 or more");
        }
        return found;
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.from(), spec.to());
    }

    @Override
    public List<String> sources(Spec spec) {
        return List.of(spec.from());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of("asks " + spec.to() + " for the state of every table of subscription " + spec.name()
                + " and for errors of its workers, and " + spec.from() + " how far behind slot "
                + spec.link().slot() + " is");
    }

    @Override
    public String label(Spec spec) {
        return spec.to() + " follows " + spec.from();
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try (var source = Login.open(attempt.database(spec.from()), APPLICATION);
                var target = Login.open(attempt.database(spec.to()), APPLICATION)) {
            var now = soon(spec, source, target);
            var failures = failures(spec, attempt, now.errors());
            return evidence(spec, now, failures, began);
        } catch (TargetProblem | SQLException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Evidence.red(label(spec), Trouble.line(failed), began);
        }
    }

    /**
     * Measured against the WAL as it is now, for which the target has a moment: also what is written to other databases of the server
     * moves it on, so that no target has ever confirmed all of it.
     */
    private static Replication soon(Spec spec, Connection source, Connection target)
            throws SQLException, InterruptedException {
        var began = System.nanoTime();
        var until = Snapshot.value(source, "SELECT pg_current_wal_lsn()");
        while (true) {
            var now = Replication.of(source, target, spec.link(), until);
            if (now.behind() <= spec.atMost()
                    || now.broken().or(now::unready).isPresent()
                    || System.nanoTime() - began > MOMENT.toNanos()) {
                return now;
            }
            Thread.sleep(PAUSE);
        }
    }

    private Evidence evidence(Spec spec, Replication now, long failures, Instant began) {
        var wrong = now.broken().or(now::unready);
        if (wrong.isPresent()) {
            return Evidence.red(label(spec), wrong.get(), began);
        }
        var behind = Amount.bytes(Math.max(0, now.behind())) + " behind";
        if (failures > 0) {
            return Evidence.red(
                    label(spec),
                    "its workers have failed " + failures + " times since the last look, " + behind
                            + "; see the log of " + spec.to(),
                    began);
        }
        return now.behind() <= spec.atMost()
                ? Evidence.green(label(spec), behind, began)
                : Evidence.red(label(spec), behind + ", at most " + Amount.bytes(spec.atMost()) + " is fine", began);
    }

    /** Since the last look; a worker that cannot go on is started again and again, and fails each time. */
    private static long failures(Spec spec, Attempt attempt, long errors) throws InterruptedException {
        var key = "errors of subscription " + spec.name();
        var before = attempt.remembered(key).map(Long::parseLong).orElse(errors);
        if (before != errors || attempt.remembered(key).isEmpty()) {
            attempt.remember(key, Long.toString(errors));
        }
        return Math.max(0, errors - before);
    }
}
