package dev.holdpoint.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** Ends a frame that the terminal was told to hold back until it is whole: synchronized output, private mode 2026. */
    static final String FRAME = "\u001b[?2026l";

    private final Path folder;
    private final Pty pty = new Pty(150, 40);
    private final BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
    private final Process process;
    private volatile String tail = "";
    private volatile String awaited;

    /** @param command what the step runs in its shell */
    Driven(String launcher, String command) throws IOException {
        this(launcher, command, List.of(), FRAME);
    }

    /**
     * @param inside a program that the launcher runs in, with its arguments: tmux
     * @param first what the terminal is told by the first frame
     */
    Driven(String launcher, String command, List<String> inside, String first) throws IOException {
        this(inside, first, launcher, Files.createTempDirectory("holdpoint-bench"), """
                checklist: A bench
                phases:
                  - phase: Output
                    steps:
                      - step: much
                        shell: |
                          %s
                """.formatted(command), "run");
    }

    /**
     * Returns with the first frame.
     *
     * @param folder for the checklist and its runs; goes away in the end
     * @param verb {@code run}, or {@code resume} for the one run that is there
     */
    Driven(String launcher, Path folder, String checklist, String verb) throws IOException {
        this(List.of(), FRAME, launcher, folder, checklist, verb);
    }

    private Driven(List<String> inside, String first, String launcher, Path folder, String checklist, String verb)
            throws IOException {
        this.awaited = first;
        this.folder = folder;
        var file = folder.resolve("bench.yml");
        Files.writeString(file, checklist);
        var command = new ArrayList<>(inside);
        command.addAll(List.of(launcher, verb, "--state", state().toString()));
        if (verb.equals("run")) {
            command.add(file.toString());
        }
        process = pty.start(Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8"), command);
        Thread.ofPlatform().daemon().start(this::read);
        await();
    }

    private Path state() {
        return folder.resolve("state");
    }

    /** The JVM, which the launcher waits for. */
    ProcessHandle java() {
        return process.descendants()
                .filter(it -> it.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
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
        return event(type, 1, within);
    }

    /** @param count how many of them the journal must have; the time is that of the last */
    Instant event(String type, int count, Duration within) throws IOException, InterruptedException {
        var end = Instant.now().plus(within);
        while (Instant.now().isBefore(end)) {
            var found = 0;
            for (var line : journal()) {
                var at = TIME.matcher(line);
                if (line.contains("\"type\":\"" + type + "\"") && at.find() && ++found == count) {
                    return Instant.parse(at.group(1));
                }
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("no event " + type + " within " + within);
    }

    private List<String> journal() throws IOException {
        try (var files = Files.walk(folder)) {
            var journal = files.filter(it -> it.endsWith("journal.jsonl")).findFirst();
            return journal.isPresent() ? Files.readAllLines(journal.get()) : List.of();
        }
    }

    /** The journal of its only run. */
    Path journalFile() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(it -> it.endsWith("journal.jsonl")).findFirst().orElseThrow();
        }
    }

    /** Ends the program; its run stays. */
    void stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
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
