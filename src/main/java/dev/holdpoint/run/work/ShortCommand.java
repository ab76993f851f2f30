package dev.holdpoint.run.work;

import dev.holdpoint.step.Attempt.Captured;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A command that is run, waited for and forgotten. The text holds no secrets; its environment may. It has a session of its own and so no
 * terminal: what asks on {@code /dev/tty} fails, and neither writes over the screen nor takes keys that were meant for it.
 */
final class ShortCommand {
    private static final int KEPT = 64 * 1024;
    /** For output that is on its way when the command has ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private ShortCommand() {}

    /** Standard output and errors together. */
    static Captured run(Script script, Path directory) throws InterruptedException {
        try {
            var printed = wait(start(script, directory, true), null).orElseThrow();
            return new Captured(printed.ended(), printed.output().text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed, and what it complained of. */
    record Printed(Ended.Exited ended, Tail output, Tail errors) {}

    /** Both apart; empty where it has not ended within {@code limit}: then it is ended. */
    static Optional<Printed> printed(Script script, Path directory, Duration limit)
            throws IOException, InterruptedException {
        return wait(start(script, directory, false), limit);
    }

    private static Process start(Script script, Path directory, boolean withErrors) throws IOException {
        Files.createDirectories(directory);
        var builder = new ProcessBuilder(List.of("setsid", "sh", "-c", script.text()))
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectErrorStream(withErrors);
        builder.environment().putAll(script.environment());
        return builder.start();
    }

    private static Optional<Printed> wait(Process process, @Nullable Duration limit) throws InterruptedException {
        var output = new Tail(process.getInputStream()).begun();
        var errors = new Tail(process.getErrorStream()).begun();
        try {
            if (limit == null) {
                process.waitFor();
            } else if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                return Optional.empty();
            }
            // What it has started and left behind may hold the pipe for ever.
            output.reading.join(LAST_WORDS);
            if (process.exitValue() != 0) {
                errors.reading.join(LAST_WORDS);
            }
            return Optional.of(new Printed(new Ended.Exited(process.exitValue()), output, errors));
        } catch (InterruptedException e) {
            end(process);
            throw e;
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Reads everything and keeps the last {@link #KEPT} bytes. */
    static final class Tail implements Runnable {
        private final InputStream from;
        private final Thread reading;
        private byte[] kept = new byte[0];
        private boolean cut;

        Tail(InputStream from) {
            this.from = from;
            this.reading = Thread.ofVirtual().name("short command").unstarted(this);
        }

        /** Reads from now on. */
        Tail begun() {
            reading.start();
            return this;
        }

        @Override
        public void run() {
            var buffer = new byte[8192];
            try {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    add(buffer, n);
                }
            } catch (IOException e) {
                // The command was ended by force: what it said so far is what there is.
                return;
            }
        }

        private synchronized void add(byte[] more, int length) {
            var all = Arrays.copyOf(kept, kept.length + length);
            System.arraycopy(more, 0, all, kept.length, length);
            cut |= all.length > KEPT;
            kept = all.length <= KEPT ? all : Arrays.copyOfRange(all, all.length - KEPT, all.length);
        }

        synchronized String text() {
            return new String(kept, StandardCharsets.UTF_8);
        }

        /**
         * All of it, as it was printed.
         *
         * @throws IOException where it was more than is kept, or is no text
         */
        synchronized String whole() throws IOException {
            if (cut) {
                throw new IOException("it printed more than " + KEPT / 1024 + " KiB");
            }
            return Utf8.text(kept);
        }
    }
}
