package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RunLockIT {
    private static final RunLock.Holder ME = new RunLock.Holder("bob", 1, "laptop", "no terminal", Instant.EPOCH);

    @TempDir
    private Path directory;

    @Test
    void aSecondProgramIsToldWhoHasItUntilThatOneIsKilled() throws Exception {
        RunPaths run = new RunPaths(directory);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        directory.toString())
                .start();
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("taken");
            RunLock.Holder alice = new RunLock.Holder("alice", other.pid(), "bastion", "/dev/pts/3", LockHolder.SINCE);

            assertThat(RunLock.take(run, ME)).isEqualTo(new RunLock.Held(alice));
            assertThat(RunLock.holder(run)).isEqualTo(alice);
            assertThat(alice.toString())
                    .startsWith("alice on bastion (/dev/pts/3, process " + other.pid() + ") since 2026-11-2");
        } finally {
            other.destroyForcibly().waitFor();
        }

        assertThat(RunLock.holder(run)).isNull();
        assertThat(RunLock.take(run, ME))
                .isInstanceOfSatisfying(
                        RunLock.Taken.class, taken -> assertThat(taken.lock()).isNotNull());
    }

    /** The operating system would give a program its own lock a second time, and take it away with the first handle closed. */
    @Test
    void theSameProgramDoesNotGetItTwice() throws Exception {
        RunPaths run = new RunPaths(directory);
        var first = (RunLock.Taken) RunLock.take(run, ME);

        assertThat(RunLock.take(run, ME)).isEqualTo(new RunLock.Held(ME));
        assertThat(RunLock.holder(run)).isEqualTo(ME);

        first.lock().close();
        var second = (RunLock.Taken) RunLock.take(run, ME);
        second.lock().close();
        assertThat(RunLock.holder(run)).isNull();
    }
}
