package dev.holdpoint.e2e;

import static dev.holdpoint.e2e.SevenDatabases.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The rehearsal of the seven databases, walked in a real terminal as an operator walks it: two real servers, an application that
 * writes, both ways for the databases to travel.
 */
@Tag("slow")
final class RehearsalIT {
    @TempDir
    Path work;

    private SevenDatabases seven;
    private Program program;
    private Tmux tmux;

    @BeforeEach
    void start() {
        seven = new SevenDatabases(work);
        program = seven.program;
        tmux = seven.tmux;
    }

    @AfterEach
    void close() throws IOException {
        seven.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void streamedLeftInTheMiddleResumedAndTakenBackOnce() throws IOException {
        begin("rehearse");
        seven.toTheFirstTick();

        seven.fromTheFirstTickOn();
        tmux.await("move running", LONG);
        tmux.resize(80, 24);
        tmux.await(
                "a frame of 80 columns",
                screen -> screen.contains("move")
                        && screen.lines().filter(RehearsalIT::ends).count() > 10,
                Tmux.PATIENCE);

        tmux.await("[1-9]\\d? %", LONG);

        leave();
        assertThat(program.journal()).contains("run.left").doesNotContain("step.done move");

        tmux.resize(120, 36);
        tmux.run(program.words("resume"));
        tmux.await("REHEARSAL");
        tmux.await("Password on the new server");
        tmux.keys("Enter");
        tmux.awaitGone("Password on the new server");
        tmux.await("same is ready|same running|Waits for you: switch", LONG);
        tmux.keys("R");
        tmux.await("Waits for you: switch", LONG);
        assertThat(program.journal()).containsOnlyOnce("step.started move");

        seven.release("switch", "data is the same  7 databases");
        tmux.await("arrived is ready", LONG);
        undoSwitch();

        seven.release("switch", "data is the same  7 databases");
        toTheEnd();
        assertThat(Expected.of("""
                                run.started
                                run.variables
                                /^step.done connect/
                                /^step.done connect/
                                step.done ready
                                step.ticked announce
                                downtime.started stop
                                item.opened stop applications stopped
                                step.done stop
                                step.done fence
                                step.started move
                                run.left
                                run.resumed
                                step.done move
                                step.done same
                                hold.armed switch
                                hold.typed switch
                                hold.countdown switch
                                hold.released switch
                                step.done switch
                                step.undone switch
                                hold.armed switch
                                hold.released switch
                                step.done switch
                                step.done arrived
                                hold.released write
                                step.done write
                                item.closed write applications stopped
                                downtime.ended write
                                step.done old-server
                                ! step.started dump
                                ! step.started stop-by-hand
                                ! /step.failed/
                                ! /step.unknown/
                                """).unmet(program.journal()))
                .as("the journal is%n%s", String.join("\n", program.journal()))
                .isEmpty();
        finish();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void byFilesEachAnOpenItemUntilDeleted() throws IOException {
        begin("rehearse", "--set", "way=files");
        seven.toTheFirstTick();

        seven.fromTheFirstTickOn();
        tmux.await("Waits for you: switch", LONG);
        tmux.await("open items 8|open 8");
        try (var dumps = Files.list(program.run().resolve("files/dumps"))) {
            assertThat(dumps).hasSize(7);
        }

        seven.release("switch", "data is the same  7 databases");
        toTheEnd();
        assertThat(program.run().resolve("files/dumps")).doesNotExist();
        assertThat(program.journal())
                .containsOnlyOnce("item.opened dump dump of results201709", "item.closed delete dump of results201709")
                .doesNotContain("step.started move");
        finish();
    }

    private void begin(String... arguments) {
        tmux.run(program.words(arguments));
        tmux.await("^ +REHEARSAL · every server here is a lab", LONG);
        seven.begins();
    }

    private void undoSwitch() {
        tmux.keysUntil(":", "^ ?:");
        tmux.type("goto switch");
        tmux.keys("Enter");
        tmux.await("─ switch · .* done");
        tmux.keys("u");
        tmux.await("esc leaves it as it is");
        tmux.type("the health page is not right");
        tmux.keys("Enter");
        tmux.await("Waits for you: switch", LONG);
    }

    private void toTheEnd() throws IOException {
        seven.writeAgain();
        tmux.keysUntil("R", "─ old-server · ");
        tmux.keysUntil("Space", "Tick off · old-server");
        // It is named by a person: nothing stands there to be waved through.
        tmux.keys("Enter");
        tmux.await("a value is needed");
        tmux.type("2027-03-01");
        tmux.keys("Enter");
        tmux.await("Every step is settled, nothing is open");
    }

    private void leave() {
        tmux.keys("q");
        tmux.await("Leave while a step runs");
        tmux.keys("y");
        assertThat(tmux.awaitEnd()).isEqualTo(3);
        tmux.await("To go on: .*holdpoint");
        tmux.await("servers wait for 60 minutes");
        assertThat(tmux.alternate()).isFalse();
    }

    /** The run is over and nothing is left of it: no folder, no server; only how long each step took. */
    private void finish() throws IOException {
        var run = program.run().toString();
        tmux.keys("q");
        assertThat(tmux.awaitEnd()).isZero();
        tmux.await("downtime [0-9:]+ of 2:00:00");
        assertThat(program.anyRun()).isFalse();
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(it -> it.info().commandLine().stream())
                        .filter(it -> it.contains(run)))
                .isEmpty();
        try (var kept = Files.walk(work.resolve("state/holdpoint/measured"))) {
            assertThat(kept.filter(Files::isRegularFile).map(RehearsalIT::text))
                    .singleElement()
                    .asString()
                    .startsWith("rehearsal\n")
                    .contains("\nsame\tcheck\t");
        }
    }

    /** A line of a frame that fits 80 columns to its right border. */
    private static boolean ends(String line) {
        return line.length() == 80 && (line.endsWith("│") || line.endsWith("╮") || line.endsWith("╯"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
