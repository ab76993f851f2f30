package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the questions before a move are asked of: a connection to each server, and one to each database that is to move. */
final class ReadyLook implements AutoCloseable {
    private static final String APPLICATION = "holdpoint ready";

    private final List<Connection> open = new ArrayList<>();
    private final Connection source;
    private final Connection target;
    private final Map<String, Connection> databases = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<Place> places;

    /** A database of the source and what it is called on the target. */
    record Place(String name, String onTarget) {}

    /** @throws TargetProblem when one of the two servers cannot be reached */
    ReadyLook(Database source, Database target, List<String> names) {
        this.places = names.isEmpty()
                ? List.of(new Place(source.name(), target.name()))
                : names.stream().map(it -> new Place(it, it)).toList();
        try {
            this.source = opened(source);
            this.target = anywhereOn(target);
            for (var place : places) {
                connect(source.named(place.name()));
            }
        } catch (TargetProblem unreachable) {
            close();
            throw unreachable;
        }
    }

    private Connection opened(Database database) {
        var connection = Login.open(database, APPLICATION);
        open.add(connection);
        return connection;
    }

    /** The database itself may not be there yet; every server has {@code postgres}. */
    private Connection anywhereOn(Database database) {
        try {
            return opened(database);
        } catch (TargetProblem problem) {
            if (isMissing(problem)) {
                return opened(database.named("postgres"));
            }
            throw problem;
        }
    }

    private void connect(Database database) {
        try {
            databases.put(database.name(), opened(database));
        } catch (TargetProblem problem) {
            if (!isMissing(problem)) {
                throw problem;
            }
            missing.add(database.name());
        }
    }

    /** SQLSTATE 3D000: the server is there, the database is not. */
    static boolean isMissing(TargetProblem problem) {
        return problem.getCause() instanceof SQLException cause && "3D000".equals(cause.getSQLState());
    }

    Connection source() {
        return source;
    }

    Connection target() {
        return target;
    }

    List<Place> places() {
        return places;
    }

    /** Databases that the source does not have. */
    List<String> missing() {
        return missing;
    }

    /** The databases to move, for {@code = ANY (…)}: a literal of type name[]. */
    String names() {
        return array(places.stream().map(Place::name).toList());
    }

    /** The same as they are called on one side. */
    String names(boolean target) {
        return target ? array(places.stream().map(Place::onTarget).toList()) : names();
    }

    static String array(List<String> names) {
        return names.stream()
                .map(it -> "'" + it.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "(ARRAY[", "]::name[])"));
    }

    /** Rows of every database to move, each row's first column as text behind the name of its database. */
    List<Row> everywhere(String sql) throws SQLException {
        var found = new ArrayList<Row>();
        for (var database : databases.entrySet()) {
            for (var values : rows(database.getValue(), sql)) {
                found.add(new Row(database.getKey(), values));
            }
        }
        return found;
    }

    /** A row of one database. */
    record Row(String database, List<String> values) {
        String at(int column) {
            return values.get(column);
        }
    }

    /** Every row, every value as text. */
    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        return Snapshot.rows(connection, sql, row -> {
            var values = new ArrayList<String>();
            for (var n = 1; n <= row.getMetaData().getColumnCount(); n++) {
                values.add(String.valueOf(row.getString(n)));
            }
            return values;
        });
    }

    @Override
    public void close() {
        for (var connection : open) {
            try {
                connection.close();
            } catch (SQLException ignored) {
                // The server closed it first.
            }
        }
    }
}
