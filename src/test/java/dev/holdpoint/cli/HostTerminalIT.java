package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import dev.holdpoint.target.host.Deadline;
import dev.holdpoint.target.host.OwnSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A step with a terminal on another host: it is as large as the pane, follows it, also after a return, and takes what is typed. */
@Tag("slow")
@Timeout(120)
@SuppressWarnings("NullAway.Init")
final class HostTerminalIT {
    @TempDir
    private Path folder;

    private OwnSshd sshd;
    private TestRun run;

    @BeforeEach
    void open() throws Exception {
        sshd = OwnSshd.start(folder.resolve("sshd"));
        run = TestRun.of(folder, """
                checklist: Terminal
                hosts:
                  old: { ssh: 127.0.0.1, port: %d }
                phases:
                  - phase: One
                    steps:
                      - step: look
                        on: old
                        tty: true
                        shell: |
                          echo "first $(stty size)"
                          trap 'echo "told $(stty size)"' WINCH
                          until [ -e "%2$s/go" ]; do sleep 0.05; done
                          read -r word
                          echo "read $word at $(stty size)"
                """.formatted(sshd.port(), folder)).by(sshd.settings());
    }

    @AfterEach
    void close() throws Exception {
        sshd.close();
    }

    private String output() throws IOException {
        return Files.exists(run.paths.log("look", 1)) ? Files.readString(run.paths.log("look", 1)) : "";
    }

    private void shows(String words) {
        try {
            Deadline.until(words, () -> output().contains(words));
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void itFollowsThePane() throws Exception {
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("connect.old"));
            robot.awaits("connect.old", StepState.DONE);
            robot.sizes("look", 76, 19).does(new Intent.StartStep("look"));
            shows("first 19 76\r\n");
            robot.sizes("look", 101, 31);
            shows("told 31 101\r\n");
            robot.does(new Intent.Leave());
        });
        run.resume(robot -> {
            robot.sizes("look", 90, 25);
            shows("told 25 90\r\n");
            sshd.cut();
            robot.sizes("look", 64, 17);
            shows("told 17 64\r\n");
            Files.createFile(folder.resolve("go"));
            robot.types("look", "gang\r").awaits("look", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        assertThat(output()).endsWith("read gang at 17 64\r\n");
    }
}
