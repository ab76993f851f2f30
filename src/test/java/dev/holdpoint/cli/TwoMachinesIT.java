package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.containers.Machines;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run over two real hosts: systemd is asked, and rsync goes from one to the other. */
@Tag("containers")
@Timeout(300)
@SuppressWarnings("NullAway.Init")
final class TwoMachinesIT {
    @TempDir
    private Path folder;

    @Test
    void aServiceIsRestartedAndItsStateCopied() throws Exception {
        try (var machines = Machines.start(folder.resolve("ssh"), "old", "new")) {
            var old = machines.named("old");
            old.does("systemctl start nginx; mkdir -p /var/lib/app/deep; echo kept >/var/lib/app/deep/file");
            var before = old.does("systemctl show -p MainPID --value nginx");
            var run = TestRun.of(folder, """
                    checklist: Two machines
                    hosts: { old: old, new: new }
                    phases:
                      - phase: One
                        steps:
                          - step: restart
                            service: { on: old, unit: nginx, state: restarted }
                          - step: copy
                            copy: { from: "old:/var/lib/app", to: "new:/var/lib/app" }
                            verify:
                              - files.same: { source: "old:/var/lib/app", target: "new:/var/lib/app" }
                    """).by(machines.settings());
            run.begin(robot -> {
                robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.RunOn());
                robot.awaits("connect.old", StepState.DONE);
                robot.awaits("connect.new", StepState.DONE);
                robot.awaits("restart", StepState.DONE);
                robot.awaits("copy", StepState.DONE);
                robot.does(new Intent.Leave());
            });
            assertThat(old.does("systemctl show -p MainPID --value nginx")).isNotEqualTo(before);
            assertThat(machines.named("new").does("cat /var/lib/app/deep/file")).isEqualTo("kept\n");
            // Straight from one to the other: they know one another.
            assertThat(Files.readString(run.paths.journal()))
                    .contains("\"key\":\"route\",\"value\":\"old\"")
                    .contains("\"run.started\"", "root at [127.0.0.1]:");
        }
    }
}
