package dev.holdpoint.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program in a terminal of its own, at a checklist of one step, as an operator has it. */
final class Driven implements AutoCloseable {
    private static final Pattern TIME = Pattern.compile("\"at\":\"([^\"]+)\"");

    private final Path folder = Files.createTempDirectory("holdpoint-bench");
    private final Pty pty = new Pty(150, 40);
    private final BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
    private final Process process;
    private volatile String tail = "";
    private volatile String awaited = "\u001b[?2026l";

    /** @param command what the step runs in its shell */
    Driven(String launcher, String command) throws IOException {
        var checklist = folder.resolve("bench.yml");
        Files.writeString(checklist, """
                checklist: A bench
                phases:
                  - phase: Output
                    steps:
                      - step: much
                        shell: |
                          %s
                """.formatted(command));
        process = pty.start(
                Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8"),
                List.of(launcher, "run", "--state", folder.resolve("state").toString(), checklist.toString()));
        Thread.ofPlatform().daemon().start(this::read);
        await();
    }

    private void read() {
        var bytes = new byte[1 << 16];
        var kept = "";
        for (int count = pty.read(bytes); count >= 0; count = pty.read(bytes)) {
            long now = System.nanoTime();
            var text = kept + new String(bytes, 0, count, UTF_8);
            tail = text;
            if (text.contains(awaited)) {
                seen.add(now);
                kept = "";
            } else {
                kept = text.substring(Math.max(0, text.length() - awaited.length() + 1));
            }
        }
    }

    /** Types, and waits until the terminal has been told {@code answer}; how long that took. */
    Duration type(String keys, String answer) {
        awaited = answer;
        seen.clear();
        long begun = System.nanoTime();
        pty.type(keys.getBytes(UTF_8));
        return Duration.ofNanos(await() - begun);
    }

    /** Types, and waits for nothing. */
    void type(String keys) {
        pty.type(keys.getBytes(UTF_8));
    }

    private long await() {
        try {
            var at = seen.poll(20, TimeUnit.SECONDS);
            if (at == null) {
                throw new IllegalStateException("the screen does not show '" + awaited + "' within 20 s: " + tail);
            }
            return at;
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    /** Waits until the journal has an event; when that was, by the journal's own clock. */
    Instant event(String type, Duration within) throws IOException, InterruptedException {
        var end = Instant.now().plus(within);
        while (Instant.now().isBefore(end)) {
            for (var line : journal()) {
                var at = TIME.matcher(line);
                if (line.contains("\"type\":\"" + type + "\"") && at.find()) {
                    return Instant.parse(at.group(1));
                }
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("no event " + type + " within " + within + ": " + journal());
    }

    private List<String> journal() throws IOException {
        try (var files = Files.walk(folder)) {
            var journal = files.filter(it -> it.endsWith("journal.jsonl")).findFirst();
            return journal.isPresent() ? Files.readAllLines(journal.get()) : List.of();
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        endJobs();
        FirstFrameBench.delete(folder);
    }

    /** A job outlives the program, on purpose. */
    private void endJobs() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(it -> it.endsWith("pid")).toList()) {
                var pid = new Scanner(Files.readString(file)).nextLong();
                ProcessHandle.of(pid).ifPresent(job -> {
                    var below = job.descendants().toList();
                    job.destroyForcibly();
                    below.forEach(ProcessHandle::destroyForcibly);
                    job.onExit().join();
                });
            }
        }
    }
}
