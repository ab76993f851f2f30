package dev.holdpoint.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Only who holds it drives the run. The kernel frees it when its program ends, however that ends. */
public final class RunLock implements AutoCloseable {
    /** Locks of this program: for them the operating system would say yes a second time. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    /** A program that only asks who drives ({@link #holder}) has the lock for an instant. */
    private static final int TRIES = 5;

    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** What came of it: the lock, or who has it. */
    public sealed interface Answer {}

    /** It is ours until it is closed. */
    public record Taken(RunLock lock) implements Answer {}

    /** Someone else drives. */
    public record Held(Holder by) implements Answer {}

    /**
     * Who drives a run.
     *
     * @param tty the terminal, or "no terminal"
     */
    public record Holder(String user, long pid, String host, String tty, Instant since) {
        private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

        @Override
        public String toString() {
            return user + " on " + host + " (" + tty + ", process " + pid + ") since "
                    + SHOWN.format(since.atZone(ZoneId.systemDefault()));
        }
    }

    /**
     * @param me is shown to others while the lock is held
     * @throws NoSpace where there is no room to write that
     */
    public static Answer take(RunPaths run, Holder me) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            RunLock lock = tryTake(run.lock(), false);
            if (lock != null) {
                return new Taken(shown(lock, run, me));
            }
            if (i == TRIES) {
                return new Held(read(run));
            }
            Thread.sleep(BETWEEN);
        }
    }

    /** A lock that nobody is told of is none: it is given back. */
    private static RunLock shown(RunLock lock, RunPaths run, Holder me) throws IOException {
        try {
            write(run, me);
            return lock;
        } catch (IOException e) {
            lock.close();
            throw NoSpace.or(run.lock(), e);
        }
    }

    /** Who drives the run now; null where nobody does. */
    public static @Nullable Holder holder(RunPaths run) throws IOException {
        if (!Files.exists(run.lock())) {
            return null;
        }
        try (RunLock free = tryTake(run.lock(), true)) {
            return free == null ? read(run) : null;
        }
    }

    /** @param shared only to see whether somebody has it, which takes no right to write */
    private static @Nullable RunLock tryTake(Path file, boolean shared) throws IOException {
        Disk.passing(file);
        Path real = file.toRealPath();
        if (!OURS.add(real)) {
            return null;
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(real, shared ? StandardOpenOption.READ : StandardOpenOption.WRITE);
            lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock == null ? null : new RunLock(real, channel);
        } finally {
            if (lock == null) {
                OURS.remove(real);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static void write(RunPaths run, Holder me) throws IOException {
        Path fresh = run.root().resolve("lock.holder.new");
        Disk.passing(fresh);
        Files.write(
                fresh,
                Json.write(Map.of(
                        "user", me.user(),
                        "pid", me.pid(),
                        "host", me.host(),
                        "tty", me.tty(),
                        "since", me.since().toString())));
        Files.move(fresh, run.holder(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Holder read(RunPaths run) throws IOException {
        try {
            Map<String, @Nullable Object> said = Json.read(Files.readAllBytes(run.holder()));
            return new Holder(
                    String.valueOf(said.get("user")),
                    said.get("pid") instanceof Long pid ? pid : 0,
                    String.valueOf(said.get("host")),
                    String.valueOf(said.get("tty")),
                    Instant.parse(String.valueOf(said.get("since"))));
        } catch (NoSuchFileException justTaken) {
            Instant since = Files.getLastModifiedTime(run.lock()).toInstant();
            return new Holder("someone", 0, "this machine", "not yet known", since);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OURS.remove(file);
        }
    }
}
