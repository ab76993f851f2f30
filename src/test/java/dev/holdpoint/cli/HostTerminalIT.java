package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.host.Deadline;
import dev.holdpoint.target.host.OwnSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    private static final Registry REGISTRY = Registry.ofAll();

    @TempDir
    private Path folder;

    private OwnSshd sshd;
    private Checklist checklist;
    private RunPaths paths;
    private Path state;

    @BeforeEach
    void open() throws Exception {
        sshd = OwnSshd.start(folder.resolve("sshd"));
        state = folder.resolve("state");
        var file = Files.writeString(folder.resolve("c.yml"), """
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
                """.formatted(sshd.port(), folder));
        checklist = Loader.load(file, REGISTRY).checklist().orElseThrow();
        paths = RunFolder.make(state, file, checklist);
    }

    @AfterEach
    void close() throws Exception {
        sshd.close();
    }

    private Drive drive(TestRun.Drives drives) {
        return new Drive(state, REGISTRY, (feed, control) -> drives.with(new Robot(feed, control))).by(sshd.settings());
    }

    private String output() throws IOException {
        return Files.exists(paths.log("look", 1)) ? Files.readString(paths.log("look", 1)) : "";
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
        drive(robot -> {
                    robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("connect.old"));
                    robot.awaits("connect.old", StepState.DONE);
                    robot.sizes("look", 76, 19).does(new Intent.StartStep("look"));
                    shows("first 19 76\r\n");
                    robot.sizes("look", 101, 31);
                    shows("told 31 101\r\n");
                    robot.does(new Intent.Leave());
                })
                .begin(paths, checklist, folder, Map.of(), false);
        drive(robot -> {
                    robot.sizes("look", 90, 25);
                    shows("told 25 90\r\n");
                    sshd.cut();
                    robot.sizes("look", 64, 17);
                    shows("told 17 64\r\n");
                    Files.createFile(folder.resolve("go"));
                    robot.types("look", "gang\r").awaits("look", StepState.DONE);
                    robot.does(new Intent.Leave());
                })
                .resume(paths, checklist, Map.of());
        assertThat(output()).endsWith("read gang at 17 64\r\n");
    }
}
