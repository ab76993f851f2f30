package dev.holdpoint.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.console.pane.PagerText;
import dev.holdpoint.run.OutputSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;

/**
 * The operator's pager. It reads what the step has printed from its standard input, as pagers do, and gets it harmless: not every one
 * keeps escape sequences from the terminal.
 */
final class Pager {
    private static final int CHUNK = 32 << 10;

    /** What a shell says of a command that it could not run (POSIX, Shell Command Language, 2.8.2). */
    private static final int NOT_RUN = 126;

    private static final int NOT_FOUND = 127;

    private final String command;

    /** @param command for {@code sh} */
    Pager(String command) {
        this.command = command;
    }

    /** Shows what has been printed so far, until the pager is left. @return what went wrong */
    Optional<String> show(OutputSource source) {
        try {
            // The shell outlives a ctrl-C, or it would leave the terminal to two programs at once.
            var builder = new ProcessBuilder("sh", "-c", "trap : INT\n" + command)
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT);
            builder.environment().putIfAbsent("LESS", "-R");
            var process = builder.start();
            feed(source, process);
            int status = process.waitFor();
            return status == NOT_RUN || status == NOT_FOUND
                    ? Optional.of("the pager “" + command + "” cannot be run (exit " + status
                            + "): set PAGER to one that is installed, for example less")
                    : Optional.empty();
        } catch (IOException unstarted) {
            return Optional.of("the pager could not be started: " + unstarted.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A pager is left before it has read everything, more often than not. */
    private static void feed(OutputSource source, Process process) {
        try (var text = new InputStreamReader(new Printed(source), UTF_8);
                var pipe = process.outputWriter(UTF_8)) {
            var clean = new PagerText();
            var chunk = new char[CHUNK];
            for (int count = text.read(chunk); count >= 0; count = text.read(chunk)) {
                pipe.write(clean.take(chunk, count));
            }
            pipe.write(clean.end());
        } catch (IOException left) {
            return;
        }
    }

    /** The output up to where it was when the pager was opened. */
    private static final class Printed extends InputStream {
        private final OutputSource source;
        private final long size;
        private long offset;

        Printed(OutputSource source) {
            this.source = source;
            this.size = source.size();
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var chunk = new byte[(int) Math.min(length, size - offset)];
            int count = chunk.length == 0 ? 0 : source.read(offset, chunk);
            if (count <= 0) {
                return -1;
            }
            System.arraycopy(chunk, 0, into, from, count);
            offset += count;
            return count;
        }
    }
}
