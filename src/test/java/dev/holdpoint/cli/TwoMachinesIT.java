package dev.holdpoint.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs over two real hosts: systemd is asked, rsync goes from one to the other, and a host or a person who is not who they were is refused. */
@Tag("containers")
@Timeout(300)
final class TwoMachinesIT extends OverTwoMachines {
    private static final String WRONG = "wr0ng-Pa55word";
    private static final String RIGHT = "r1ght-Pa55word";

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
            var ways = ProcessHandle.current()
                    .descendants()
                    .filter(it -> it.info().command().orElse("").endsWith("/ssh"))
                    .toList();
            assertThat(ways).isNotEmpty();
            old.cuts();
            // A step that begins before the loss is seen would be told of that only.
            ways.forEach(it -> it.onExit().join());
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
    void aWrongPasswordOfSudoIsTriedOnceAndIsNowhereToBeRead() throws Exception {
        old.does(
                "echo admin:" + RIGHT + " | chpasswd && mkdir -p -m 700 ~admin/.ssh"
                        + " && cp /root/.ssh/authorized_keys ~admin/.ssh && chown -R admin: ~admin/.ssh; systemctl start nginx");
        var run = run(
                "word: { ask: Password of admin, secret: true }",
                "old: { ssh: admin@old, sudo: true, sudo_password: \"${word}\" }, new: new",
                """
                - step: stop
                  service: { on: old, unit: nginx, state: stopped }
                - step: copy
                  copy: { from: "old:/etc/shadow", to: "new:/srv/shadow-of-old" }
                - step: write
                  on: old
                  shell: id -un >/root/by-sudo
                """);
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE.with("word", WRONG, true)));
            robot.does(new Intent.StartStep("connect.old"));
            var failed = robot.awaits("connect.old", StepState.FAILED);
            assertThat(evidence(failed, "connect.old")).contains("sudo on old (admin@old): ");
            robot.does(new Intent.Leave());
        });
        assertThat(old.does("journalctl | grep -c 'incorrect password attempt'"))
                .as(old.does("journalctl -q -t sudo"))
                .isEqualTo("1\n");
        run.resume(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE.with("word", RIGHT, true)));
            robot.does(new Intent.RetryStep("connect.old", "another password")).awaits("connect.old", StepState.DONE);
            robot.does(new Intent.RunOn());
            robot.awaits("write", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        assertThat(old.answers("systemctl is-active nginx").getStdout()).isEqualTo("inactive\n");
        assertThat(old.does("cat /root/by-sudo")).isEqualTo("root\n");
        assertThat(fresh.does("cat /srv/shadow-of-old")).isEqualTo(old.does("cat /etc/shadow"));
        nowhere();
    }

    @Test
    void aFirewallThatLocksUsOutIsOpenedAgainByTheHostItself() throws Exception {
        var run = run("", "old: old", """
                - step: firewall
                  on: old
                  guarded: 10s
                  shell: |
                    set -eu
                    iptables -A INPUT -p tcp --dport 22 -j DROP
                    echo closed >>/root/firewall
                  undo:
                    - shell: |
                        set -eu
                        iptables -F INPUT
                        echo open >>/root/firewall
                """);
        run.begin(robot -> {
            connected(robot, Values.NONE, "old").does(new Intent.StartStep("firewall"));
            var failed = robot.awaits("firewall", StepState.FAILED);
            assertThat(evidence(failed, "firewall")).contains("put back by the host itself at ");
            robot.does(new Intent.Leave());
        });
        assertThat(old.does("cat /root/firewall")).isEqualTo("closed\nopen\n");
    }

    private void nowhere() throws IOException, InterruptedException {
        try (var files = Files.walk(folder.resolve("state"))) {
            for (var each : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(each, ISO_8859_1)).doesNotContain(WRONG, RIGHT);
            }
        }
        var words = " -e " + WRONG + " -e " + RIGHT;
        assertThat(old.answers("grep -ral " + words + " /root/.local ~admin; journalctl -q | grep -a " + words)
                        .getStdout())
                .isEmpty();
    }
}
