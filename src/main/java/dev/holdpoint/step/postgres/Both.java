package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import java.sql.SQLException;
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
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> named("source", work, source));
            var other = threads.submit(() -> named("target", work, target));
            try {
                return new Both<>(result(one), result(other));
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
