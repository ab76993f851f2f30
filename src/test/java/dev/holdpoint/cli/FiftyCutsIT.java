package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.containers.Machine;
import dev.holdpoint.containers.Machines;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One job of a minute and more, whose host is lost at fifty random moments: its packets are dropped, what serves its connections is
 * killed, all of it stands still. The job's own lines are the clock; it goes on until the last cut is over.
 */
@Tag("containers")
@Timeout(600)
@SuppressWarnings("NullAway.Init")
final class FiftyCutsIT {
    private static final int CUTS = 50;

    /** Of 50 ms each. */
    private static final int LINES = 1200;

    /** Two cuts are so far apart at most: on average half of it, so that fifty of them take a minute. */
    private static final int APART = 40;

    private final Random random = new Random(4);

    @TempDir
    private Path folder;

    @Test
    void everyLineComesOnceInOrderAndTheJobRunsOnce() throws Exception {
        try (var machines = Machines.start(folder.resolve("ssh"), "old")) {
            var old = machines.named("old");
            var run = TestRun.of(folder, """
                    checklist: Fifty cuts
                    hosts: { old: old }
                    phases:
                      - phase: One
                        steps:
                          - step: long
                            on: old
                            shell: |
                              set -eu
                              echo begun >>/root/begun
                              n=0
                              while [ $n -lt %d ] || ! [ -e /root/over ]; do
                                  n=$((n + 1))
                                  echo "line $n"
                                  echo $n >/root/at.new && mv /root/at.new /root/at
                                  sleep 0.05
                              done
                    """.formatted(LINES)).by(machines.settings());
            run.begin(robot -> {
                robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("connect.old"));
                robot.awaits("connect.old", StepState.DONE);
                robot.does(new Intent.StartStep("long"));
                robot.awaits("long", StepState.RUNNING);
                old.until("[ -e /root/at ]");
                for (var cut = 0; cut < CUTS; cut++) {
                    prints(old, random.nextInt(APART));
                    lose(old, robot);
                }
                old.does(": >/root/over");
                robot.awaits("long", StepState.DONE);
                robot.does(new Intent.Leave());
            });
            int last = Integer.parseInt(old.does("cat /root/at").strip());
            assertThat(last).isGreaterThanOrEqualTo(LINES);
            assertThat(Files.readString(run.paths.log("long", 1)).lines().collect(Collectors.joining("\n")))
                    .isEqualTo(IntStream.rangeClosed(1, last)
                            .mapToObj(it -> "line " + it)
                            .collect(Collectors.joining("\n")));
            assertThat(old.does("cat /root/begun")).isEqualTo("begun\n");
            assertThat(Integer.parseInt(old.does("journalctl -u ssh | grep -c 'Accepted publickey'")
                            .strip()))
                    .as("connections")
                    .isGreaterThan(CUTS / 5);
            assertThat(old.does("ls /root/.local/state/holdpoint/jobs/*")).isBlank();
            old.until("! pgrep -x tail");
        }
    }

    private static void prints(Machine old, int lines) throws IOException, InterruptedException {
        old.until("[ $(cat /root/at) -ge "
                + (Integer.parseInt(old.does("cat /root/at").strip()) + lines) + " ]");
    }

    private void lose(Machine old, Robot robot) throws IOException, InterruptedException {
        switch (random.nextInt(3)) {
            case 0 -> old.cuts();
            case 1 -> {
                old.goesDeaf();
                if (random.nextInt(5) == 0) {
                    missed(robot);
                } else {
                    prints(old, random.nextInt(APART));
                }
                old.hears();
            }
            default -> {
                old.freezes();
                if (random.nextInt(3) == 0) {
                    missed(robot);
                }
                old.thaws();
            }
        }
    }

    private static void missed(Robot robot) {
        Robot.until(
                "silence",
                () -> robot.feed.progress("long").filter(Progress::silent).isPresent());
    }
}
