package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows the first copy of every table of a subscription to its end, and lets the target's planner know them. */
final class FirstCopy {
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** The server tries a table again by itself; one that fails so often without another getting through will not get through. */
    private static final int FAILURES = 3;

    /** How long the target may be away from its slot: it tries again every five seconds, and does not count that as an error. */
    private static final Duration AWAY = Duration.ofSeconds(40);

    private static final int SHOWN = 4;

    private static final String STATES = """
            SELECT n.nspname || '.' || c.relname, r.srsubstate, {rows} FROM pg_subscription_rel r
            JOIN pg_subscription s ON s.oid = r.srsubid JOIN pg_class c ON c.oid = r.srrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace {copies}
            WHERE s.subname = ? AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    private final Attempt attempt;
    private final Link link;
    private final Connection source;
    private final Connection target;
    private final Rate rate = new Rate();
    private final Map<String, Census.Table> sizes = new HashMap<>();

    FirstCopy(Attempt attempt, Link link, Connection source, Connection target) {
        this.attempt = attempt;
        this.link = link;
        this.source = source;
        this.target = target;
    }

    /** @param state of pg_subscription_rel: i, d while it is copied, then f, s and r */
    private record Copied(String table, String state, long rows) {
        boolean ready() {
            return state.equals("r");
        }

        boolean whole() {
            return ready() || state.equals("s") || state.equals("f");
        }
    }

    Outcome follow() throws SQLException, InterruptedException {
        var began = System.nanoTime();
        for (var table : Census.take(link.name(), source, List.of()).tables()) {
            sizes.put(table.schema() + "." + table.name(), table);
        }
        long failures = 0;
        var errors = Replication.of(source, target, link, "").errors();
        var ready = -1L;
        var seen = began;
        while (true) {
            var tables = states();
            var now = Replication.of(source, target, link, "");
            if (now.broken().isPresent()) {
                return Outcome.failed(now.broken().get(), "then retry");
            }
            var more = tables.stream().filter(Copied::ready).count();
            failures = more > ready ? 0 : failures + (now.errors() - errors);
            errors = now.errors();
            ready = more;
            if (more == tables.size()) {
                return done(tables.size(), Duration.ofNanos(System.nanoTime() - began));
            }
            if (failures >= FAILURES) {
                return Outcome.failed(
                        "the target cannot copy " + String.join(", ", now.copying()) + ": it has failed " + failures
                                + " times",
                        "its server's log says why; mend that, then retry: the copy goes on where it is");
            }
            if (now.connected()) {
                seen = System.nanoTime();
            } else if (System.nanoTime() - seen > AWAY.toNanos()) {
                return Outcome.failed(
                        "the target does not connect to its slot on the source",
                        "its server's log says why; mend that, then retry: the copy goes on where it is");
            }
            tell(tables);
            Thread.sleep(PAUSE);
        }
    }

    private Outcome done(int tables, Duration took) throws SQLException {
        for (var statement : Query.column(target, Statistics.ANALYZE)) {
            Query.run(target, statement);
        }
        var bytes = sizes.values().stream().mapToLong(Census.Table::bytes).sum();
        return Outcome.done(Amount.count(tables, "table") + ", " + Amount.bytes(bytes) + " copied in "
                + Amount.time(took) + "; follows the source");
    }

    /** Before 14 no server says how far a copy is. */
    private List<Copied> states() throws SQLException {
        var told = target.getMetaData().getDatabaseMajorVersion() >= 14;
        var sql = STATES.replace("{rows}", told ? "coalesce(p.tuples_processed, 0)" : "0")
                .replace(
                        "{copies}",
                        told
                                ? "LEFT JOIN pg_stat_progress_copy p ON p.relid = r.srrelid AND p.datname = current_database()"
                                : "");
        return Query.rows(target, sql, link.name()).stream()
                .map(it -> new Copied(it.get(0), it.get(1), Long.parseLong(it.get(2))))
                .toList();
    }

    private void tell(List<Copied> tables) {
        var total = 0L;
        var arrived = 0L;
        var parts = new ArrayList<Progress.Part>();
        var under = new ArrayList<Copied>();
        for (var each : tables) {
            total += bytes(each);
            arrived += (long) (bytes(each) * share(each));
            if (!each.whole()) {
                under.add(each);
            }
        }
        under.sort(Comparator.comparingDouble(this::share)
                .thenComparingLong(this::bytes)
                .reversed());
        for (var each : under.subList(0, Math.min(SHOWN, under.size()))) {
            parts.add(new Progress.Part(
                    each.table(),
                    share(each),
                    Amount.bytes((long) (bytes(each) * share(each))) + " of " + Amount.bytes(bytes(each))));
        }
        rate.add(System.nanoTime() / 1_000_000, arrived);
        var whole = tables.size() - under.size();
        attempt.progress(new Progress(
                total == 0 ? (double) whole / tables.size() : Math.min(0.99, (double) arrived / total),
                rate.left(total - arrived),
                whole + " of " + Amount.count(tables.size(), "table") + " copied",
                parts));
    }

    private long bytes(Copied each) {
        var size = sizes.get(each.table());
        return size == null ? 0 : size.bytes();
    }

    private double share(Copied each) {
        var size = sizes.get(each.table());
        if (each.whole()) {
            return 1;
        }
        return size == null || size.rows() == 0 ? 0 : Math.min(1, (double) each.rows() / size.rows());
    }
}
