package dev.holdpoint.step.postgres;

import java.sql.SQLException;

/** A server's complaint in one line. */
final class Complaint {
    private Complaint() {}

    static String of(SQLException failed) {
        var message = String.valueOf(failed.getMessage());
        var line = message.lines().findFirst().orElse(message).strip();
        return switch (String.valueOf(failed.getSQLState())) {
            case "55P03" -> line + "; somebody holds a lock: see pg_locks, end it or wait, then check again";
            case "42501" -> line + "; log in as a role that may read everything";
            case String state
            when isLoss(state) -> line + "; the connection is gone: see whether the server is up, then check again";
            default -> line;
        };
    }

    /** Whether it says that the session has ended, and not only that this question was refused. */
    static boolean isLoss(SQLException failed) {
        return isLoss(String.valueOf(failed.getSQLState()));
    }

    /** Classes of the manual, "PostgreSQL Error Codes": connection exceptions, and the server's own end. */
    private static boolean isLoss(String state) {
        return state.startsWith("08") || state.startsWith("57P0");
    }
}
