package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one host: one, until it is lost or as full as the host allows. Whoever wants a session while there is none
 * opens the connection; who comes meanwhile waits for the same attempt.
 */
final class Way implements AutoCloseable {
    private static final long[] PAUSES_MILLIS = {0, 100, 300, 1000, 2000, 5000};

    private final Host host;
    private final SshCommand ssh;
    private final Path folder;
    private final @Nullable Way via;
    private final List<Master> masters = new CopyOnWriteArrayList<>();

    /** Each port of ours, and the connection that carries it. */
    private final Map<Forward, Master> forwards = new ConcurrentHashMap<>();

    private final ReentrantLock opening = new ReentrantLock();
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();
    private final AtomicLong lastWord = new AtomicLong();
    private volatile boolean heard;
    private volatile boolean closed;
    private volatile @Nullable SudoRefused refused;

    /** Guarded by the lock. */
    private int failures;

    private long lastFailure;
    private @Nullable IOException problem;
    private int number;

    Way(Host host, SshCommand ssh, Path folder, @Nullable Way via) {
        this.host = host;
        this.ssh = ssh;
        this.folder = folder;
        this.via = via;
    }

    Host host() {
        return host;
    }

    /** A person wants to know: what sudo has refused is asked for once more. */
    void askAgain() {
        refused = null;
    }

    /** A session for one command. */
    Session session(String command) throws IOException, InterruptedException {
        return new Session(enter(), command, folder.resolve("e" + sessions.incrementAndGet()));
    }

    /** The same, whose caller reads what comes on standard error. */
    Session listening(String command) throws IOException, InterruptedException {
        return new Session(enter(), command, null);
    }

    /** A connection that is there, opened if need be. */
    Master master() throws IOException, InterruptedException {
        Master master = enter();
        master.leave();
        return master;
    }

    /** How long there has been no word from the host; empty before the first. */
    Optional<Duration> silence() {
        return heard ? Optional.of(Duration.ofNanos(System.nanoTime() - lastWord.get())) : Optional.empty();
    }

    void word() {
        lastWord.set(System.nanoTime());
        heard = true;
    }

    private Master enter() throws IOException, InterruptedException {
        long before = attempts.get();
        Optional<Master> free = free();
        if (free.isPresent()) {
            return free.get();
        }
        opening.lockInterruptibly();
        try {
            free = free();
            if (free.isPresent()) {
                return free.get();
            }
            if (problem != null && attempts.get() > before) {
                // That attempt began after this call and speaks for it.
                throw again(problem);
            }
            return open();
        } finally {
            opening.unlock();
        }
    }

    private Optional<Master> free() {
        masters.removeIf(master -> !master.alive());
        return masters.stream().filter(Master::enter).findFirst();
    }

    private Master open() throws IOException, InterruptedException {
        if (refused != null) {
            // Nobody has said anything new since: too many wrong passwords would lock the account.
            throw new HostRefused(refused.getMessage() + "; not tried again by itself");
        }
        pause();
        attempts.incrementAndGet();
        try {
            Master master = connect();
            master.enter();
            failures = 0;
            problem = null;
            return master;
        } catch (IOException e) {
            failures++;
            lastFailure = System.nanoTime();
            problem = e;
            refused = e instanceof SudoRefused sudo ? sudo : null;
            throw e;
        }
    }

    private Master connect() throws IOException, InterruptedException {
        if (via == null) {
            return connect(null);
        }
        Master outer = via.master();
        try {
            return connect(outer.socket());
        } catch (HostRefused e) {
            throw e;
        } catch (IOException e) {
            if (!outer.ends()) {
                throw e;
            }
            // What carried it was lost under it, which says nothing of this host.
            return connect(via.master().socket());
        }
    }

    private Master connect(@Nullable Path through) throws IOException, InterruptedException {
        if (closed) {
            throw new IOException("the connections are closed");
        }
        String name = Integer.toString(++number);
        Path socket = folder.resolve(name);
        Path log = folder.resolve(name + ".log");
        Files.deleteIfExists(log);
        Master master = new Master(host, ssh.master(host, socket, log, through), socket, log, this::word, this::lost);
        try {
            master.await((int) ssh.settings().patience().toSeconds());
        } catch (IOException | InterruptedException e) {
            master.close();
            throw e;
        }
        masters.add(master);
        if (closed) {
            close();
        }
        return master;
    }

    /** A host that is away is not asked all the time; the first attempt after a loss is made at once. */
    private void pause() throws InterruptedException {
        long wait = Duration.ofMillis(PAUSES_MILLIS[Math.min(failures, PAUSES_MILLIS.length - 1)])
                        .toNanos()
                - (System.nanoTime() - lastFailure);
        if (failures > 0 && wait > 0) {
            Thread.sleep(Duration.ofNanos(wait));
        }
    }

    /**
     * A port of ours to an address on the host's side.
     *
     * @throws IOException if there is no connection, or the host allows no forwarding
     */
    Forward forward(String address, int port) throws IOException, InterruptedException {
        for (Forward known : forwards.keySet()) {
            if (known.equals(Forward.to(known.port(), address, port))) {
                carryLost();
                return known;
            }
        }
        for (int tries = 1; ; tries++) {
            // Someone else may take it before ssh does.
            Forward forward = Forward.to(freePort(), address, port);
            try {
                Master master = master();
                master.forward(forward);
                forwards.put(forward, master);
                if (!master.alive()) {
                    // It may have told of its end before this one was known.
                    lost();
                }
                return forward;
            } catch (IOException e) {
                if (tries == 3) {
                    throw e;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Whoever uses a forwarded port does not ask for the connection, so it is set again for him. */
    private void lost() {
        if (portsLost() && !closed) {
            Thread.ofVirtual().name("reopens " + host.target()).start(this::reopen);
        }
    }

    private boolean portsLost() {
        return forwards.values().stream().anyMatch(master -> !master.alive());
    }

    private void reopen() {
        for (int tries = 0; portsLost() && !closed; tries++) {
            try {
                Thread.sleep(PAUSES_MILLIS[Math.min(tries, PAUSES_MILLIS.length - 1)]);
                carryLost();
            } catch (HostRefused | InterruptedException e) {
                return;
            } catch (IOException away) {
                // It is tried again, for as long as the run lasts.
            }
        }
    }

    /** Sets the ports of lost connections on one that lives, which is opened if need be. */
    private void carryLost() throws IOException, InterruptedException {
        opening.lockInterruptibly();
        try {
            for (Map.Entry<Forward, Master> carried : forwards.entrySet()) {
                if (!carried.getValue().alive()) {
                    // It holds the port until it has ended.
                    carried.getValue().awaitEnd();
                    Master master = master();
                    master.forward(carried.getKey());
                    carried.setValue(master);
                }
            }
        } finally {
            opening.unlock();
        }
    }

    void trust(String fingerprint) throws IOException, InterruptedException {
        opening.lockInterruptibly();
        try {
            KnownHosts.trust(
                    host,
                    fingerprint,
                    ssh,
                    folder,
                    via == null ? null : via.master().socket());
            failures = 0;
            problem = null;
        } finally {
            opening.unlock();
        }
    }

    /** The same words for another caller: a shared exception would collect the traces of all. */
    private static IOException again(IOException problem) {
        return problem instanceof HostRefused ? problem : new IOException(problem.getMessage(), problem);
    }

    List<Master> masters() {
        return new ArrayList<>(masters);
    }

    @Override
    public void close() {
        closed = true;
        masters.forEach(Master::close);
    }

    /** After {@link #close}: it removes its socket at its end. */
    void awaitEnd() {
        masters.forEach(Master::awaitEnd);
    }
}
