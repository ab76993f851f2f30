package dev.holdpoint.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TerminalJobIT {
    @TempDir
    private Path directory;

    private final Heard heard = new Heard();

    @Test
    void aTerminalOfTheSizeThatWasAskedForAndLaterOfAnother() throws Exception {
        JobCommand command = JobCommand.shell(
                        "trap 'stty size; exit 4' WINCH; test -t 0 && test -t 1 && stty size; while :; do sleep 0.05; done")
                .onTerminal(new TerminalSize(77, 33));
        Job job = LocalHost.jobs(directory).startOrAttach(new JobId("a"), command);
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var end = thread.submit(() -> job.follow(0, heard));
            Deadline.until("the first size", () -> heard.text().contains("33 77\r\n"));

            job.resize(new TerminalSize(101, 41));

            assertThat(end.get())
                    .isInstanceOfSatisfying(
                            JobEnd.Exited.class, e -> assertThat(e.status()).isEqualTo(4));
        }
        assertThat(heard.text()).isEqualTo("33 77\r\n41 101\r\n");
    }

    @Test
    void keysReachTheProgram() throws Exception {
        JobCommand command =
                JobCommand.shell("read -r name; echo \"hello $name\"").onTerminal(new TerminalSize(80, 24));
        Job job = LocalHost.jobs(directory).startOrAttach(new JobId("a"), command);
        Deadline.until("its terminal", () -> Files.exists(directory.resolve("a/tty")));

        job.type("alice\r".getBytes(StandardCharsets.UTF_8));

        assertThat(job.follow(0, heard).fine()).isTrue();
        assertThat(heard.text()).isEqualTo("alice\r\nhello alice\r\n");
    }

    @Test
    void ctrlCTypedAtItInterruptsIt() throws Exception {
        JobCommand command = JobCommand.shell("echo ready; sleep 1000").onTerminal(new TerminalSize(80, 24));
        Job job = LocalHost.jobs(directory).startOrAttach(new JobId("a"), command);
        Deadline.until("ready", () -> Files.size(directory.resolve("a/out")) > 0);

        job.type(new byte[] {3});

        assertThat(job.follow(0, heard))
                .isInstanceOfSatisfying(
                        JobEnd.Exited.class, e -> assertThat(e.signal()).hasValue(2));
    }

    @Test
    void itsEnvironmentIsClean() throws Exception {
        JobCommand command = JobCommand.shell("env").onTerminal(new TerminalSize(80, 24));
        LocalHost.jobs(directory).startOrAttach(new JobId("a"), command).follow(0, heard);

        assertThat(heard.text()).contains("TERM=xterm-256color").doesNotContain("HOLDPOINT_", "hp_");
    }
}
