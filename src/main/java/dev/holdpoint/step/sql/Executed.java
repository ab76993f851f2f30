package dev.holdpoint.step.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the statements of a step did in a transaction.
 *
 * @param rows changed by writing statements; where there are none, returned by the last one
 * @param lines each statement with its count, then rows that came back
 */
record Executed(long rows, List<String> lines) {
    /** Rows of one statement, and characters of a row, that are shown. */
    private static final int ROWS = 10;

    private static final int WIDTH = 200;

    Executed {
        lines = List.copyOf(lines);
    }

    /** Runs all of them in order. With {@code showing}, changed rows come back as if {@code RETURNING *} had been written. */
    static Executed of(List<Statement> statements, Session session, boolean showing) throws SQLException {
        var lines = new ArrayList<String>();
        var changed = 0L;
        var returned = 0L;
        for (var statement : statements) {
            var rows = one(statement, session, showing, lines);
            if (statement.writes()) {
                changed += rows;
            } else {
                returned = rows;
            }
        }
        return new Executed(statements.stream().anyMatch(Statement::writes) ? changed : returned, lines);
    }

    private static long one(Statement statement, Session session, boolean showing, List<String> lines)
            throws SQLException {
        if (showing && statement.canReturn()) {
            var before = session.connection().setSavepoint();
            try (var prepared = session.prepared(statement, "\nRETURNING *")) {
                return run(statement, prepared, lines);
            } catch (SQLException refused) {
                // A statement that cannot return its rows (through some views and rules) is run as it is; a wrong one
                // fails there again.
                session.connection().rollback(before);
            }
        }
        try (var prepared = session.prepared(statement, "")) {
            return run(statement, prepared, lines);
        }
    }

    private static long run(Statement statement, PreparedStatement prepared, List<String> lines) throws SQLException {
        var shown = new ArrayList<String>();
        var rows = prepared.execute() ? rows(prepared, shown) : Math.max(0, prepared.getLargeUpdateCount());
        lines.add(statement.verb() + ": " + number(rows));
        lines.addAll(shown);
        for (var warning = prepared.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            lines.add("  notice: " + warning.getMessage());
        }
        return rows;
    }

    private static long rows(PreparedStatement prepared, List<String> shown) throws SQLException {
        var count = 0L;
        try (var rows = prepared.getResultSet()) {
            while (rows.next()) {
                if (count++ < ROWS) {
                    shown.add("  " + row(rows));
                }
            }
        }
        if (count > ROWS) {
            shown.add("  and " + (count - ROWS) + " more");
        }
        return count;
    }

    private static String row(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var text = new StringBuilder();
        for (var n = 1; n <= columns.getColumnCount(); n++) {
            text.append(n == 1 ? "" : ", ")
                    .append(columns.getColumnLabel(n))
                    .append('=')
                    .append(rows.getString(n));
        }
        var line = text.toString().replaceAll("\\s+", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }

    static String number(long rows) {
        return String.format(Locale.ROOT, "%,d row%s", rows, rows == 1 ? "" : "s");
    }
}
