package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.target.host.OwnSshd;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps that could lock the operator out, on a real server: its host puts the old state back unless a new connection can be made. */
@Tag("slow")
@Timeout(300)
@SuppressWarnings("NullAway.Init")
final class GuardedIT {
    @TempDir
    private Path folder;

    private OwnSshd sshd;
    private TestRun run;
    private Path keys;
    private String oldKeys;

    @BeforeEach
    void open() throws Exception {
        sshd = OwnSshd.start(folder.resolve("sshd"));
        keys = folder.resolve("sshd/authorized_keys");
        oldKeys = Files.readString(keys);
        run = TestRun.of(folder, """
                checklist: Lock out
                hosts:
                  old: { ssh: 127.0.0.1, port: %d }
                phases:
                  - phase: One
                    steps:
                      - step: fine
                        anytime: true
                        needs: []
                        edit: { on: old, file: "%2$s/app.env", set: { PORT: "2" } }
                        guarded: 10m
                      - step: locks
                        anytime: true
                        needs: []
                        edit: { on: old, file: "%3$s", replace: { regex: "^ssh-ed25519 ", with: "no-key ", count: 1 } }
                        guarded: 12s
                      - step: slow
                        anytime: true
                        needs: []
                        on: old
                        shell: |
                          set -eu
                          echo new >"%2$s/is"
                          until test -e "%2$s/go"; do sleep 0.05; done
                        undo: [ { shell: 'echo old >"%2$s/is"' }, { shell: 'echo back >>"%2$s/backs"' } ]
                        guarded: 12s
                      - step: patient
                        anytime: true
                        needs: []
                        on: old
                        shell: |
                          set -eu
                          echo new >>"%2$s/did"
                          until test -e "%2$s/go"; do sleep 0.05; done
                          exit $(cat "%2$s/go")
                        undo: [ { shell: 'echo back >>"%2$s/did"' } ]
                        guarded: 10m
                """.formatted(sshd.port(), folder, keys)).by(sshd.settings());
        Files.writeString(folder.resolve("app.env"), "PORT=1\n");
    }

    @AfterEach
    void close() throws Exception {
        sshd.close();
    }

    private void begin(TestRun.Drives drives) throws IOException, InterruptedException {
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("connect.old"));
            robot.awaits("connect.old", StepState.DONE);
            drives.with(robot);
        });
    }

    private static Run ends(Robot robot, String step, StepState how) throws InterruptedException {
        var run = robot.await(
                step + " ends",
                it -> List.of(StepState.DONE, StepState.FAILED, StepState.UNKNOWN)
                        .contains(it.status(step).state()));
        assertThat(run.status(step).state()).as(run.status(step).says()).isEqualTo(how);
        return run;
    }

    @Test
    void whatANewConnectionConfirmsStays() throws Exception {
        begin(robot -> {
            robot.does(new Intent.StartStep("fine"));
            ends(robot, "fine", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        assertThat(folder.resolve("app.env")).hasContent("PORT=2");
    }

    @Test
    void whereNoNewConnectionCanBeMadeTheHostPutsItBack() throws Exception {
        begin(robot -> {
            robot.does(new Intent.StartStep("locks"));
            until(
                    "the countdown",
                    () -> robot.feed
                            .progress("locks")
                            .filter(it -> it.says().matches("guarded: put back in 0:[01]\\d unless confirmed.*"))
                            .isPresent());
            var ended = ends(robot, "locks", StepState.FAILED);
            assertThat(ended.status("locks").says())
                    .matches("put back by the host itself at \\d\\d:\\d\\d, since no new connection could be made: .+");
            robot.does(new Intent.Leave());
        });
        assertThat(keys).hasContent(oldKeys.strip());
    }

    @Test
    void aProgramThatIsKilledConfirmsNothing() throws Exception {
        begin(robot -> robot.does(new Intent.Leave()));
        killedIn("slow", folder.resolve("is"));
        until("the host has put it back", () -> exists("backs"));
        run.resume(robot -> {
            var ended = ends(robot, "slow", StepState.FAILED);
            assertThat(ended.status("slow").says())
                    .matches("put back by the host itself at \\d\\d:\\d\\d, since nobody confirmed it within 12s");
            robot.does(new Intent.Leave());
        });
        assertThat(folder.resolve("is")).hasContent("old");
        assertThat(folder.resolve("backs")).hasContent("back");
        assertThat(TestRun.processes(folder + "/go")).as("of the step").isEmpty();
    }

    @Test
    void whoseGuardWentWithARestartOfTheHostIsToldWhatToDo() throws Exception {
        begin(robot -> robot.does(new Intent.Leave()));
        killedIn("patient", folder.resolve("did"));
        restarted();
        run.resume(robot -> {
            var ended = ends(robot, "patient", StepState.UNKNOWN);
            assertThat(ended.status("patient").says())
                    .isEqualTo(
                            "the guard on old is lost (the host was rebooted while the command ran); it had put nothing back,"
                                    + " and will not. Look there which state stands: m where it is the new one, which u then takes back;"
                                    + " x where it is the old one");
            robot.does(new Intent.Leave());
        });
        assertThat(folder.resolve("did")).hasContent("new");
    }

    /** The jobs of the host end by force, and it has another boot than when they began. */
    private void restarted() throws IOException {
        var jobs = sshd.home().resolve(".local/state/holdpoint/jobs").resolve(run.paths.id());
        try (var all = Files.list(jobs)) {
            for (var job : all.toList()) {
                var pid = job.resolve("pid");
                var words = Files.readString(pid).strip().split(" ", -1);
                ProcessHandle.of(Long.parseLong(words[0]))
                        .ifPresent(it -> Stream.concat(Stream.of(it), it.descendants())
                                .toList()
                                .forEach(ProcessHandle::destroyForcibly));
                Files.writeString(pid, words[0] + " " + words[1] + " another-boot\n");
            }
        }
    }

    @Test
    void whoComesBackInTimeConfirmsOverANewConnection() throws Exception {
        begin(robot -> robot.does(new Intent.Leave()));
        killedIn("patient", folder.resolve("did"));
        var before = connections();
        Files.writeString(folder.resolve("go"), "0");
        run.resume(robot -> {
            ends(robot, "patient", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        assertThat(folder.resolve("did")).hasContent("new");
        assertThat(connections())
                .as("the run's own and that of the confirmation")
                .isGreaterThanOrEqualTo(before + 2);
    }

    @Test
    void whatFailsIsPutBackAtOnce() throws Exception {
        Files.writeString(folder.resolve("go"), "3");
        begin(robot -> {
            robot.does(new Intent.StartStep("patient"));
            var ended = ends(robot, "patient", StepState.FAILED);
            assertThat(ended.status("patient").says()).matches("exit 3; put back by the host itself at \\d\\d:\\d\\d");
            robot.does(new Intent.Leave());
        });
        assertThat(folder.resolve("did")).hasContent("new\nback");
    }

    @Test
    void whatIsStoppedIsPutBackAtOnce() throws Exception {
        begin(robot -> {
            robot.does(new Intent.StartStep("patient"));
            until("it has begun", () -> exists("did"));
            robot.does(new Intent.CancelStep("patient"));
            ends(robot, "patient", StepState.FAILED);
            robot.does(new Intent.Leave());
        });
        assertThat(folder.resolve("did")).hasContent("new\nback");
    }

    /** Starts it in a program of its own, and kills that one once the file is there. */
    private void killedIn(String step, Path sign) throws Exception {
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx96m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        folder.resolve("state").toString(),
                        run.paths.id(),
                        step,
                        sshd.config().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        program.environment().put("HOLDPOINT_SOCKETS", folder.toString());
        var doomed = program.start();
        try (var said = new BufferedReader(new InputStreamReader(doomed.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("runs");
            until("it has begun", () -> Files.exists(sign));
        } finally {
            doomed.destroyForcibly().waitFor();
        }
    }

    private boolean exists(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** How often somebody has logged in. */
    private long connections() throws IOException {
        return Files.readString(sshd.log())
                .lines()
                .filter(it -> it.contains("Accepted publickey"))
                .count();
    }

    /** Also on a machine that is busy with other things. */
    private static void until(String what, Condition condition) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }
}
