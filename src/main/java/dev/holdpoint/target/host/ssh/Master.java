package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One connection: an {@code ssh} process that others send their sessions through, by its control socket. Its own session runs
 * {@code greet.sh}: it proves that commands can be run, says a word every second, and ends both ends when this program is gone.
 */
final class Master implements AutoCloseable {
    /** For greeting and facts, beyond what {@code ssh} itself waits for. */
    private static final int PATIENCE_SECONDS = 30;

    /** sshd allows ten sessions on a connection where its administrator says nothing else; one is the master's own. */
    private static final int MOST_SESSIONS = 9;

    private static final int LAST_MOMENTS_MILLIS = 500;

    private static final String REFUSED = "hp refused ";

    private static final int LONG_LOG = 256 * 1024;

    private final Host host;
    private final Path socket;
    private final Path log;
    private final Process process;
    private final Runnable word;
    private final Runnable lost;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Noise noise = new Noise();
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile int most = MOST_SESSIONS;
    private volatile boolean served;
    private volatile boolean closed;
    private SshLog.@Nullable HostKey key;
    private @Nullable Identity known;
    private String address = "?";

    /**
     * Returns at once; {@link #await} waits for it.
     *
     * @param word is called whenever the host says anything
     * @param lost is called when it has ended
     */
    Master(Host host, ProcessBuilder ssh, Path socket, Path log, Runnable word, Runnable lost) throws IOException {
        this.host = host;
        this.socket = socket;
        this.log = log;
        this.word = word;
        this.lost = lost;
        process = ssh.redirectErrorStream(true).start();
        try {
            Remote.password(host, process.getOutputStream());
        } catch (IOException ended) {
            noise.add(String.valueOf(ended.getMessage()));
        }
        Thread.ofPlatform()
                .daemon()
                .name("words of " + host.target())
                .stackSize(128 * 1024)
                .start(this::listen);
    }

    /**
     * Waits until commands can be run.
     *
     * @throws HostRefused where trying again changes nothing
     */
    void await(int seconds) throws IOException, InterruptedException {
        try {
            ready.get(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS);
            SshLog said = SshLog.read(log);
            key = said.key().orElse(null);
            address = said.address();
        } catch (ExecutionException ended) {
            if (ended.getCause() instanceof SudoRefused refused) {
                throw refused;
            }
            throw HostKeys.explain(host, SshLog.read(log), noise.toString());
        } catch (TimeoutException e) {
            throw new IOException("no way to " + host + ": it let us in and did not answer");
        } finally {
            if (key == null) {
                close();
            }
        }
    }

    /** Reads all that its session says, to the end of the connection. */
    private void listen() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("hp ")) {
                    noise.add(line);
                    continue;
                }
                word.run();
                if (line.startsWith(REFUSED)) {
                    ready.completeExceptionally(new SudoRefused(host, line.substring(REFUSED.length())));
                } else if (line.equals("hp ready")) {
                    ready.complete("");
                } else if (!line.equals("hp word")) {
                    answers.add(line.substring("hp ".length()));
                }
            }
        } catch (IOException e) {
            noise.add(String.valueOf(e.getMessage()));
        }
        closed = true;
        answers.add("gone");
        // What it wrote to its log is complete only when it has ended.
        process.onExit().join();
        ready.completeExceptionally(new IOException("ended"));
        lost.run();
    }

    boolean alive() {
        return !closed && process.isAlive();
    }

    /** For one of whose sessions has broken: that may be the first sign of its end. */
    boolean ends() {
        try {
            return closed || process.waitFor(LAST_MOMENTS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Why it is no more, in one line. */
    String end() {
        try {
            String says = SshLog.read(log).complaint();
            return says.isEmpty() ? "the connection was cut" : says;
        } catch (IOException e) {
            return "the connection was cut";
        }
    }

    Host host() {
        return host;
    }

    Path socket() {
        return socket;
    }

    /** Takes room for one more session, besides its own; false where there is none. */
    boolean enter() {
        if (sessions.incrementAndGet() <= most && alive()) {
            trimLog();
            return true;
        }
        sessions.decrementAndGet();
        return false;
    }

    /** Each session adds to the log; nobody reads that part of it. */
    private void trimLog() {
        try {
            if (Files.size(log) > LONG_LOG) {
                // ssh appends, so it goes on at the new end.
                Files.write(log, new byte[0]);
            }
        } catch (IOException e) {
            noise.add(String.valueOf(e.getMessage()));
        }
    }

    void leave() {
        sessions.decrementAndGet();
    }

    /** The host let one in. */
    void served() {
        served = true;
    }

    /**
     * The host refused one that had entered. It may still count one that has ended here; then this connection is left as it is.
     *
     * @throws HostRefused where it would refuse the first one on any connection
     */
    void full() throws HostRefused {
        int others = sessions.get() - 1;
        if (others == 0 && !served) {
            throw new HostRefused(host + " allows one session only: set MaxSessions to 2 or more in its sshd_config");
        }
        most = others;
    }

    void forward(Forward forward) throws IOException, InterruptedException {
        Said said = Said.of(
                SshCommand.order(socket, "forward", List.of("-L", forward.argument()))
                        .redirectErrorStream(true),
                Duration.ofSeconds(PATIENCE_SECONDS));
        if (said.status() != 0) {
            throw new IOException("cannot lead port " + forward.port() + " to " + forward.to() + " from " + host + ": "
                    + new SshLog(said.text()).complaint());
        }
    }

    /** Asks the host what it is. One question at a time. */
    synchronized Identity identify() throws IOException, InterruptedException {
        answers.clear();
        long asked = System.currentTimeMillis();
        OutputStream in = process.getOutputStream();
        try {
            in.write('\n');
            in.flush();
        } catch (IOException e) {
            throw lost();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        long heard = asked;
        for (String line = answer(); !line.equals("done"); line = answer()) {
            String[] words = line.split(" ", 2);
            facts.put(words[0], words.length > 1 ? words[1].replaceAll("\\p{Cntrl}", "") : "");
            heard = words[0].equals("time") ? System.currentTimeMillis() : heard;
        }
        var identity = Facts.identity(host, address, Optional.ofNullable(key), facts, (asked + heard) / 2);
        known = identity;
        return identity;
    }

    /** What it has said before, asked now where it was not. */
    synchronized Identity known() throws IOException, InterruptedException {
        return known == null ? identify() : known;
    }

    private String answer() throws IOException, InterruptedException {
        String line = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new IOException("no answer from " + host + " within " + PATIENCE_SECONDS + " s");
        }
        if (line.equals("gone")) {
            throw lost();
        }
        return line;
    }

    IOException lost() {
        return new IOException("lost the connection to " + host + ": " + end());
    }

    /** Ends it, and all that goes through it. Nothing on the host is hurt by that but what only listened. */
    @Override
    public void close() {
        closed = true;
        // Politely: it removes its socket.
        process.destroy();
    }

    /** By force where asking does not help. */
    void awaitEnd() {
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    Process process() {
        return process;
    }

    @Override
    public String toString() {
        return host.toString();
    }
}
