package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * What writes all the time, in transactions of a few rows as pgbench does: a new order, a balance that changes, an entry that is deleted.
 * It remembers what the server has acknowledged. Where it cannot write it tries again, on the server that it is told to use.
 */
final class Application implements AutoCloseable {
    static final List<String> SCHEMA = List.of(
            "create table accounts (id int primary key, balance bigint not null)",
            "create table orders (id bigserial primary key, account int not null references accounts, note text)",
            "create table queue (id bigserial primary key, body text)",
            "insert into accounts select i, 0 from generate_series(1, 1000) i");

    private final AtomicReference<Database> server;
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    final AtomicLong sum = new AtomicLong();
    /** Commits whose answer never came: they may be there or not. */
    final Set<Long> doubtful = ConcurrentHashMap.newKeySet();

    private final AtomicLong lastOnOld = new AtomicLong();
    private final AtomicLong firstOnNew = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final Database old;

    Application(Database old, int writers) {
        this.old = old;
        this.server = new AtomicReference<>(old);
        for (var n = 0; n < writers; n++) {
            var seed = n;
            threads.add(Thread.ofPlatform().name("writer-" + n).start(() -> write(seed)));
        }
    }

    void use(Database other) {
        server.set(other);
    }

    long commits() {
        return commits.get();
    }

    boolean writesOnNew() {
        return firstOnNew.get() != 0;
    }

    /** From the last commit on the old server to the first on the new one. */
    double secondsWithout() {
        return (firstOnNew.get() - lastOnOld.get()) / 1e9;
    }

    private void write(int seed) {
        while (!over.get()) {
            var at = server.get();
            try (var session = Login.open(at, "shop")) {
                session.setAutoCommit(false);
                while (!over.get() && server.get().equals(at)) {
                    transaction(session, at, seed);
                }
            } catch (SQLException | TargetProblem refused) {
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    private void transaction(Connection session, Database at, int seed) throws SQLException {
        long id;
        var account = 1 + (int) ((commits.get() * 7 + seed) % 1000);
        try (var statement = session.createStatement()) {
            statement.execute("update accounts set balance = balance + 1 where id = " + account);
            statement.execute("insert into queue (body) values ('x')");
            statement.execute("delete from queue where id = (select min(id) from queue)");
            var row = statement.executeQuery(
                    "insert into orders (account, note) values (" + account + ", repeat('n', 100)) returning id");
            row.next();
            id = row.getLong(1);
        }
        doubtful.add(id);
        session.commit();
        var now = System.nanoTime();
        acknowledged.add(id);
        doubtful.remove(id);
        sum.incrementAndGet();
        commits.incrementAndGet();
        if (at.equals(old)) {
            lastOnOld.accumulateAndGet(now, Math::max);
        } else {
            firstOnNew.compareAndSet(0, now);
        }
    }

    @Override
    public void close() throws InterruptedException {
        over.set(true);
        for (var thread : threads) {
            thread.join();
        }
    }
}
