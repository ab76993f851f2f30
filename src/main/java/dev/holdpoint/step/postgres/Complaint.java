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
            case "08006", "08003", "57P01" ->
                line + "; the connection is gone: see whether the server is up, then check again";
            default -> line;
        };
    }
}
