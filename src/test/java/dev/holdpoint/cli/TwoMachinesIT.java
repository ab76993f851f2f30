package dev.holdpoint.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.containers.Machine;
import dev.holdpoint.containers.Machines;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs over two real hosts: systemd is asked, rsync goes from one to the other, and a host or a person who is not who they were is refused. */
@Tag("containers")
@Timeout(300)
@SuppressWarnings("NullAway.Init")
final class TwoMachinesIT {
    private static final String WRONG = "wr0ng-Pa55word";
    private static final String RIGHT = "r1ght-Pa55word";

    @TempDir
    private static Path shared;

    private static Machines machines;
    private static Machine old;
    private static Machine fresh;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        machines = Machines.start(shared.resolve("ssh"), "old", "new");
        old = machines.named("old");
        fresh = machines.named("new");
    }

    @AfterAll
    static void stop() {
        machines.close();
    }

    private TestRun run(String variables, String hosts, String steps) throws IOException {
        return TestRun.of(folder, """
                        checklist: Two machines
                        variables: { %s }
                        hosts: { %s }
                        phases:
                          - phase: One
                            steps:
                        """.formatted(variables, hosts) + steps.indent(6))
                .by(machines.settings());
    }

    private static Robot connected(Robot robot, Values values, String host) throws InterruptedException {
        robot.does(new Intent.SetVariables(values)).does(new Intent.StartStep("connect." + host));
        robot.awaits("connect." + host, StepState.DONE);
        return robot;
    }

    private static String evidence(Run run, String step) {
        return run.status(step).says() + " " + run.status(step).evidence();
    }

    @Test
    void aServiceIsRestartedAndItsStateCopied() throws Exception {
        old.does("systemctl start nginx; mkdir -p /var/lib/app/deep; echo kept >/var/lib/app/deep/file");
        var before = old.does("systemctl show -p MainPID --value nginx");
        var run = run("", "old: old, new: new", """
                - step: restart
                  service: { on: old, unit: nginx, state: restarted }
                - step: copy
                  copy: { from: "old:/var/lib/app", to: "new:/var/lib/app" }
                  verify:
                    - files.same: { source: "old:/var/lib/app", target: "new:/var/lib/app" }
                """);
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.RunOn());
            robot.awaits("connect.old", StepState.DONE);
            robot.awaits("connect.new", StepState.DONE);
            robot.awaits("restart", StepState.DONE);
            robot.awaits("copy", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        assertThat(old.does("systemctl show -p MainPID --value nginx")).isNotEqualTo(before);
        assertThat(fresh.does("cat /var/lib/app/deep/file")).isEqualTo("kept\n");
        // Straight from one to the other: they know one another.
        assertThat(Files.readString(run.paths.journal()))
                .contains("\"key\":\"route\",\"value\":\"old\"")
                .contains("\"run.started\"", "root at [127.0.0.1]:");
    }

    @Test
    void aHostWhoseKeyHasChangedIsRefusedWithBothFingerprintsAndThePlace() throws Exception {
        var known = fingerprint();
        run("", "old: old", """
                - step: write
                  on: old
                  shell: touch /root/written
                """).begin(robot -> {
            connected(robot, Values.NONE, "old");
            old.does("cd /etc/ssh && rm ssh_host_ed25519_key* && ssh-keygen -q -t ed25519 -N '' -f ssh_host_ed25519_key"
                    + " && systemctl restart ssh");
            old.cuts();
            robot.does(new Intent.StartStep("write"));
            var failed = robot.awaits("write", StepState.FAILED);
            assertThat(evidence(failed, "write")).contains(known, fingerprint(), machines.knownHosts() + ":1");
            assertThat(fingerprint()).isNotEqualTo(known);
            assertThat(robot.wants(new Intent.TrustKey("write"))).isInstanceOf(Decision.Refusal.class);
            robot.does(new Intent.Leave());
        });
        assertThat(old.answers("test -e /root/written").getExitCode()).isEqualTo(1);
        machines.trust();
    }

    private static String fingerprint() throws IOException, InterruptedException {
        return old.does("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub").split(" ", -1)[1];
    }

    @Test
    void aWrongPasswordOfSudoFailsAtOnceAndIsNowhereToBeRead() throws Exception {
        old.does("echo admin:" + RIGHT + " | chpasswd && mkdir -p -m 700 ~admin/.ssh"
                + " && cp /root/.ssh/authorized_keys ~admin/.ssh && chown -R admin: ~admin/.ssh");
        var run = run("word: { ask: Password of admin, secret: true }", "old: admin@old", """
                - step: proxy
                  service: { on: old, unit: nginx, state: stopped }
                - step: as-root
                  on: old
                  shell: |
                    set -eu
                    printf '%s\\n' "$word" | sudo -S -p '' touch /root/by-sudo
                """);
        old.does("systemctl start nginx");
        run.begin(robot -> {
            var connected = connected(robot, Values.NONE.with("word", WRONG, true), "old")
                    .awaits("connect.old", StepState.DONE);
            assertThat(evidence(connected, "connect.old")).contains("NO SUDO: commands that need root will fail");
            robot.does(new Intent.StartStep("proxy"));
            assertThat(evidence(robot.awaits("proxy", StepState.FAILED), "proxy"))
                    .contains("nginx");
            robot.does(new Intent.SkipStep("proxy", "it goes on"));
            robot.does(new Intent.StartStep("as-root"));
            robot.awaits("as-root", StepState.FAILED);
            robot.does(new Intent.Leave());
        });
        assertThat(old.does("systemctl is-active nginx")).isEqualTo("active\n");
        assertThat(run.output("as-root", 1)).contains("Sorry, try again");
        run.resume(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE.with("word", RIGHT, true)));
            robot.does(new Intent.RetryStep("as-root", "another password")).awaits("as-root", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        old.does("test -e /root/by-sudo");
        try (var files = Files.walk(folder.resolve("state"))) {
            for (var each : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(each, ISO_8859_1)).doesNotContain(WRONG, RIGHT);
            }
        }
        assertThat(old.answers("grep -rl -e " + WRONG + " -e " + RIGHT + " ~admin/.local")
                        .getStdout())
                .isEmpty();
    }
}
