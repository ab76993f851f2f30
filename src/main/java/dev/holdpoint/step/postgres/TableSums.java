package dev.holdpoint.step.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts and hashes every table of one side, several pieces side by side, all in one snapshot. */
final class TableSums {
    /** Bytes that are worth a connection more. */
    private static final long WORTH = 32L << 20;
    /** Small tables are asked for together, so that a distant server costs one round trip for many; bytes and tables of one question. */
    private static final long TOGETHER = 8L << 20;

    private static final int MANY = 40;

    private final Snapshot side;
    private final Hashing hashing;
    private final Semaphore lanes;
    private final Gauge gauge;
    private final Map<String, Sum> sums = new ConcurrentHashMap<>();

    /** @param lanes how many questions this server is asked at a time, over all databases */
    TableSums(Snapshot side, Hashing hashing, Semaphore lanes, Gauge gauge) {
        this.side = side;
        this.hashing = hashing;
        this.lanes = lanes;
        this.gauge = gauge;
    }

    /** The sums by name of table. */
    Map<String, Sum> of(Collection<Table> tables, int atOnce) throws SQLException, InterruptedException {
        var questions = questions(tables);
        var bytes = tables.stream().mapToLong(Table::bytes).sum();
        gauge.expects(side.database(), bytes);
        var left = new ConcurrentLinkedQueue<>(questions);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new ArrayList<Future<Integer>>();
            for (var n = 0; n < Math.clamp(1 + bytes / WORTH, 1, Math.max(1, atOnce)); n++) {
                var first = n == 0;
                workers.add(threads.submit(() -> work(first ? side.first() : side.another(), left)));
            }
            try {
                for (var worker : workers) {
                    Both.result(worker);
                }
            } finally {
                threads.shutdownNow();
            }
        }
        return sums;
    }

    /** Large pieces first, so that the last ones are small and all workers end together. */
    private static List<List<Table.Part>> questions(Collection<Table> tables) {
        var parts = tables.stream()
                .flatMap(it -> it.parts().stream())
                .sorted(Comparator.comparingLong(Table.Part::bytes).reversed())
                .toList();
        var questions = new ArrayList<List<Table.Part>>();
        var bytes = 0L;
        for (var part : parts) {
            if (questions.isEmpty()
                    || bytes + part.bytes() > TOGETHER
                    || questions.getLast().size() == MANY) {
                questions.add(new ArrayList<>());
                bytes = 0;
            }
            questions.getLast().add(part);
            bytes += part.bytes();
        }
        return questions;
    }

    private int work(Connection connection, Queue<List<Table.Part>> left) throws SQLException, InterruptedException {
        var done = 0;
        for (var question = left.poll(); question != null; question = left.poll()) {
            lanes.acquire();
            try {
                ask(connection, question);
            } finally {
                lanes.release();
            }
            done++;
        }
        return done;
    }

    private void ask(Connection connection, List<Table.Part> parts) throws SQLException {
        gauge.begins(side.database(), parts.getFirst().table().name());
        var sql = IntStream.range(0, parts.size())
                .mapToObj(n -> question(n, parts.get(n)))
                .collect(Collectors.joining(" UNION ALL "));
        Snapshot.rows(connection, sql, row -> {
            var sum = new Sum(row.getLong(2), new BigDecimal(row.getString(3)));
            return sums.merge(parts.get(row.getInt(1)).table().name(), sum, Sum::plus);
        });
        gauge.did(side.database(), parts.stream().mapToLong(Table.Part::bytes).sum());
    }

    /** One row, numbered: a server may answer the pieces of a UNION ALL in any order. */
    private String question(int number, Table.Part part) {
        var hash =
                part.table().columns().isEmpty() ? "0" : hashing.of(part.table().columns());
        return "SELECT " + number + ", count(*), coalesce(sum(" + hash + "), 0)::text FROM "
                + part.table().from() + " WHERE " + part.condition();
    }
}
