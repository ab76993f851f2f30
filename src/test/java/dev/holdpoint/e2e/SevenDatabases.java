package dev.holdpoint.e2e;

import dev.holdpoint.rehearsal.Lab;
import dev.holdpoint.rehearsal.LabProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The checklist of the seven databases in a real terminal, as an operator walks it: the ways that its tests have in common. */
final class SevenDatabases implements AutoCloseable {
    /** For steps that move or compare 200 MB, on a machine that does other things. */
    static final Duration LONG = Duration.ofMinutes(2);

    static final String NEW_SERVER = "127.0.0.2";

    final Program program;
    final Tmux tmux;

    /** @param work a folder for the runs and for the terminal */
    SevenDatabases(Path work) {
        program = new Program(work.resolve("state"));
        tmux = Tmux.start(work, 120, 36, program.environment());
    }

    /** The form has every value already. */
    void begins() {
        tmux.await("Before it starts", LONG);
        tmux.await("Password on the new server +•••");
        tmux.keys("Enter");
        tmux.awaitGone("Before it starts");
    }

    void toTheFirstTick() {
        tmux.await("connect.source is ready");
        tmux.keys("R");
        tmux.await("announce waits for you", LONG);
    }

    void fromTheFirstTickOn() {
        tmux.keys("Space");
        tmux.await("stop is ready");
        tmux.keys("R");
    }

    /** @param evidence what the gate has seen, when it is green */
    void release(String step, String evidence) {
        tmux.await("─ " + step + " · ", LONG);
        tmux.keysUntil("g", "HOLD POINT · " + step);
        tmux.await("✔ " + evidence, LONG);
        tmux.await("to release: +(│|$)", LONG);
        tmux.await("“" + NEW_SERVER + "”", LONG);
        tmux.typeByHand("Phrase: ", NEW_SERVER);
        tmux.keys("Enter");
        tmux.awaitGone("HOLD POINT");
    }

    void writeAgain() {
        tmux.await("arrived is ready", LONG);
        tmux.keysUntil("R", "─ write · ");
        release("write", "data is the same +7 databases");
        tmux.await("─ delete · |─ old-server · ", LONG);
    }

    @Override
    public void close() throws IOException {
        tmux.close();
        if (program.anyRun()) {
            clear(program.run().resolve("lab"));
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
