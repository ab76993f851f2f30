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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the rows in which a table differs, without fetching the table: rows are put into 4,096 buckets by the hash of their key, the
 * sums of the buckets compared, those that differ put into buckets again while they hold many rows, and only the rows of a few buckets
 * looked at one by one. A table without a key is put into buckets by its rows' own hashes, and a row named by where it lies. What is in
 * a row is never told: it may be anybody's secret.
 */
final class Culprits {
    private static final int BITS = 12;
    private static final int BUCKETS = 1 << BITS;
    /** Buckets within buckets. */
    private static final int LEVELS = 3;
    /** Rows that may be looked at one by one. */
    private static final long FEW = 20_000;
    /** Characters of a key's value that are shown. */
    private static final int KEY_SHOWN = 60;

    private final String database;
    private final Both<Connection> sides;
    private final Table table;
    private final int limit;
    private final boolean keyed;
    private final String rowHash;
    private final String bucketHash;

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
        bucketHash = keyed ? hashing.of(table.keyColumns()) : rowHash;
    }

    /** Up to {@code limit} rows that differ, in the order of their keys, and whether there are more. */
    Found find() throws SQLException, InterruptedException {
        var condition = "true";
        var more = false;
        var left = Long.MAX_VALUE;
        for (var level = 0; level < LEVELS && left > FEW; level++) {
            var bucket = "(" + bucketHash + " >> " + level * BITS + " & " + (BUCKETS - 1) + ")";
            var all = differentBuckets(bucket, condition);
            var chosen = all.subList(0, Math.min(all.size(), limit + 1));
            more |= all.size() > chosen.size();
            left = chosen.stream().mapToLong(Bucket::rows).sum();
            condition += " AND " + bucket + " = ANY (" + among(chosen) + ")";
        }
        var differences = left == 0 ? List.<Difference>of() : keyed ? byKey(condition) : byPlace(condition);
        return new Found(
                differences.subList(0, Math.min(limit, differences.size())), more || differences.size() > limit);
    }

    record Found(List<Difference> differences, boolean more) {}

    /** @param rows of both sides */
    private record Bucket(int number, long rows) {}

    private List<Bucket> differentBuckets(String bucket, String condition) throws SQLException, InterruptedException {
        var sql = "SELECT " + bucket + "::int, count(*), sum(" + rowHash + ")::text FROM " + table.from() + " WHERE "
                + condition + " GROUP BY 1";
        var sums = sides.map(connection -> {
            var found = new HashMap<Integer, Sum>();
            Snapshot.each(
                    connection,
                    sql,
                    row -> found.put(row.getInt(1), new Sum(row.getLong(2), new BigDecimal(row.getString(3)))));
            return found;
        });
        return IntStream.range(0, BUCKETS)
                .filter(it -> !sum(sums.source(), it).equals(sum(sums.target(), it)))
                .mapToObj(it -> new Bucket(
                        it,
                        sum(sums.source(), it).rows() + sum(sums.target(), it).rows()))
                .toList();
    }

    private static Sum sum(Map<Integer, Sum> sums, int bucket) {
        return sums.getOrDefault(bucket, Sum.NONE);
    }

    private static String among(List<Bucket> buckets) {
        return buckets.stream()
                .map(it -> String.valueOf(it.number()))
                .collect(Collectors.joining(",", "'{", "}'::bigint[]"));
    }

    /** Hashes of the rows by their key; a key that should be unique and is not has several. */
    private List<Difference> byKey(String condition) throws SQLException, InterruptedException {
        var keys = table.keyColumns().stream().map(Column::shown).collect(Collectors.joining(", "));
        var sql = "SELECT " + rowHash + ", " + keys + " FROM " + table.from() + " WHERE " + condition + " ORDER BY 1";
        var width = table.key().size();
        var rows = sides.map(connection -> {
            Map<List<String>, List<Long>> found = new TreeMap<>(BY_LENGTH);
            Snapshot.each(connection, sql, row -> {
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

    private String differentColumns(List<String> key) throws SQLException, InterruptedException {
        var texts = table.columns().stream().map(Column::text).collect(Collectors.joining(", "));
        var condition =
                table.keyColumns().stream().map(it -> it.quoted() + " = ?").collect(Collectors.joining(" AND "));
        var sql = "SELECT ARRAY[" + texts + "] FROM " + table.from() + " WHERE " + condition;
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

    /** Rows that are the same by their hash: how many, and where one of them lies. */
    private record Alike(long rows, String ctid) {
        static final Alike NONE = new Alike(0, "");
    }

    private List<Difference> byPlace(String condition) throws SQLException, InterruptedException {
        var sql = "SELECT " + rowHash + ", count(*), (array_agg(ctid))[1]::text FROM " + table.from() + " WHERE "
                + condition + " GROUP BY 1";
        var rows = sides.map(connection -> {
            var found = new TreeMap<Long, Alike>();
            Snapshot.each(
                    connection, sql, row -> found.put(row.getLong(1), new Alike(row.getLong(2), row.getString(3))));
            return found;
        });
        var hashes = new TreeSet<>(rows.source().keySet());
        hashes.addAll(rows.target().keySet());
        var differences = new ArrayList<Difference>();
        for (var hash : hashes) {
            var source = rows.source().getOrDefault(hash, Alike.NONE);
            var target = rows.target().getOrDefault(hash, Alike.NONE);
            if (source.rows() != target.rows() && differences.size() <= limit) {
                var place = source.rows() > 0 ? source.ctid() + " of the source" : target.ctid() + " of the target";
                differences.add(new Difference(
                        database, "", table.name() + " row at ctid " + place, counts(source.rows(), target.rows())));
            }
        }
        return differences;
    }

    private static String shortened(String text, int length) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }
}
