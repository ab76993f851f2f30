package dev.holdpoint.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo in a real tmux under a real bash: what only a terminal and a shell can show. */
@Tag("slow")
@Timeout(120)
class TtyScreenIT {
    @TempDir
    private Path folder;

    private String socket = "";

    @BeforeEach
    void open() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/tmux")))
                .as("tmux is installed")
                .isTrue();
        socket = folder.resolve("tmux").toString();
        tmux("new-session", "-d", "-x", "100", "-y", "30", "-s", "it", "env PS1='ready$ ' LANG=C.UTF-8 bash --norc");
        screen(text -> text.contains("ready$"));
        type("stty -a > " + folder + "/before", "Enter");
        Path script = folder.resolve("demo");
        Files.writeString(script, "exec " + demo());
        type("clear; bash " + script, "Enter");
        screen(text -> text.contains("DEMO  100 × 30"));
    }

    @AfterEach
    void close() throws Exception {
        tmux("kill-server");
    }

    @Test
    void leavesTheTerminalAsItFoundIt() throws Exception {
        type("q");
        screen(text -> text.contains("left after") && !text.contains("Roles"));
        assertTerminalIsAsBefore();
    }

    @Test
    void survivesAResizeAndTakesKeys() throws Exception {
        tmux("resize-window", "-t", "it", "-x", "70", "-y", "20");
        screen(text -> text.contains("DEMO  70 × 20"));
        type("a", "Up", "C-c", "F5", "BTab");
        screen(text ->
                text.contains("shift-tab") && text.contains("f5") && text.contains("ctrl-c") && text.contains(" up "));
    }

    @Test
    void whatWasTypedBeforeThereWasAScreenIsNotTaken() throws Exception {
        type("q");
        screen(text -> text.contains("left after") && !text.contains("Roles"));
        var gate = folder.resolve("gate");
        type("clear; mkfifo " + gate + "; cat " + gate + "; bash " + folder.resolve("demo"), "Enter");
        screen(text -> !text.contains("left after"));
        type("a", "a", "q");
        screen(text -> text.contains("aaq"));
        Files.writeString(gate, "");
        screen(text -> text.contains("DEMO  100 × 30"));
        type("b");
        screen(text -> text.contains("Char[codePoint=98") && !text.contains("Char[codePoint=97"));
    }

    @Test
    void stopsAndGoesOn() throws Exception {
        type("C-z");
        screen(text -> text.contains("Stopped") && !text.contains("Roles"));
        assertTerminalIsAsBefore();
        type("fg", "Enter");
        screen(text -> text.contains("DEMO  100 × 30") && text.contains("ctrl-z"));
    }

    @Test
    void aPagerGetsTheKeys() throws Exception {
        type("o");
        screen(text -> text.startsWith("1\n2\n3\n"));
        type("j", "j");
        screen(text -> text.startsWith("3\n4\n5\n"));
        type("q");
        screen(text -> text.contains("DEMO  100 × 30"));
    }

    @Test
    void aPagerThatIsInterruptedAndStoppedTakesNobodyWithIt() throws Exception {
        type("o");
        screen(text -> text.startsWith("1\n2\n3\n"));
        type("C-c", "G", "G");
        screen(text -> text.contains("\n200\n"));
        type("C-z");
        screen(text -> text.contains("Stopped"));
        type("clear; fg", "Enter");
        screen(text -> text.contains("\n200\n"));
        type("q");
        screen(text -> text.contains("DEMO  100 × 30"));
        type("a");
        screen(text -> text.contains("DEMO  100 × 30") && text.contains("Char[codePoint=97"));
        type("q");
        screen(text -> text.contains("left after") && !text.contains("Roles"));
        assertTerminalIsAsBefore();
    }

    @Test
    void anErrorLeavesTheTerminalReadable() throws Exception {
        type("x");
        screen(text -> text.contains("asked to fail") && !text.contains("Roles"));
        assertTerminalIsAsBefore();
    }

    @Test
    void aTermSignalLeavesTheTerminalReadable() throws Exception {
        type("p");
        String pid = screen(text -> text.contains("pid ")).replaceAll("(?s).*pid (\\d+).*", "$1");
        assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroy())
                .isTrue();
        screen(text -> text.contains("ready$") && !text.contains("Roles"));
        assertTerminalIsAsBefore();
    }

    /** Same modes and speed, cursor shown, primary screen. */
    private void assertTerminalIsAsBefore() throws Exception {
        type("stty -a > " + folder + "/after; echo com''pared", "Enter");
        screen(text -> text.contains("compared"));
        assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
        assertThat(tmux("display-message", "-p", "-t", "it", "#{alternate_on} #{cursor_flag}"))
                .isEqualTo("0 1\n");
    }

    private static String demo() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return java + " --enable-native-access=ALL-UNNAMED -cp '" + System.getProperty("java.class.path") + "' "
                + TerminalDemo.class.getName();
    }

    private void type(String... keys) throws Exception {
        List<String> command = new ArrayList<>(List.of("send-keys", "-t", "it"));
        command.addAll(List.of(keys));
        tmux(command.toArray(String[]::new));
    }

    /** Waits until the screen looks as wanted. */
    private String screen(Predicate<String> wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String text = tmux("capture-pane", "-p", "-t", "it");
        while (!wanted.test(text)) {
            assertThat(System.nanoTime())
                    .as("in time; the screen was:%n%s", text)
                    .isLessThan(deadline);
            text = tmux("capture-pane", "-p", "-t", "it");
        }
        return text;
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket, "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
