package dev.holdpoint.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks again and again at what everybody on this machine can read of its processes, for as long as it is open. */
final class Processes implements AutoCloseable {
    private final Canaries canaries;
    private final Path proc = Path.of("/proc");
    private final Set<String> found = ConcurrentHashMap.newKeySet();
    private final Thread looking;
    private volatile boolean over;
    private final AtomicInteger seen = new AtomicInteger();

    Processes(Canaries canaries) {
        this.canaries = canaries;
        this.looking = Thread.ofPlatform().daemon().start(this::look);
    }

    private void look() {
        while (!over) {
            try (var all = Files.newDirectoryStream(proc, "[0-9]*")) {
                all.forEach(this::look);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void look(Path process) {
        var line = read(process.resolve("cmdline"));
        seen.incrementAndGet();
        canaries.in(line).forEach(it -> found.add("arguments of " + process + ": " + it));
        if (line.contains("dev.holdpoint") || line.contains("holdpoint.jar") || line.contains("scripts/holdpoint")) {
            // What the program itself is given in its environment anybody of this user can read for as long as it runs.
            canaries.in(read(process.resolve("environ")))
                    .forEach(it -> found.add("environment of " + line + ": " + it));
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    /** What has been found so far. */
    List<String> found() {
        return List.copyOf(found);
    }

    int seen() {
        return seen.get();
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        looking.join();
    }
}
