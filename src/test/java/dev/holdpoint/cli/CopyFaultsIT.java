package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Copies between two real hosts on which something goes wrong in the middle: it is said once and clearly, nothing is lost, and a retry does the rest. */
@Tag("containers")
@Timeout(600)
final class CopyFaultsIT extends OverTwoMachines {
    private static final Pattern COPIED = Pattern.compile("(\\d+) files copied of (\\d+) there.*");

    /** A run of one copy. */
    private TestRun copying(String from, String to, String more) throws IOException {
        return run("", "old: old, new: new", """
                - step: copy
                  copy: { from: "old:%1$s", to: "new:%2$s"%3$s }
                """.formatted(from, to, more));
    }

    private static Robot connected(Robot robot) throws InterruptedException {
        return connected(robot, Values.NONE, "old", "new");
    }

    private static Run again(Robot robot) throws InterruptedException {
        return robot.does(new Intent.RetryStep("copy", "it was mended")).awaits("copy", StepState.DONE);
    }

    private static String says(Run run) {
        return run.status("copy").says();
    }

    @Test
    void aFullDiskIsSaidOnceAndARetryDoesTheRest() throws Exception {
        old.does("mkdir -p /srv/full && cd /srv/full && for i in 1 2 3; do head -c 5M /dev/urandom >$i; done");
        fresh.does("head -c 12M /dev/urandom >/small/others && sha256sum /small/others >/root/others");
        var run = copying("/srv/full", "/small/data", "");
        run.begin(robot -> {
            connected(robot);
            robot.does(new Intent.StartStep("copy"));
            var failed = robot.awaits("copy", StepState.FAILED);
            assertThat(says(failed))
                    .as(run.output("copy", 1))
                    .contains("rsync on old: ")
                    .containsOnlyOnce("No space left on device")
                    .hasLineCount(1);
            assertThat(fresh.does("sha256sum -c /root/others")).contains("OK");
            assertThat(old.does("cat /srv/full/* | wc -c")).isEqualTo("15728640\n");

            fresh.does("rm /small/others");
            again(robot);
            robot.does(new Intent.Leave());
        });
        assertThat(fresh.does("cat /small/data/* | sha256sum")).isEqualTo(old.does("cat /srv/full/* | sha256sum"));
        fresh.does("rm -r /small/data");
    }

    @Test
    void filesThatVanishFailACopyUnlessTheyMay() throws Exception {
        for (var allowed : new boolean[] {false, true}) {
            old.does(
                    "mkdir -p /srv/vanish && cd /srv/vanish && head -c 64M /dev/urandom >a-large && : >z-gone && : >z-stays");
            var run = copying("/srv/vanish", "/srv/vanish-" + allowed, allowed ? ", vanished: allowed" : "");
            run.begin(robot -> {
                connected(robot);
                robot.does(new Intent.StartStep("copy"));
                // The list of files is made when the first of them is opened; nothing reads on while the last one goes.
                old.until("ls -l /proc/[0-9]*/fd 2>/dev/null | grep -q /srv/vanish/a-large && pkill -STOP -x rsync");
                old.does("rm /srv/vanish/z-gone && pkill -CONT -x rsync");
                var ended = robot.awaits("copy", allowed ? StepState.DONE : StepState.FAILED);
                assertThat(says(ended))
                        .contains(allowed ? "; some vanished meanwhile" : "files vanished while they were copied");
                if (!allowed) {
                    again(robot);
                }
                robot.does(new Intent.Leave());
            });
            assertThat(fresh.does("ls /srv/vanish-" + allowed)).isEqualTo("a-large\nz-stays\n");
        }
    }

    @Test
    void twoGigabytesGoOnWhereTheyWereCut() throws Exception {
        old.does(
                "mkdir -p /var/lib/tree && cd /var/lib/tree && for i in $(seq 100 163); do mkdir $i && fallocate -l 32M $i/zeros"
                        + " && head -c 4096 /dev/urandom >$i/random; done");
        copying("/var/lib/tree", "/var/lib/tree", ", mirror: true").begin(robot -> {
            connected(robot.waits(Duration.ofMinutes(4)));
            robot.does(new Intent.StartStep("copy"));
            fresh.until("[ -e /var/lib/tree/110/zeros ]");
            // Nobody on this machine sees the host any more, and the copy goes on.
            old.goesDeaf();
            fresh.until("[ -e /var/lib/tree/120/zeros ]");
            old.hears();
            fresh.cuts();
            var failed = robot.awaits("copy", StepState.FAILED);
            assertThat(says(failed)).contains("rsync on old: the connection broke");
            var before = fresh.does("cd /var/lib/tree && ls -i 1[01]?/zeros");
            var done = again(robot);
            var copied = COPIED.matcher(says(done));
            assertThat(copied.matches()).as(says(done)).isTrue();
            assertThat(Integer.parseInt(copied.group(1))).isBetween(1, 2 * 64 - 2 * 19);
            assertThat(fresh.does("cd /var/lib/tree && ls -i 1[01]?/zeros")).contains(before);
            robot.does(new Intent.Leave());
        });
        var sums = "cd /var/lib/tree && sha256sum */random && ls -l */zeros | tr -s ' ' | cut -d ' ' -f 5,9";
        assertThat(fresh.does(sums)).isEqualTo(old.does(sums));
        old.does("rm -r /var/lib/tree");
        fresh.does("rm -r /var/lib/tree");
    }
}
