package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Progress;
import dev.holdpoint.target.host.OwnSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose steps work on another host, over a real server. */
@Tag("slow")
@Timeout(180)
@SuppressWarnings("NullAway.Init")
final class HostRunIT {
    private static final int LINES = 40;

    @TempDir
    private Path folder;

    private OwnSshd sshd;
    private TestRun run;

    @BeforeEach
    void open() throws Exception {
        sshd = OwnSshd.start(folder.resolve("sshd"));
        run = TestRun.of(folder, """
                checklist: Two lines
                hosts:
                  old: { ssh: 127.0.0.1, port: %d }
                phases:
                  - phase: One
                    steps:
                      - step: long
                        on: old
                        shell: |
                          set -eu
                          echo begun >>"%2$s/did"
                          n=0
                          while [ $n -lt %3$d ]; do n=$((n + 1)); echo "line $n"; sleep 0.1; done
                          until test -e "%2$s/go"; do sleep 0.05; done
                """.formatted(sshd.port(), folder, LINES)).by(sshd.settings());
    }

    @AfterEach
    void close() throws Exception {
        sshd.close();
    }

    private static void connected(Robot robot) throws InterruptedException {
        robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("connect.old"));
        robot.awaits("connect.old", StepState.DONE);
    }

    private List<String> output() throws IOException {
        if (Files.notExists(run.paths.log("long", 1))) {
            return List.of();
        }
        return Files.readString(run.paths.log("long", 1))
                .lines()
                .filter(it -> it.startsWith("line "))
                .toList();
    }

    private static List<String> everyLineOnce() {
        return IntStream.rangeClosed(1, LINES).mapToObj(it -> "line " + it).toList();
    }

    @Test
    void anUnknownKeyIsAskedAboutOnce() throws Exception {
        Files.delete(sshd.knownHosts());
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("connect.old"));
            var failed = robot.awaits("connect.old", StepState.FAILED).status("connect.old");
            try {
                assertThat(failed.remembered()).containsEntry(Attempt.UNKNOWN_KEY, "ssh-ed25519 " + sshd.fingerprint());
                assertThat(failed.evidence().toString())
                        .contains(sshd.fingerprint())
                        .contains(":trust");
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
            assertThat(sshd.knownHosts()).doesNotExist();
            robot.does(new Intent.TrustKey("connect.old"));
            var done = robot.awaits("connect.old", StepState.DONE);
            assertThat(done.status("connect.old").remembered().get(Attempt.IDENTITY))
                    .contains("SHA256:");
            robot.does(new Intent.Leave());
        });
        assertThat(sshd.knownHosts()).exists();
    }

    @Test
    void aHostThatFallsSilentIsShownAndLosesNothing() throws Exception {
        run.begin(robot -> {
            connected(robot);
            robot.does(new Intent.StartStep("long"));
            robot.awaits("long", StepState.RUNNING);
            until("a line", () -> !output().isEmpty());
            try {
                sshd.pause();
                until(
                        "silence",
                        () -> robot.feed
                                .progress("long")
                                .filter(Progress::silent)
                                .isPresent());
                assertThat(robot.feed.progress("long").orElseThrow().says())
                        .matches("no word from old for .*, the job is safe");
                sshd.resume();
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
            until(
                    "words",
                    () -> robot.feed.progress("long").filter(Progress::silent).isEmpty());
            Files.createFile(folder.resolve("go"));
            robot.awaits("long", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        assertThat(output()).isEqualTo(everyLineOnce());
        assertThat(folder.resolve("did")).hasContent("begun");
    }

    @Test
    void aJobGoesOnWithoutTheProgramAndThroughACut() throws Exception {
        run.begin(robot -> {
            connected(robot);
            robot.does(new Intent.StartStep("long"));
            robot.awaits("long", StepState.RUNNING);
            until("a line", () -> !output().isEmpty());
            robot.does(new Intent.Leave());
        });
        assertThat(Files.readString(run.paths.journal()))
                .containsPattern("job long-1.shell\",\"value\":\"[0-9a-f-]{36} old\"");
        sshd.cut();
        run.resume(robot -> {
            until("more lines", () -> output().size() > 10);
            sshd.cut();
            Files.createFile(folder.resolve("go"));
            robot.awaits("long", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        assertThat(output()).isEqualTo(everyLineOnce());
        assertThat(folder.resolve("did")).hasContent("begun");
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void until(String what, Condition condition) throws IOException {
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
