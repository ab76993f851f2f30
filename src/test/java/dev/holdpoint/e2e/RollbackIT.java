package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.rehearsal.Lab;
import dev.holdpoint.rehearsal.LabProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal of the seven databases goes to behind the switch, and back: the old server serves again, and that is seen. */
@Tag("slow")
final class RollbackIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String NEW_SERVER = "127.0.0.2";

    @TempDir
    Path work;

    private Program program;
    private Tmux tmux;

    @BeforeEach
    void start() {
        program = new Program(work.resolve("state"));
        tmux = Tmux.start(work, 120, 36, program.environment());
    }

    @AfterEach
    void close() throws IOException {
        tmux.close();
        if (program.anyRun()) {
            clear(program.run().resolve("lab"));
        }
    }

    @Test
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
        tmux.await("arrived is ready", LONG);
        tmux.keysUntil("R", "─ write · ");
        release("write", "data is the same +7 databases");
        tmux.await("─ delete · |─ old-server · ", LONG);

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
        tmux.await("not taken back: write, announce|not taken back: .*write");
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
        tmux.await("Before it starts", LONG);
        tmux.await("Password on the new server +•••");
        tmux.keys("Enter");
        tmux.awaitGone("Before it starts");
        tmux.await("connect.source is ready");
        tmux.keys("R");
        tmux.await("announce is done by hand", LONG);
        tmux.keys("Space");
        tmux.await("stop is ready");
        tmux.keys("R");
        tmux.await("Waits for you: switch", LONG);
        release("switch", "data is the same  7 databases");
    }

    private void release(String step, String evidence) {
        tmux.await("─ " + step + " · ", LONG);
        tmux.keysUntil("g", "HOLD POINT · " + step);
        tmux.await("✔ " + evidence, LONG);
        tmux.await("to release: +(│|$)", LONG);
        tmux.await("“" + NEW_SERVER + "”", LONG);
        tmux.typeByHand("Phrase: ", NEW_SERVER);
        tmux.keys("Enter");
        tmux.awaitGone("HOLD POINT");
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

    /** After a failed test: the program, whose terminal has gone, leaves its lab; then it is taken over and closed. */
    private static void clear(Path lab) {
        var deadline = System.nanoTime() + Tmux.PATIENCE.toNanos();
        while (Files.exists(lab) && System.nanoTime() < deadline) {
            try {
                Lab.resume(lab).close();
            } catch (LabProblem stillInUse) {
                Tmux.look();
            }
        }
    }
}
