package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How many rows were written to databases since a step had filled them: the server's own counters, kept then and read again. They count
 * what was written and not what is different, and say nothing any more after a crash or a reset.
 */
record Written(long inserted, long changed, long deleted) {
    private static final String COUNTERS = """
            SELECT coalesce(sum(n_tup_ins), 0), coalesce(sum(n_tup_upd), 0), coalesce(sum(n_tup_del), 0)
            FROM pg_stat_user_tables
            """;

    private static String key(String database) {
        return "rows written to " + database;
    }

    /** Keeps the counters of now; where they cannot be read nothing is kept, and it is not known later. */
    static void remember(Attempt attempt, Database server, List<String> databases) throws InterruptedException {
        for (var name : databases) {
            try {
                var now = read(server.named(name));
                attempt.remember(key(name), now.inserted + " " + now.changed + " " + now.deleted);
            } catch (TargetProblem | SQLException e) {
                attempt.say("the counters of " + name + " could not be read: what a rollback would lose is not known");
            }
        }
    }

    /** What dropping the databases would lose, a sentence each. */
    static List<String> since(Database server, List<String> databases, Function<String, Optional<String>> remembered) {
        var lines = new ArrayList<String>();
        for (var name : databases) {
            since(server.named(name), remembered.apply(key(name))).ifPresent(it -> lines.add(name + ": " + it));
        }
        return lines.isEmpty()
                ? List.of("no row was written on " + server.target() + " since it was filled")
                : List.copyOf(lines);
    }

    private static Optional<String> since(Database database, Optional<String> before) {
        if (before.isEmpty()) {
            return Optional.of("not known, it was not filled whole");
        }
        try {
            var more = read(database).minus(parse(before.get()));
            if (more.inserted < 0 || more.changed < 0 || more.deleted < 0) {
                return Optional.of("not known, the server's counters have begun anew");
            }
            return more.equals(new Written(0, 0, 0))
                    ? Optional.empty()
                    : Optional.of("%,d rows inserted, %,d changed, %,d deleted on %s since it was filled"
                            .formatted(more.inserted, more.changed, more.deleted, database.target()));
        } catch (TargetProblem | SQLException e) {
            return Optional.of("not known: " + Trouble.line(e));
        }
    }

    private static Written parse(String kept) {
        var numbers = kept.split(" ", 3);
        return new Written(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    private Written minus(Written before) {
        return new Written(inserted - before.inserted, changed - before.changed, deleted - before.deleted);
    }

    private static Written read(Database database) throws SQLException {
        try (var session = Login.open(database, "holdpoint losses");
                var statement = session.createStatement();
                var row = statement.executeQuery(COUNTERS)) {
            row.next();
            return new Written(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }
}
