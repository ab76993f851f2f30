package dev.holdpoint.step.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the rows in which a table differs, without fetching the table: rows are put into 4,096 buckets by the hash of their key, the
 * sums of the buckets compared, and only the rows of a few buckets that differ are looked at one by one. A table without a key is
 * put into buckets by its rows' own hashes, and its rows are named by their text.
 */
final class Culprits {
    private static final int BUCKETS = 4096;
    /** Characters of a key's value, and of a row's text, that are shown. */
    private static final int KEY_SHOWN = 60;

    private static final int ROW_SHOWN = 80;

    private final String database;
    private final Both<Connection> sides;
    private final Table table;
    private final int limit;
    private final boolean keyed;
    private final String rowHash;
    private final String bucket;

    /**
     * @param table with the columns that both sides have
     * @param limit differences that are wanted
     */
    Culprits(String database, Both<Connection> sides, Table table, Hashing hashing, int limit) {
        this.database = database;
        this.sides = sides;
        this.table = table;
        this.limit = limit;
        keyed = !table.key().isEmpty();
        rowHash = hashing.of(table.columns());
        bucket = "(" + (keyed ? hashing.of(table.keyColumns()) : rowHash) + " & " + (BUCKETS - 1) + ")";
    }

    /** Up to {@code limit} rows that differ, in the order of their keys, and whether there are more. */
    Found find() throws SQLException, InterruptedException {
        var all = differentBuckets();
        var chosen = all.subList(0, Math.min(all.size(), limit + 1));
        var differences = new ArrayList<Difference>();
        if (!chosen.isEmpty()) {
            differences.addAll(keyed ? byKey(chosen) : byText(chosen));
        }
        var more = differences.size() > limit || all.size() > chosen.size();
        return new Found(differences.subList(0, Math.min(limit, differences.size())), more);
    }

    record Found(List<Difference> differences, boolean more) {}

    private List<Integer> differentBuckets() throws SQLException, InterruptedException {
        var sql = "SELECT " + bucket + "::int, count(*), sum(" + rowHash + ")::text FROM ONLY " + table.name()
                + " GROUP BY 1";
        var sums = sides.map(connection -> {
            var found = new HashMap<Integer, Sum>();
            Snapshot.rows(
                    connection,
                    sql,
                    row -> found.put(row.getInt(1), new Sum(row.getLong(2), new BigDecimal(row.getString(3)))));
            return found;
        });
        return IntStream.range(0, BUCKETS)
                .filter(it -> !sums.source()
                        .getOrDefault(it, Sum.NONE)
                        .equals(sums.target().getOrDefault(it, Sum.NONE)))
                .boxed()
                .toList();
    }

    private static String among(List<Integer> buckets) {
        return buckets.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'::bigint[]"));
    }

    /** Hashes of the rows by their key; a key that should be unique and is not has several. */
    private List<Difference> byKey(List<Integer> buckets) throws SQLException, InterruptedException {
        var keys = table.keyColumns().stream().map(Column::text).collect(Collectors.joining(", "));
        var sql = "SELECT " + rowHash + ", " + keys + " FROM ONLY " + table.name() + " WHERE " + bucket + " = ANY ("
                + among(buckets) + ") ORDER BY 1";
        var width = table.key().size();
        var rows = sides.map(connection -> {
            Map<List<String>, List<Long>> found = new TreeMap<>(BY_LENGTH);
            Snapshot.rows(connection, sql, row -> {
                var key = new ArrayList<String>();
                for (var n = 0; n < width; n++) {
                    key.add(String.valueOf(row.getString(n + 2)));
                }
                return found.computeIfAbsent(key, none -> new ArrayList<>()).add(row.getLong(1));
            });
            return found;
        });
        return keyed(rows);
    }

    /** Short texts first: numbers then come in their order. */
    private static final Comparator<List<String>> BY_LENGTH = (one, other) -> {
        for (var n = 0; n < one.size(); n++) {
            var order = Comparator.comparingInt(String::length)
                    .thenComparing(Comparator.naturalOrder())
                    .compare(one.get(n), other.get(n));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    private List<Difference> keyed(Both<Map<List<String>, List<Long>>> rows) throws SQLException, InterruptedException {
        var differences = new ArrayList<Difference>();
        var keys = new TreeSet<>(BY_LENGTH);
        keys.addAll(rows.source().keySet());
        keys.addAll(rows.target().keySet());
        for (var key : keys) {
            var source = rows.source().getOrDefault(key, List.of());
            var target = rows.target().getOrDefault(key, List.of());
            if (!source.equals(target) && differences.size() <= limit) {
                differences.add(difference(key, source.size(), target.size()));
            }
        }
        return differences;
    }

    private Difference difference(List<String> key, int source, int target) throws SQLException, InterruptedException {
        var says = source == 1 && target == 1 ? differentColumns(key) : counts(source, target);
        var named = IntStream.range(0, key.size())
                .mapToObj(n -> table.key().get(n) + "=" + shortened(key.get(n), KEY_SHOWN))
                .collect(Collectors.joining(", "));
        return new Difference(database, "", table.name() + " row " + named, says);
    }

    private static String counts(long source, long target) {
        if (target == 0) {
            return source == 1 ? "missing on the target" : "missing on the target, " + source + " of it on the source";
        }
        if (source == 0) {
            return target == 1 ? "only on the target" : "only on the target, " + target + " of it";
        }
        return source + " on the source, " + target + " on the target";
    }

    /** Names, never values: a value may be anybody's secret. */
    private String differentColumns(List<String> key) throws SQLException, InterruptedException {
        var texts = table.columns().stream().map(Column::text).collect(Collectors.joining(", "));
        var condition =
                table.keyColumns().stream().map(it -> it.quoted() + " = ?").collect(Collectors.joining(" AND "));
        var sql = "SELECT ARRAY[" + texts + "] FROM ONLY " + table.name() + " WHERE " + condition;
        var values = sides.map(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (var n = 0; n < key.size(); n++) {
                    statement.setObject(n + 1, key.get(n), Types.OTHER);
                }
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? (String[]) rows.getArray(1).getArray() : new String[0];
                }
            }
        });
        var names = IntStream.range(0, Math.min(values.source().length, values.target().length))
                .filter(n -> !Objects.equals(values.source()[n], values.target()[n]))
                .mapToObj(n -> table.columns().get(n).quoted())
                .toList();
        return names.isEmpty() ? "differs" : String.join(", ", names) + (names.size() == 1 ? " differs" : " differ");
    }

    private List<Difference> byText(List<Integer> buckets) throws SQLException, InterruptedException {
        var whole = table.columns().stream().map(Column::quoted).collect(Collectors.joining(", ", "ROW(", ")::text"));
        var sql = "SELECT " + rowHash + ", count(*), min(" + whole + " COLLATE \"C\") FROM ONLY " + table.name()
                + " WHERE " + bucket + " = ANY (" + among(buckets) + ") GROUP BY 1";
        var texts = new ConcurrentHashMap<Long, String>();
        var rows = sides.map(connection -> {
            var found = new HashMap<Long, Long>();
            Snapshot.rows(connection, sql, row -> {
                texts.put(row.getLong(1), row.getString(3));
                return found.put(row.getLong(1), row.getLong(2));
            });
            return found;
        });
        return texts.entrySet().stream()
                .filter(it -> !rows.source()
                        .getOrDefault(it.getKey(), 0L)
                        .equals(rows.target().getOrDefault(it.getKey(), 0L)))
                .sorted(Map.Entry.comparingByValue())
                .map(it -> new Difference(
                        database,
                        "",
                        table.name() + " row " + shortened(it.getValue(), ROW_SHOWN),
                        counts(
                                rows.source().getOrDefault(it.getKey(), 0L),
                                rows.target().getOrDefault(it.getKey(), 0L))))
                .limit(limit + 1L)
                .toList();
    }

    private static String shortened(String text, int length) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }
}
