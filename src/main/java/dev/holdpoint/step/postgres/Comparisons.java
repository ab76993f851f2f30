package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Compares several databases side by side. */
final class Comparisons {
    private final PostgresSame.Spec spec;
    private final Attempt attempt;
    private final Set<Snapshot> open = ConcurrentHashMap.newKeySet();

    Comparisons(PostgresSame.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
    }

    /** The results in the order of the pairs. When it is interrupted, the servers are told to stop. */
    List<Comparison.Result> of(List<Both<Database>> pairs) throws SQLException, InterruptedException {
        var sizes = sizes(pairs);
        var lanes = new Both<>(new Semaphore(spec.atOnce(), true), new Semaphore(spec.atOnce(), true));
        var comparison = new Comparison(spec, lanes, new Gauge(attempt, sizes));
        var side = new Semaphore(spec.atOnce(), true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new LinkedHashMap<Both<Database>, Future<Comparison.Result>>();
            pairs.stream()
                    .sorted(Comparator.comparingLong((Both<Database> it) ->
                                    sizes.getOrDefault(it.source().name(), 0L))
                            .reversed())
                    .forEach(pair -> running.put(pair, threads.submit(() -> one(comparison, pair, side))));
            try {
                var results = new ArrayList<Comparison.Result>();
                for (var pair : pairs) {
                    results.add(Both.result(Objects.requireNonNull(running.get(pair))));
                }
                return results;
            } finally {
                open.forEach(Snapshot::cancel);
                threads.shutdownNow();
            }
        }
    }

    private Comparison.Result one(Comparison comparison, Both<Database> pair, Semaphore side)
            throws SQLException, InterruptedException {
        side.acquire();
        try {
            return snapshots(comparison, pair);
        } finally {
            side.release();
        }
    }

    private Comparison.Result snapshots(Comparison comparison, Both<Database> pair)
            throws SQLException, InterruptedException {
        var opened = new ConcurrentHashMap<Database, Snapshot>();
        try {
            return comparison.of(pair.map(database -> {
                var snapshot = new Snapshot(database);
                opened.put(database, snapshot);
                open.add(snapshot);
                return snapshot;
            }));
        } catch (SQLException failed) {
            throw new SQLException(pair.source().name() + " " + failed.getMessage(), failed.getSQLState(), failed);
        } finally {
            open.removeAll(opened.values());
            opened.values().forEach(Snapshot::close);
        }
    }

    /** Bytes of the source's databases: the largest is begun first, and progress counts by them. */
    private static Map<String, Long> sizes(List<Both<Database>> pairs) throws SQLException {
        var sizes = new LinkedHashMap<String, Long>();
        pairs.forEach(it -> sizes.put(it.source().name(), 1L));
        if (pairs.size() > 1) {
            try (var connection = Login.open(pairs.getFirst().source(), "holdpoint same")) {
                var sql =
                        "SELECT datname, CASE WHEN has_database_privilege(oid, 'CONNECT') THEN pg_database_size(oid) ELSE 1 END"
                                + " FROM pg_catalog.pg_database";
                Snapshot.rows(connection, sql, row -> sizes.replace(row.getString(1), row.getLong(2)));
            }
        }
        return sizes;
    }
}
