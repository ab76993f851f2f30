package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Questions with bound values, and statements that take none. */
final class Query {
    private Query() {}

    /**
     * Every row, every value as text, nothing where it is null.
     *
     * @param values each bound to a {@code ?}; a list becomes an array of texts
     */
    static List<List<String>> rows(Connection session, String sql, Object... values) throws SQLException {
        try (var query = session.prepareStatement(sql)) {
            for (var n = 0; n < values.length; n++) {
                if (values[n] instanceof List<?> list) {
                    query.setArray(n + 1, session.createArrayOf("text", list.toArray()));
                } else {
                    query.setObject(n + 1, values[n]);
                }
            }
            var found = new ArrayList<List<String>>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var row = new ArrayList<String>();
                    for (var n = 1; n <= rows.getMetaData().getColumnCount(); n++) {
                        row.add(Objects.requireNonNullElse(rows.getString(n), ""));
                    }
                    found.add(row);
                }
            }
            return found;
        }
    }

    /** The first column of every row. */
    static List<String> column(Connection session, String sql, Object... values) throws SQLException {
        return rows(session, sql, values).stream().map(List::getFirst).toList();
    }

    /** The first value of the first row, where there is a row. */
    static Optional<String> value(Connection session, String sql, Object... values) throws SQLException {
        return column(session, sql, values).stream().findFirst();
    }

    static boolean yes(Connection session, String sql, Object... values) throws SQLException {
        return value(session, sql, values).orElse("").equals("t");
    }

    /** One statement as it is: names and texts in it are quoted by {@link Quoted}. */
    static void run(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** All of them or none. */
    static void together(Connection session, List<String> statements) throws SQLException {
        session.setAutoCommit(false);
        try {
            for (var each : statements) {
                run(session, each);
            }
            session.commit();
        } catch (SQLException failed) {
            session.rollback();
            throw failed;
        } finally {
            session.setAutoCommit(true);
        }
    }
}
