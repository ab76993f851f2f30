package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same thing of the source and of the target. */
record Both<T>(T source, T target) {
    /** Something done with one side. */
    interface Work<T, R> {
        R of(T side) throws SQLException, InterruptedException;
    }

    /** Does the same with both sides at the same time. When one fails, the other one is interrupted. */
    <R> Both<R> map(Work<T, R> work) throws SQLException, InterruptedException {
        List<Callable<R>> sides = List.of(() -> named("source", work, source), () -> named("target", work, target));
        var both = all(2, sides);
        return new Both<>(both.getFirst(), both.getLast());
    }

    /** What each has come to, in their order, so many asked at once. When one fails, those that still go on are interrupted. */
    static <R> List<R> all(int atOnce, List<Callable<R>> asked) throws SQLException, InterruptedException {
        try (var threads =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            try {
                var answers = asked.stream().map(threads::submit).toList();
                var results = new ArrayList<R>();
                for (var answer : answers) {
                    results.add(result(answer));
                }
                return results;
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** A server's complaint does not say which of the two it is. */
    private static <T, R> R named(String side, Work<T, R> work, T with) throws SQLException, InterruptedException {
        try {
            return work.of(with);
        } catch (SQLException failed) {
            throw new SQLException("on the " + side + ": " + failed.getMessage(), failed.getSQLState(), failed);
        }
    }

    /** What a thread came to, its failure thrown again here as what it was. */
    static <R> R result(Future<R> future) throws SQLException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case SQLException cause -> throw cause;
                case TargetProblem cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }
}
