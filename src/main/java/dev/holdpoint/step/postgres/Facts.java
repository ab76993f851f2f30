package dev.holdpoint.step.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one side holds besides rows. */
final class Facts {
    private final Map<Catalogue, Map<String, Thing>> things = new LinkedHashMap<>();
    private final Map<Fact, Map<String, Entry>> entries = new EnumMap<>(Fact.class);

    /** @param relation schema.table that it belongs to, or null */
    record Entry(String value, @Nullable String relation) {}

    private Facts() {}

    /** Reads all of them in one round trip. */
    static Facts of(Snapshot side, Majors majors, Catalogues catalogues, boolean rights, Excluded excluded)
            throws SQLException {
        var asked = Arrays.stream(Fact.values())
                .filter(it -> rights || !it.aboutRights())
                .toList();
        var sql = Stream.concat(
                        catalogues.all().stream().map(it -> it.sql(side.major(), majors.lowest())),
                        asked.stream().map(it -> it.sql(side.major(), majors.lowest())))
                .collect(Collectors.joining(";\n"));
        var facts = new Facts();
        try (var statement = side.first().createStatement()) {
            statement.execute(sql);
            for (var catalogue : catalogues.all()) {
                var found = new TreeMap<String, Thing>();
                next(statement, row -> add(found, majors.common(Thing.of(row)), excluded));
                facts.things.put(catalogue, found);
            }
            for (var fact : asked) {
                var found = new TreeMap<String, Entry>();
                next(statement, row -> {
                    var value = row.getString(2);
                    if (!excluded.has(row.getString(3))) {
                        found.put(row.getString(1), new Entry(value == null ? "" : value, row.getString(3)));
                    }
                });
                facts.entries.put(fact, found);
            }
        }
        return facts;
    }

    private interface Reader {
        void row(ResultSet row) throws SQLException;
    }

    private static void next(Statement statement, Reader reader) throws SQLException {
        try (var rows = statement.getResultSet()) {
            while (rows.next()) {
                reader.row(rows);
            }
        }
        statement.getMoreResults();
    }

    private static void add(Map<String, Thing> found, Thing thing, Excluded excluded) {
        if (!excluded.has(thing.relation())) {
            found.put(thing.key(), thing);
        }
    }

    Map<Catalogue, Map<String, Thing>> things() {
        return things;
    }

    Map<String, Thing> things(Catalogue catalogue) {
        return things.getOrDefault(catalogue, Map.of());
    }

    Map<String, Entry> entries(Fact fact) {
        return entries.getOrDefault(fact, Map.of());
    }

    /** Names of the things of one kind that no extension made, in their order. */
    List<String> names(String kind) {
        return things.values().stream()
                .flatMap(it -> it.values().stream())
                .filter(it -> it.kind().equals(kind) && !it.member())
                .map(Thing::name)
                .toList();
    }
}
