package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects the rows that differ until there are enough of them. */
final class RowDifferences {
    /** Differences that are looked for in one database; more than that are only known to be there. */
    private static final int WANTED = 10;

    private final String database;
    private final Both<Connection> connections;
    private final Hashing hashing;
    private final Collection<String> views;
    private final List<Difference> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean more;

    /**
     * @param views materialized ones. Nobody writes their rows: a restore computes them of the rows of now, and the source's may be of
     *     long ago, or of an hour that is not now's. No refresh of one side makes them equal for sure.
     */
    RowDifferences(String database, Both<Connection> connections, Hashing hashing, Collection<String> views) {
        this.database = database;
        this.connections = connections;
        this.hashing = hashing;
        this.views = views;
    }

    List<Difference> found() {
        return found;
    }

    /** True where there are more than were found. */
    boolean more() {
        return more;
    }

    List<String> notes() {
        return notes;
    }

    void add(Table table, Sum source, Sum target) throws SQLException, InterruptedException {
        if (source.equals(target)) {
            return;
        }
        if (views.contains(table.name())) {
            notes.add("materialized view " + table.name()
                    + " has other rows, which is no difference: they were computed at another time");
        } else if (found.size() >= WANTED) {
            more = true;
        } else {
            found.addAll(
                    switch (table.name()) {
                        case LargeObjects.OBJECTS -> LargeObjects.named(rows(table));
                        case Tables.LARGE_OBJECTS -> LargeObjects.read(rows(LargeObjects.contents()));
                        default -> rows(table);
                    });
        }
    }

    private List<Difference> rows(Table table) throws SQLException, InterruptedException {
        var rows = new Culprits(database, connections, table, hashing, WANTED - found.size()).find();
        more |= rows.more();
        return rows.differences();
    }
}
