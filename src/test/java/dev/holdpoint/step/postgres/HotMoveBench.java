package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Action;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * A hot move while four writers write, in transactions of a few rows as pgbench does: the time from the last commit on the old server to
 * the first on the new one, and acknowledged rows that are not there. Run by {@code scripts/bench hot-move}; a number after the name is
 * the megabytes of rows to begin with, and {@code same} behind it also compares every row while nobody writes.
 */
public final class HotMoveBench {
    private static final int ROUNDS = 3;
    private static final int WRITERS = 4;
    private static final Duration WARM = Duration.ofSeconds(5);

    private final MoveServers servers;
    private final boolean same;
    private final List<Double> without = new ArrayList<>();
    private long lost;

    private HotMoveBench(MoveServers servers, boolean same) {
        this.servers = servers;
        this.same = same;
    }

    public static void main(String[] args) throws Exception {
        var megabytes = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        try (var servers = MoveServers.logical("on")) {
            var bench = new HotMoveBench(servers, args.length > 1 && args[1].equals("same"));
            for (var side : List.of(servers.source("postgres"), servers.target("postgres"))) {
                MoveServers.sql(side, "create role app login");
            }
            for (var round = 1; round <= ROUNDS; round++) {
                bench.round("shop" + round, megabytes);
            }
            bench.report();
        }
    }

    private void report() {
        without.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%.0f ms without a writable database (median of %d, the longest %.0f ms)%n%d acknowledged rows lost%n",
                without.get(without.size() / 2) * 1000,
                without.size(),
                without.getLast() * 1000,
                lost);
    }

    private static Database app(Database database) {
        return new Database(database.target(), database.host(), database.port(), database.name(), "app", "a");
    }

    private void round(String name, int megabytes) throws Exception {
        // The fence of the round before is for the whole server.
        MoveServers.sql(servers.source("postgres"), "create database " + name, "alter role app login");
        MoveServers.sql(servers.source(name), Application.SCHEMA.toArray(String[]::new));
        MoveServers.sql(
                servers.source(name),
                "create table history (id bigserial primary key, body text)",
                "insert into history (body) select repeat(md5(i::text), 6) from generate_series(1, "
                        + megabytes * 1_000_000L / 230 + ") i",
                "grant all on all tables in schema public to app",
                "grant all on all sequences in schema public to app");
        var attempt = new FakeAttempt();
        attempt.clock = InstantSource.system();
        attempt.databases.put("old", servers.source(name));
        attempt.databases.put("new", servers.target(name));
        try (var application = new Application(app(servers.source(name)), WRITERS)) {
            LockSupport.parkNanos(WARM.toNanos());
            done(new Publish(), new Publish.Spec("old", List.of("all"), name), attempt);
            var began = System.nanoTime();
            done(
                    new Subscribe(),
                    new Subscribe.Spec("old", "new", name, null, null, Subscribe.Tables.COPY, Owners.KEEP),
                    attempt);
            var copied = seconds(began);
            LockSupport.parkNanos(WARM.toNanos());
            var before = application.commits();
            if (before == 0) {
                throw new IllegalStateException("nobody writes to " + name);
            }
            var parts = downtime(name, attempt);
            application.use(app(servers.target(name)));
            while (!application.writesOnNew()) {
                LockSupport.parkNanos(1_000_000);
            }
            done(new Unsubscribe(), new Unsubscribe.Spec("old", "new", name), attempt);
            application.close();
            without.add(application.secondsWithout());
            lost += lost(application, name);
            System.out.printf(
                    Locale.ROOT,
                    "  %s: copied in %.1f s, %,d commits before the fence, %.0f ms without (%s)%n",
                    name,
                    copied,
                    before,
                    application.secondsWithout() * 1000,
                    parts);
        }
    }

    /** @return what it took, part by part */
    private String downtime(String name, FakeAttempt attempt) throws Exception {
        var began = System.nanoTime();
        done(new Fence(), new Fence.Spec("old", List.of(), List.of("app"), List.of(), Duration.ofSeconds(1)), attempt);
        var fenced = seconds(began);
        done(new CatchUp(), new CatchUp.Spec("old", "new", name, Duration.ofMinutes(2)), attempt);
        var caught = seconds(began);
        done(new Sequences(), new Sequences.Spec("old", "new"), attempt);
        var set = seconds(began);
        if (same) {
            var seen = new PostgresSame()
                    .observe(new PostgresSame.Spec("old", "new", List.of(), 4, List.of(), Owners.KEEP), attempt);
            if (!seen.green()) {
                throw new IllegalStateException(seen.toString());
            }
        }
        return String.format(
                Locale.ROOT,
                "fence with 1 s of proof %.0f ms, catch-up %.0f ms, sequences %.0f ms%s",
                fenced * 1000,
                (caught - fenced) * 1000,
                (set - caught) * 1000,
                same ? String.format(Locale.ROOT, ", same %.0f ms", (seconds(began) - set) * 1000) : "");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private long lost(Application application, String name) {
        var there = new HashSet<>(MoveServers.ask(servers.target(name), "select id from orders"));
        return application.acknowledged.stream()
                .filter(it -> !there.contains(Long.toString(it)))
                .count();
    }

    private static <S extends Record> void done(Action<S> action, S spec, FakeAttempt attempt)
            throws InterruptedException {
        var outcome = action.run(spec, attempt);
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException(outcome + "\n" + String.join("\n", attempt.said));
        }
    }
}
