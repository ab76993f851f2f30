package dev.holdpoint.step.sql;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.postgresql.PGConnection;

/** One transaction of a step. It is taken back unless it is committed. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Values values;

    /** @throws dev.holdpoint.target.TargetProblem when it cannot be reached */
    private Session(Database database, Values values, boolean reading) throws SQLException {
        this.values = values;
        connection = Login.open(database, "holdpoint sql");
        connection.setReadOnly(reading);
        connection.setAutoCommit(false);
    }

    /** What is done in a session. */
    interface Work<R> {
        R in(Session session) throws SQLException, InterruptedException;
    }

    /** Does it on a thread of its own, so that an interruption stops the server too. */
    static <R> R with(Database database, Values values, boolean reading, Work<R> work)
            throws SQLException, InterruptedException {
        var session = new Session(database, values, reading);
        try (session;
                var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var result = thread.submit(() -> work.in(session));
            try {
                return result.get();
            } catch (InterruptedException cancelled) {
                session.connection.unwrap(PGConnection.class).cancelQuery();
                thread.shutdownNow();
                throw cancelled;
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case SQLException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }

    /**
     * Prepares a statement with the values of its variables, which are never part of its text; the server gives them their types.
     *
     * @param more SQL text behind it, or nothing
     * @throws SQLException also when a variable has no value
     */
    PreparedStatement prepared(Statement statement, String more) throws SQLException {
        var prepared = connection.prepareStatement(statement.jdbc() + more);
        for (var n = 0; n < statement.names().size(); n++) {
            var name = statement.names().get(n);
            var value = values.get(name)
                    .orElseThrow(() ->
                            new SQLException("no variable is called " + name + ", which :" + name + " speaks of"));
            prepared.setObject(n + 1, value, Types.OTHER);
        }
        return prepared;
    }

    /** The first column of the first row of a question of ours. */
    String value(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    Connection connection() {
        return connection;
    }

    /** A server's complaint in one line, with where in the text it is, without secrets. */
    static String complaint(SQLException failed, Values values) {
        var lines =
                String.valueOf(failed.getMessage()).lines().map(String::strip).toList();
        var useful =
                lines.stream().filter(it -> !it.startsWith("Where:")).limit(3).toList();
        return Hidden.secretsOf(values, String.join("; ", useful));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
