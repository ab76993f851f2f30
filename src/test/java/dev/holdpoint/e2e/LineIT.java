package dev.holdpoint.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Line mode as it is used: the real program under script(1) on a terminal, and at the end of a pipe. */
@Tag("slow")
class LineIT {
    private static final String CHECKLIST = """
            checklist: By line
            variables:
              port: { ask: Port of the server, type: port }
              word: { ask: The password, secret: true }
            phases:
              - phase: One
                steps:
                  - step: say
                    title: Say it
                    why: Somebody has to.
                    shell: printf 'hello \\033[31mred\\033[0m\\n\\033]0;title\\007'; echo "port $port"; test -n "$word"
                  - step: wait
                    title: Wait for the night
                    shell: until [ -e /nowhere ]; do sleep 0.1; done
                  - step: flip
                    title: Flip the switch
                    shell: touch "%s"
                    hold: { because: It is the switch., type: flip-it, countdown: 1s }
            """;

    @TempDir
    private Path folder;

    private Program program = new Program(Path.of(""));
    private Path flipped = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void aChecklist() throws IOException {
        program = new Program(folder.resolve("state"));
        flipped = folder.resolve("flipped");
        file = Files.writeString(folder.resolve("line.yml"), CHECKLIST.formatted(flipped));
    }

    @Test
    void aRunUnderScript() throws Exception {
        var typescript = folder.resolve("typescript");
        var command = String.join(" ", program.words("run", "--line", file.toString()));
        try (var terminal = Tmux.start(folder, 100, 40, program.environment())) {
            terminal.run(List.of("script", "-qefc", command, typescript.toString()));
            terminal.await("^port>");
            say(terminal, "seventy");
            terminal.await("not a port from 1 to 65535, such as 5432");
            say(terminal, "5432");
            terminal.await("^word>");
            say(terminal, "sesame");
            terminal.await("^say, to do>");
            say(terminal, "");
            terminal.await("^port 5432$");
            terminal.await("^wait, to do>");
            say(terminal, "run");
            terminal.await("^wait starts");
            terminal.keys("C-c");
            terminal.await("^yes or no>");
            say(terminal, "yes");
            terminal.await("^wait FAILED");
            say(terminal, "skip wait it is day");
            terminal.await("^flip, hold point>");
            say(terminal, "");
            terminal.await("^Type what stands between the quotes, \"flip-it\" to release:\\s*\n>");
            terminal.type("flip-it");
            terminal.await("Pasting is refused here");
            assertThat(flipped).doesNotExist();
            terminal.typeByHand("> ", "flip-it");
            terminal.keys("Enter");
            terminal.await("^flip is done");
            assertThat(flipped).exists();
            terminal.await("^all settled>");
            say(terminal, "quit");
            assertThat(terminal.awaitEnd()).isZero();
        }
        var kept = Files.readString(typescript, UTF_8);
        assertThat(kept).contains("hello red").doesNotContain("sesame");
        // Only what marks pastes, and steps to the right and up while a line is edited.
        assertThat(kept.replaceAll("\u001b\\[(\\?2004[hl]|[AC])", "")).doesNotContain("\u001b");
        assertThat(program.journal()).contains("hold.released flip", "step.done flip", "run.finished");
    }

    private static void say(Tmux terminal, String line) {
        if (!line.isEmpty()) {
            terminal.type(line);
        }
        terminal.keys("Enter");
    }

    @Test
    void aPipeRunsWhatIsNoHoldPointAndTheRunIsKept() throws Exception {
        var words = program.words("run", "--line", "--set", "port=5432", file.toString());
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(program.environment());
        var process = builder.start();
        try (var in = process.outputWriter(UTF_8)) {
            in.write("\nsesame\nrun say\nskip wait it is day\nrun flip\nflip-it\n");
        }
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .contains("port 5432", "say is done", "wait is skipped: it is day")
                .contains("Refused: flip is a hold point, and those are not answered from a pipe: use a terminal.")
                .contains("To go on: ")
                .doesNotContain("sesame", "\u001b");
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(flipped).doesNotExist();
        assertThat(program.journal()).contains("step.done say", "run.left").doesNotContain("hold.released flip");
    }
    /** The JVM begins in a UTF-8 locale; what the operator sees, and every step, goes by the operator's own. */
    @Test
    void inAnotherLocaleValuesAreTheSameAndStepsSeeThatLocale() throws Exception {
        var checklist = Files.writeString(folder.resolve("z\u00fcrich.yml"), """
                checklist: Locale
                variables:
                  word: { ask: The password, secret: true, from: { env: HP_WORD } }
                phases:
                  - phase: One
                    steps:
                      - step: say
                        shell: echo "own $HP_WORD"; echo "given $word"; echo "locale ${LC_ALL-none} $LANG"; test "$word" = "$HP_WORD"
                """);
        var builder =
                new ProcessBuilder(program.words("run", "--line", checklist.toString())).redirectErrorStream(true);
        builder.environment().putAll(program.environment());
        builder.environment().remove("LC_ALL");
        builder.environment().putAll(java.util.Map.of("LANG", "C", "HP_WORD", "geheim\u00df12"));
        var process = builder.start();
        process.getOutputStream().write("\n\n".getBytes(UTF_8));
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .contains("own ****", "given ****", "locale none C", "say is done")
                .matches("\\p{ASCII}*");
    }
}
