package dev.holdpoint.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a terminal that goes away, and asked to end: as when ssh drops, tmux is killed, or the machine is shut down. */
@Tag("slow")
class HangupIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<Tmux> terminals = new ArrayList<>();

    @AfterEach
    void closes() throws IOException {
        terminals.forEach(Tmux::close);
        if (Files.notExists(folder.resolve("go"))) {
            Files.createFile(folder.resolve("go"));
        }
        await("everything has ended", () -> everything().findAny().isEmpty());
    }

    private Tmux terminal() throws IOException {
        var home = Files.createDirectories(folder.resolve("terminal-" + terminals.size()));
        var terminal = Tmux.start(home, 100, 30, environment());
        terminals.add(terminal);
        return terminal;
    }

    private Map<String, String> environment() {
        return Map.of(
                "XDG_STATE_HOME",
                folder.toString(),
                "HOLDPOINT_SOCKETS",
                folder.toString(),
                "LC_ALL",
                "C.UTF-8",
                "TZ",
                "UTC");
    }

    private Program program() {
        return new Program(folder);
    }

    private static List<String> words(String... arguments) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdpoint.cli.Main"));
        words.addAll(List.of(arguments));
        return words;
    }

    /** The first step prints until it finds the file {@code go}; the one behind it runs by itself where it may. */
    private String checklist() throws IOException {
        var file = folder.resolve("c.yml");
        Files.writeString(file, """
                checklist: Long
                phases:
                  - phase: One
                    steps:
                      - step: long
                        title: Long
                        shell: |
                          echo begun >> %1$s/did
                          n=0; until test -e %1$s/go; do n=$((n + 1)); echo "line $n"; sleep 0.1; done
                          echo over
                      - { step: next, title: Next, shell: echo next >> %1$s/did }
                """.formatted(folder));
        return file.toString();
    }

    private static void await(String what, BooleanSupplier so) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Tmux.look();
        }
    }

    private boolean journalHas(String line) {
        try {
            return program().anyRun() && program().journal().contains(line);
        } catch (IOException notYet) {
            return false;
        }
    }

    private List<ProcessHandle> programs() {
        return everything()
                .filter(it -> it.info().command().orElse("").endsWith("/java"))
                .toList();
    }

    /** What was started here, programs and jobs: their words need not name the folder, their environment does. */
    private Stream<ProcessHandle> everything() {
        return ProcessHandle.allProcesses().filter(it -> {
            try {
                return Files.readString(Path.of("/proc", "" + it.pid(), "environ"), ISO_8859_1)
                        .contains("XDG_STATE_HOME=" + folder);
            } catch (IOException hasEnded) {
                return false;
            }
        });
    }

    private Tmux running(String... more) throws IOException {
        var terminal = terminal();
        var arguments = new ArrayList<>(List.of("run", checklist()));
        arguments.addAll(List.of(more));
        terminal.run(words(arguments.toArray(String[]::new)));
        terminal.await(more.length == 0 ? "R runs on" : "long, to do>");
        if (more.length == 0) {
            terminal.keys("R");
        } else {
            terminal.type("on");
            terminal.keys("Enter");
        }
        terminal.await("line 3");
        return terminal;
    }

    private void close(Tmux terminal) {
        terminals.remove(terminal);
        terminal.close();
    }

    @Test
    void whatRunsGoesOnWithoutTheTerminalAndIsTakenOver() throws Exception {
        close(running());
        await("the loss is written down", () -> journalHas("run.terminal-lost"));
        assertThat(program().journal()).contains("run-on.stopped");
        assertThat(programs()).hasSize(1);

        var watching = terminal();
        watching.run(words("attach", run()));
        watching.await("Its terminal is gone");
        var listening = terminal();
        listening.run(words("attach", "--line", run()));
        listening.await("line \\d+");
        assertThat(listening.scrollback() + listening.screen()).contains("You only watch");
        var taking = terminal();
        taking.run(words("resume"));
        taking.await("long running");
        listening.await("The run has closed the conversation");
        assertThat(program().journal().stream().filter(it -> it.startsWith("run.")))
                .containsSubsequence("run.terminal-lost", "run.left", "run.resumed");

        Files.createFile(folder.resolve("go"));
        taking.await("next is ready");
        assertThat(folder.resolve("did")).as("neither twice nor on its own").hasContent("begun");
        var output = Files.readString(program().run().resolve("out/long-1.log"));
        assertThat(output.lines().filter(it -> it.startsWith("line "))).doesNotHaveDuplicates();
        taking.keys("q");
        await("it ends", () -> programs().isEmpty());
    }

    @Test
    void itLeavesInOrderWhenNothingRunsAnyMore() throws Exception {
        close(running("--line"));
        await("the loss is written down", () -> journalHas("run.terminal-lost"));
        Files.createFile(folder.resolve("go"));
        await("it ends", () -> programs().isEmpty());
        assertThat(program().journal()).contains("step.done long").endsWith("run.left");
        assertThat(folder.resolve("did")).hasContent("begun");
    }

    @Test
    void whoeverHasTheirTerminalIsNotTakenOver() throws Exception {
        running();
        var taking = terminal();
        taking.run(words("resume"));
        taking.await("has its terminal: holdpoint attach");
        assertThat(program().journal()).doesNotContain("run.left");
        Files.createFile(folder.resolve("go"));
    }

    @Test
    void askedToEndItLeavesInOrderAndItsJobsGoOn() throws Exception {
        var terminal = running();
        programs().forEach(ProcessHandle::destroy);
        assertThat(terminal.await("To go on: ")).contains("left at 0 of 2 steps");
        assertThat(terminal.awaitEnd()).isEqualTo(3);
        assertThat(terminal.format("#{alternate_on} #{cursor_flag}")).isEqualTo("0 1");
        assertThat(program().journal()).endsWith("run.left");
        Files.createFile(folder.resolve("go"));
        terminal.run(words("resume"));
        terminal.await("next is ready");
        assertThat(folder.resolve("did")).hasContent("begun");
    }

    @Test
    void askedToEndInLineModeItLeavesInOrderToo() throws Exception {
        var terminal = running("--line");
        programs().forEach(ProcessHandle::destroy);
        terminal.await("To go on: ");
        assertThat(terminal.awaitEnd()).isEqualTo(3);
        assertThat(program().journal()).endsWith("run.left");
        Files.createFile(folder.resolve("go"));
    }

    private String run() throws IOException {
        return String.valueOf(program().run().getFileName());
    }
}
