package dev.holdpoint.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.bench.Pty;
import dev.holdpoint.console.pane.Pane;
import dev.holdpoint.console.terminal.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A program at a terminal of which every byte is kept, as no terminal emulator keeps them. What they show is read from a pane, which is a
 * terminal too.
 */
final class Recorded implements AutoCloseable {
    private final Pty pty;
    private final Pane pane;
    private final Process process;
    private final Thread reader;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Recorded(int columns, int rows, Map<String, String> environment, List<String> words) throws IOException {
        this.pty = new Pty(columns, rows);
        this.pane = new Pane(new Size(columns, rows), 256, true);
        this.process = pty.start(environment, words);
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        var piece = new byte[1 << 16];
        for (int count = pty.read(piece); count >= 0; count = pty.read(piece)) {
            synchronized (this) {
                bytes.write(piece, 0, count);
                pane.write(piece, 0, count);
                notifyAll();
            }
        }
        synchronized (this) {
            notifyAll();
        }
    }

    void type(String keys) {
        pty.type(keys.getBytes(UTF_8));
    }

    /** Everything that the program has written. */
    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    /** How much that is. */
    synchronized int size() {
        return bytes.size();
    }

    byte[] bytes(int from, int to) {
        return Arrays.copyOfRange(bytes(), from, to);
    }

    /** What the terminal shows, and the rows above it that it still has. */
    synchronized String screen() {
        var text = new StringBuilder();
        for (long row = pane.firstRow(); row <= pane.lastRow(); row++) {
            text.append(pane.text(row)).append('\n');
        }
        return text.toString();
    }

    String await(String regex) {
        var pattern = Pattern.compile(regex, Pattern.MULTILINE);
        return await("/" + regex + "/", it -> pattern.matcher(it).find());
    }

    synchronized String await(String what, Predicate<String> condition) {
        var deadline = System.nanoTime() + Tmux.PATIENCE.toNanos();
        var screen = screen();
        while (!condition.test(screen)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            assertThat(left).as("%s on the screen, which is%n%s", what, screen).isPositive();
            assertThat(reader.isAlive())
                    .as("%s on the screen of the ended program, which is%n%s", what, screen)
                    .isTrue();
            try {
                wait(Math.min(left, 1000));
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            screen = screen();
        }
        return screen;
    }

    /** Presses a key until a line of the screen says so: the program may be right to ignore keys that come just after a release. */
    String keyUntil(String key, String regex) {
        var pattern = Pattern.compile(regex, Pattern.MULTILINE);
        for (int tries = 0; tries < 20; tries++) {
            type(key);
            var again = System.nanoTime() + 1_000_000_000L;
            while (System.nanoTime() < again) {
                var screen = screen();
                if (pattern.matcher(screen).find()) {
                    return screen;
                }
                Tmux.look();
            }
        }
        return await(regex);
    }

    /** Types as a hand does: the next letter once this one has been answered. */
    void typeByHand(String before, String text) {
        for (int end = 1; end <= text.length(); end++) {
            var typed = before + text.substring(0, end);
            type(text.substring(end - 1, end));
            await(typed, screen -> screen.contains(typed));
        }
    }

    int awaitEnd() {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("it has ended; its screen is%n%s", screen())
                    .isTrue();
            reader.join(10_000);
            return process.exitValue();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    ProcessHandle program() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitEnd();
        pty.close();
    }
}
