package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Compares one database of the source with its twin on the target: structure, rows, sequences, large objects. */
final class Comparison {
    /** Differences that are looked for in one database; more than that are only known to be there. */
    private static final int WANTED = 10;

    private final PostgresSame.Spec spec;
    private final Both<Semaphore> lanes;
    private final Gauge gauge;

    /** @param lanes how many questions each server is asked at a time, over all databases */
    Comparison(PostgresSame.Spec spec, Both<Semaphore> lanes, Gauge gauge) {
        this.spec = spec;
        this.lanes = lanes;
        this.gauge = gauge;
    }

    /**
     * What came of one database.
     *
     * @param rows of the source
     * @param differences rows first, then sequences, then the rest
     * @param more true where there are more differences than are listed
     * @param notes what is no difference and yet worth knowing
     */
    record Result(
            String database,
            int tables,
            long rows,
            int largeObjects,
            List<Difference> differences,
            boolean more,
            List<String> notes) {}

    /** @throws TargetProblem where the two are one */
    Result of(Both<Snapshot> sides) throws SQLException, InterruptedException {
        if (sides.source().identity().sameDatabase(sides.target().identity())) {
            throw new TargetProblem("source and target are the same database: "
                    + sides.source().database() + " and " + sides.target().database()
                    + "; check the addresses of both targets");
        }
        var excluded = new Excluded(spec.exclude());
        var facts = sides.map(side -> Facts.of(side, spec.owners() == Owners.KEEP, excluded));
        var tables = shared(sides.map(side -> Tables.of(side, excluded)));
        var sums = sums(sides, tables);
        var database = sides.source().database().name();
        var connections = new Both<>(sides.source().first(), sides.target().first());

        var objects = new HashSet<>(facts.source().names(Fact.LARGE_OBJECT));
        objects.retainAll(facts.target().names(Fact.LARGE_OBJECT));
        var rows = new RowDifferences(database, connections, hashing(sides), objects);
        for (var name : tables.source().keySet()) {
            rows.add(table(tables.source(), name), sum(sums.source(), name), sum(sums.target(), name));
        }
        var differences = new ArrayList<>(rows.found);
        var sequences = new ArrayList<>(facts.source().names(Fact.SEQUENCE));
        sequences.retainAll(facts.target().names(Fact.SEQUENCE));
        differences.addAll(SequenceValues.differences(database, connections, sequences));
        differences.addAll(LargeObjects.unread(database, connections, tables));
        differences.addAll(Facts.differences(database, facts));
        var counted = new HashSet<>(tables.source().keySet());
        counted.remove(Tables.LARGE_OBJECTS);
        var total =
                counted.stream().mapToLong(it -> sum(sums.source(), it).rows()).sum();
        return new Result(
                database,
                counted.size(),
                total,
                facts.source().names(Fact.LARGE_OBJECT).size(),
                differences,
                rows.more,
                Unanalyzed.note(sides.target(), sums.target()));
    }

    private static Hashing hashing(Both<Snapshot> sides) {
        return Hashing.between(sides.source().major(), sides.target().major());
    }

    /** The tables that both have, with the columns that both have. */
    private static Both<Map<String, Table>> shared(Both<Map<String, Table>> tables) {
        var source = new LinkedHashMap<String, Table>();
        var target = new LinkedHashMap<String, Table>();
        tables.source().forEach((name, table) -> {
            var other = tables.target().get(name);
            if (other != null) {
                var both = table.with(other);
                source.put(name, both);
                target.put(name, new Table(name, other.pages(), other.bytes(), both.columns(), both.key()));
            }
        });
        return new Both<>(source, target);
    }

    private Both<Map<String, Sum>> sums(Both<Snapshot> sides, Both<Map<String, Table>> tables)
            throws SQLException, InterruptedException {
        var hashing = hashing(sides);
        var work = new Both<>(
                new TableSums(sides.source(), hashing, lanes.source(), gauge),
                new TableSums(sides.target(), hashing, lanes.target(), gauge));
        return work.map(side -> side.of(
                side == work.source()
                        ? tables.source().values()
                        : tables.target().values(),
                spec.atOnce()));
    }

    private static Table table(Map<String, Table> tables, String name) {
        return Objects.requireNonNull(tables.get(name));
    }

    private static Sum sum(Map<String, Sum> sums, String name) {
        return sums.getOrDefault(name, Sum.NONE);
    }

    /** Collects the rows that differ until there are enough of them. */
    private static final class RowDifferences {
        private final String database;
        private final Both<Connection> connections;
        private final Hashing hashing;
        private final Set<String> objects;
        private final List<Difference> found = new ArrayList<>();
        private boolean more;

        /** @param objects large objects that both sides have */
        RowDifferences(String database, Both<Connection> connections, Hashing hashing, Set<String> objects) {
            this.database = database;
            this.connections = connections;
            this.hashing = hashing;
            this.objects = objects;
        }

        void add(Table table, Sum source, Sum target) throws SQLException, InterruptedException {
            if (source.equals(target)) {
                return;
            }
            var left = WANTED - found.size();
            if (left <= 0) {
                more = true;
                return;
            }
            var rows = new Culprits(database, connections, table, hashing, left).find();
            found.addAll(
                    table.name().equals(Tables.LARGE_OBJECTS)
                            ? LargeObjects.named(rows.differences(), objects)
                            : rows.differences());
            more |= rows.more();
        }
    }
}
