package dev.holdpoint.e2e;

import static dev.holdpoint.e2e.SevenDatabases.LONG;
import static dev.holdpoint.e2e.SevenDatabases.NEW_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.rehearsal.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The rehearsal of the seven databases goes to behind the switch, and back: the old server serves again, and that is seen. */
@Tag("slow")
final class RollbackIT {
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
    void backFromBehindTheSwitch() throws IOException {
        tmux.run(program.words("rehearse"));
        toTheSwitch();
        tmux.await("arrived is ready", LONG);
        tmux.keysUntil("R", "─ write · ");

        rollBack("no row was written on target since it was filled");
        tmux.await("ROLLED BACK", LONG);
        assertThat(Expected.of("""
                                step.done switch
                                rollback.weighing
                                rollback.weighed
                                rollback.started
                                step.undoing switch
                                step.undone switch
                                rollback.countdown move
                                step.undoing move
                                step.undone move
                                step.undoing fence
                                step.undone fence
                                step.undoing stop
                                step.undone stop
                                item.closed stop applications stopped
                                downtime.ended stop
                                rollback.stepped-over announce
                                rollback.proving
                                rollback.over
                                ! /step.undo-failed/
                                """).unmet(program.journal()))
                .as("the journal is%n%s", String.join("\n", program.journal()))
                .isEmpty();
        assertThat(application("server")).doesNotContain(NEW_SERVER);
        assertThat(application("writes")).isEqualTo("on");
        giveUp();
    }

    /** The lab is the test's: one that belongs to the program goes with it. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void backFromBehindThePointOfNoReturnKilledInTheMiddle() throws IOException {
        try (var lab = Lab.start(Path.of("checklists/rehearsal/pod-databases.yml"), work.resolve("lab"))) {
            var vars = vars(lab);
            tmux.run(program.words(
                    "run",
                    Path.of("checklists/pod-databases.yml").toAbsolutePath().toString(),
                    "--vars",
                    vars));
            toTheSwitch();
            killedInTheMiddle();
        }
    }

    private void killedInTheMiddle() throws IOException {
        seven.writeAgain();

        rollBack("loses: .* rows inserted");
        tmux.await("move is taken back in", LONG);
        Program.kill(tmux.program());
        tmux.awaitEnd();
        tmux.run(program.words("resume", "--vars", work.resolve("vars.yml").toString()));
        tmux.await("Before it goes on|The rollback waits for you", LONG);
        if (tmux.screen().contains("Before it goes on")) {
            tmux.keysUntil("Enter", "The rollback waits for you");
        }
        tmux.await("The rollback waits for you: the program was away", LONG);
        assertThat(program.journal()).doesNotContain("step.undoing move");

        tmux.keysUntil("R", "move is taken back in|move undoing|ROLLED BACK");
        tmux.await("ROLLED BACK", LONG);
        tmux.await("Not taken back: .*write");
        assertThat(program.journal())
                .containsOnlyOnce("step.undoing switch", "step.undoing move", "step.undoing fence", "step.undoing stop")
                .containsOnlyOnce("rollback.stepped-over write", "rollback.over");
        assertThat(application("server")).doesNotContain(NEW_SERVER);
        assertThat(application("writes")).isEqualTo("on");
        giveUp();
    }

    private String vars(Lab lab) throws IOException {
        var file = Files.createFile(
                work.resolve("vars.yml"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var lines = new StringBuilder();
        lab.values()
                .forEach((name, value) ->
                        lines.append(name).append(": '").append(value).append("'\n"));
        return Files.writeString(file, lines).toString();
    }

    private void toTheSwitch() {
        seven.begins();
        seven.toTheFirstTick();
        seven.fromTheFirstTickOn();
        tmux.await("Waits for you: switch", LONG);
        seven.release("switch", "data is the same  7 databases");
    }

    /** @param losses what the plan says about them */
    private void rollBack(String losses) {
        tmux.keysUntil(":", "^ ?:");
        tmux.type("rollback");
        tmux.keys("Enter");
        tmux.await("ROLL BACK · ");
        tmux.await(losses, LONG);
        tmux.type("the numbers are wrong");
        tmux.keys("Enter");
        tmux.await("Type “rollback” to begin: +(│|$)");
        tmux.typeByHand("Phrase: ", "rollback");
        tmux.keys("Enter");
        tmux.await("ROLLING BACK");
    }

    private void giveUp() throws IOException {
        tmux.keysUntil(":", "^ ?:");
        tmux.type("abort rolled back");
        tmux.keys("Enter");
        tmux.await("Aborted");
        tmux.keys("q");
        tmux.awaitEnd();
    }

    private String application(String file) throws IOException {
        try (var all = Files.walk(work)) {
            var found = all.filter(it -> it.getFileName().toString().equals("control"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(found.resolveSibling(file)).strip();
        }
    }
}
