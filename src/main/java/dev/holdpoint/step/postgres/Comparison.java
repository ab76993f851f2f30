package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/** Compares one database of the source with its twin on the target: structure, rows, sequences, large objects. */
final class Comparison {
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
            long largeObjects,
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
        var majors = Majors.of(sides);
        if (majors.cross(12)) {
            sides.source().printAsAllDo();
            sides.target().printAsAllDo();
        }
        var excluded = new Excluded(spec.exclude());
        var rights = spec.owners() == Owners.KEEP;
        var catalogues = Catalogues.of(sides);
        var facts = sides.map(side -> Facts.of(side, majors, catalogues, rights, excluded));
        var tables = withLargeObjects(shared(sides.map(side -> Tables.of(side, excluded))), rights);
        var sums = sums(sides, tables);
        var database = sides.source().database().name();
        var connections = new Both<>(sides.source().first(), sides.target().first());

        var views = facts.source().names("materialized view");
        var rows = new RowDifferences(database, connections, hashing(sides), views);
        for (var name : tables.source().keySet()) {
            rows.add(table(tables.source(), name), sum(sums.source(), name), sum(sums.target(), name));
        }
        var sequences = SequenceValues.compare(
                database,
                connections,
                new Both<>(facts.source().names("sequence"), facts.target().names("sequence")));
        var differences = new ArrayList<>(rows.found());
        differences.addAll(sequences.differences());
        var underway = Underway.of(sides);
        differences.addAll(FactDifferences.of(database, facts, rights));
        differences.addAll(Unanalyzed.differences(sides.target(), sums.target()));
        var counted = new HashSet<>(tables.source().keySet());
        counted.removeAll(List.of(Tables.LARGE_OBJECTS, LargeObjects.OBJECTS));
        views.forEach(counted::remove);
        var total =
                counted.stream().mapToLong(it -> sum(sums.source(), it).rows()).sum();
        var notes = new ArrayList<>(sequences.notes());
        notes.addAll(catalogues.notes());
        notes.addAll(rows.notes());
        notes.addAll(underway.notes(differences));
        return new Result(
                database,
                counted.size(),
                total,
                sum(sums.source(), LargeObjects.OBJECTS).rows(),
                underway.without(differences),
                rows.more(),
                notes);
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
                target.put(name, both.at(other));
            }
        });
        return new Both<>(source, target);
    }

    private static Both<Map<String, Table>> withLargeObjects(Both<Map<String, Table>> tables, boolean rights) {
        for (var side : List.of(tables.source(), tables.target())) {
            side.put(LargeObjects.OBJECTS, LargeObjects.objects(rights));
            side.putIfAbsent(Tables.LARGE_OBJECTS, LargeObjects.contents());
        }
        return tables;
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
}
