package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A real terminal without a person: one pane of a private tmux server. What is waited for has a deadline and is looked at
 * again and again; nothing waits for a time.
 */
final class Tmux implements AutoCloseable {
    /** For what takes a moment on an idle machine and much longer on a busy one. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LETTER = Duration.ofSeconds(5);
    private static final int TRIES = 5;

    private static final Duration AGAIN = Duration.ofSeconds(3);

    private static final long LOOK_MILLIS = 25;

    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    /**
     * Runs its arguments, writes their status into a file, and stays, so that the last screen does: tmux itself does not always
     * learn that a program has ended.
     */
    private static final String AND_STAY =
            "trap : INT QUIT TSTP; \"$@\"; echo $? >\"$0.new\"; mv \"$0.new\" \"$0\"; exec sleep infinity";

    private final Path folder;
    private final Path socket;
    private Path status;
    private int runs;

    private Tmux(Path folder) {
        this.folder = folder;
        this.socket = folder.resolve("tmux");
        this.status = folder.resolve("status-0");
    }

    /**
     * @param folder where the server's socket lies, and where the programs start
     * @param environment what programs get besides our own environment
     */
    static Tmux start(Path folder, int columns, int rows, Map<String, String> environment) {
        var tmux = new Tmux(folder);
        var words = new ArrayList<>(List.of(
                "new-session", "-d", "-s", "test", "-x", "" + columns, "-y", "" + rows, "-c", folder.toString()));
        environment.forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
        words.add("sleep infinity");
        words.addAll(List.of(";", "set", "-g", "status", "off", ";", "set", "-g", "default-terminal", "tmux-256color"));
        words.addAll(List.of(";", "set", "-sg", "escape-time", "0"));
        tmux.tell(words);
        return tmux;
    }

    /** Runs a program in the pane, in place of the one before. */
    void run(List<String> program) {
        status = folder.resolve("status-" + ++runs);
        var words =
                new ArrayList<>(List.of("respawn-pane", "-k", "-t", "test", "sh", "-c", AND_STAY, status.toString()));
        words.addAll(program);
        tell(words);
    }

    /** Presses keys by tmux's names: Enter, Escape, Down, C-c, q. */
    void keys(String... names) {
        var words = new ArrayList<>(List.of("send-keys", "-t", "test", "--"));
        words.addAll(List.of(names));
        tell(words);
    }

    /**
     * Presses a key until a line of the screen has what the regular expression says: for keys that the program may be right to
     * ignore, as those that come just after a release.
     */
    String keysUntil(String key, String regex) {
        var pattern = Pattern.compile(regex, Pattern.MULTILINE);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            keys(key);
            var again = System.nanoTime() + AGAIN.toNanos();
            while (System.nanoTime() < again) {
                var screen = screen();
                if (pattern.matcher(screen).find()) {
                    return screen;
                }
                look();
            }
        }
        return await(regex, Duration.ZERO);
    }

    /** Types text letter by letter. */
    void type(String text) {
        tell(List.of("send-keys", "-t", "test", "-l", "--", text));
    }

    /**
     * Types as a hand does, which a paste is not: the next letter once the one before stands on the screen.
     *
     * @param before what stands in front of what is typed
     */
    void typeByHand(String before, String text) {
        for (int tries = 1; tries < TRIES && !typedByHand(before, text); tries++) {
            // Quick machines type like a paste, which is refused and wiped: then again from the first letter.
            for (int n = 0; n < text.length(); n++) {
                keys("BSpace");
            }
        }
        await(before + text, screen -> screen.contains(before + text), PATIENCE);
    }

    private boolean typedByHand(String before, String text) {
        try {
            for (int end = 1; end <= text.length(); end++) {
                type(text.substring(end - 1, end));
                var typed = before + text.substring(0, end);
                await(typed, screen -> screen.contains(typed), LETTER);
            }
            return true;
        } catch (AssertionError wiped) {
            return false;
        }
    }

    void resize(int columns, int rows) {
        tell(List.of("resize-window", "-t", "test", "-x", "" + columns, "-y", "" + rows));
    }

    /** What stands on the screen, a line for each row, without spaces at line ends. */
    String screen() {
        return tell(List.of("capture-pane", "-p", "-t", "test"));
    }

    /** What stands above the screen, in the operator's own scrollback. */
    String scrollback() {
        return tell(List.of("capture-pane", "-p", "-t", "test", "-S", "-", "-E", "-1"));
    }

    boolean alternate() {
        return format("#{alternate_on}").equals("1");
    }

    /** The process that runs in the pane. */
    ProcessHandle program() {
        return pane().children().findFirst().orElseThrow();
    }

    /** Waits until a line of the screen has what the regular expression says. */
    String await(String regex) {
        return await(regex, PATIENCE);
    }

    String await(String regex, Duration patience) {
        var pattern = Pattern.compile(regex, Pattern.MULTILINE);
        return await("/" + regex + "/", screen -> pattern.matcher(screen).find(), patience);
    }

    String await(String what, Predicate<String> condition, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var screen = screen();
        while (!condition.test(screen)) {
            var ended = ended();
            // The last words of a program that has ended may still be on their way to the screen.
            deadline = ended ? Math.min(deadline, System.nanoTime() + LAST_WORDS.toNanos()) : deadline;
            assertThat(System.nanoTime())
                    .as("%s on the screen%s, which is%n%s", what, ended ? " of the ended program" : "", screen)
                    .isLessThan(deadline);
            look();
            screen = screen();
        }
        return screen;
    }

    /** Waits until a text stands nowhere on the screen: keys pressed while a dialog closes would be the dialog's. */
    void awaitGone(String text) {
        await("no \"" + text + "\"", screen -> !screen.contains(text), PATIENCE);
    }

    /** Waits until the program has ended. @return its exit status; 128 and the signal's number where one ended it */
    int awaitEnd() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ended()) {
            assertThat(System.nanoTime())
                    .as("the program has not ended: %s; its screen is%n%s", processes(), screen())
                    .isLessThan(deadline);
            look();
        }
        try {
            return Integer.parseInt(Files.readString(status).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean ended() {
        return Files.exists(status);
    }

    /** What runs in the pane, for messages. */
    private List<String> processes() {
        return pane().descendants()
                .map(it -> it.pid() + " " + it.info().commandLine().orElse("(ended)"))
                .toList();
    }

    private ProcessHandle pane() {
        return ProcessHandle.of(Long.parseLong(format("#{pane_pid}"))).orElseThrow();
    }

    @Override
    public void close() {
        tell(List.of("kill-server"));
    }

    /** What tmux knows about the pane, for example {@code #{cursor_flag}}. */
    String format(String words) {
        return tell(List.of("display-message", "-p", "-t", "test", words)).strip();
    }

    static void look() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a screen", e);
        }
    }

    private String tell(List<String> words) {
        var command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString(), "-f", "/dev/null"));
        command.addAll(words);
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeAll(List.of("TMUX", "TMUX_PANE"));
            builder.environment().put("LC_ALL", "C.UTF-8");
            var process = builder.start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("tmux %s: %s", words, printed).isZero();
            return printed;
        } catch (IOException e) {
            throw new IllegalStateException("tmux cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at tmux", e);
        }
    }
}
