package dev.holdpoint.target.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class JobIT {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    @TempDir
    private Path directory;

    private Jobs jobs;
    private final Heard heard = new Heard();

    @BeforeEach
    void open() throws Exception {
        jobs = new Jobs(shell(), directory.resolve("jobs").toString(), InstantSource.fixed(NOW));
    }

    /** The way to the host; another class has the same tests for another way. */
    Shell shell() throws Exception {
        return new LocalShell();
    }

    private Job start(String name, String text) throws Exception {
        return jobs.startOrAttach(new JobId(name), JobCommand.shell(text));
    }

    private Jobs impatient() throws Exception {
        return new Jobs(shell(), directory.resolve("jobs").toString(), InstantSource.fixed(NOW), Duration.ofMillis(50));
    }

    private Path file(String job, String name) {
        return directory.resolve("jobs").resolve(job).resolve(name);
    }

    @Test
    void itsOutputAndItsStatusArrive() throws Exception {
        JobEnd end = start("a", "echo out; echo err >&2; exit 7").follow(0, heard);

        assertThat(heard.text()).isEqualTo("out\nerr\n");
        assertThat(end).isEqualTo(new JobEnd.Exited(7, 8, NOW));
    }

    @Test
    void aSignalIsTold() throws Exception {
        JobEnd end = start("a", "kill -9 $$").follow(0, heard);

        assertThat(((JobEnd.Exited) end).signal()).hasValue(9);
    }

    @Test
    void whoStartsAgainAttaches() throws Exception {
        String command = "echo ran >>" + directory.resolve("ran");
        start("a", command).follow(0, heard);

        JobEnd again = start("a", command).follow(0, new Heard());

        assertThat(again.fine()).isTrue();
        assertThat(directory.resolve("ran")).hasContent("ran");
    }

    @Test
    void anotherCommandUnderTheSameNameIsRefused() throws Exception {
        start("a", "true").follow(0, heard);

        assertThatThrownBy(() -> start("a", "false"))
                .isInstanceOf(TargetProblem.class)
                .hasMessageContaining("another command");
    }

    @Test
    void twentyStartersStartItOnce() throws Exception {
        String command = "echo ran >>" + directory.resolve("ran") + "; sleep 0.2; echo said";
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> {
                        go.await();
                        Heard mine = new Heard();
                        start("a", command).follow(0, mine);
                        return mine.text();
                    }))
                    .toList();
            go.countDown();
            for (Future<String> one : all) {
                assertThat(one.get()).isEqualTo("said\n");
            }
        }
        assertThat(directory.resolve("ran")).hasContent("ran");
    }

    @Test
    void itsEnvironmentReachesItAndStaysNowhere() throws Exception {
        String secret = "s3cr3t 'quoted' \"twice\"\nand $more `lines`";
        JobCommand command = JobCommand.shell("printf '%s|%s|%s' \"$dir\" \"$PATH\" \"$(pwd)\"; sleep 5")
                .in(directory.toString())
                .with(Map.of("dir", secret, "hp", "x", "PATH", "/bin:/usr/bin:/odd"));

        Job job = jobs.startOrAttach(new JobId("a"), command);
        Deadline.until("output", () -> Files.size(file("a", "out")) > 0);

        assertThat(Files.readString(file("a", "out")))
                .isEqualTo(secret + "|/bin:/usr/bin:/odd|" + directory.toRealPath());
        for (String name : List.of("command", "pid", "boot")) {
            assertThat(file("a", name)).content().doesNotContain("s3cr3t");
        }
        ProcessHandle.allProcesses()
                .map(p -> p.info().commandLine().orElse(""))
                .forEach(line -> assertThat(line).doesNotContain("s3cr3t"));
        assertThat(command.toString()).doesNotContain("s3cr3t").contains("PATH");
        job.cancel(Duration.ofSeconds(5));
    }

    @Test
    void nobodyElseMayLook() throws Exception {
        start("a", "true").follow(0, heard);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a", ""))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a", "out"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theCommandKeepsTheUmaskOfItsOwner() throws Exception {
        start("a", "umask").follow(0, heard);

        assertThat(heard.text())
                .isEqualTo(shell().run("umask", List.of(), new byte[0]).output());
    }

    @Test
    void aMissingDirectoryIsRefusedAndNothingStarts() throws Exception {
        JobCommand command = JobCommand.shell("true").in("/no/such/place");

        assertThatThrownBy(() -> jobs.startOrAttach(new JobId("a"), command))
                .isInstanceOf(TargetProblem.class)
                .hasMessage("job a: no directory /no/such/place to run in");
        assertThat(jobs.attach(new JobId("a"))).isEmpty();
    }

    @Test
    void cancelReachesGrandchildrenThatIgnoreTerm() throws Exception {
        String deaf = "trap '' TERM; echo $$ >>" + directory.resolve("pids") + "; while :; do sleep 1; done";
        Job job = start(
                "a", "sh -c " + ShellWords.quoted(deaf) + " & setsid sh -c " + ShellWords.quoted(deaf) + " & " + deaf);
        Deadline.until(
                "three processes",
                () -> Files.exists(directory.resolve("pids"))
                        && Files.readAllLines(directory.resolve("pids")).size() == 3);

        job.cancel(Duration.ofMillis(300));

        for (String pid : Files.readAllLines(directory.resolve("pids"))) {
            assertThat(alive(Long.parseLong(pid))).as("process " + pid).isFalse();
        }
        assertThat(job.follow(0, heard)).isEqualTo(new JobEnd.Exited(137, 0, NOW));
    }

    @Test
    void interruptIsWhatCtrlCDoes() throws Exception {
        Job job = start("a", "trap 'echo caught; exit 3' INT; echo ready; while :; do sleep 0.05; done");
        Deadline.until("ready", () -> Files.size(file("a", "out")) > 0);

        job.interrupt();

        assertThat(job.follow(0, heard)).isEqualTo(new JobEnd.Exited(3, 13, NOW));
    }

    @Test
    void aSupervisorThatWasKilledLeavesALostJob() throws Exception {
        Job job = start("a", "echo begun; sleep 1000");
        Deadline.until("begun", () -> Files.size(file("a", "out")) > 0);
        long supervisor = Long.parseLong(Files.readString(file("a", "pid")).split(" ", -1)[0]);
        ProcessHandle.of(supervisor).orElseThrow().destroyForcibly();

        JobEnd end = job.follow(0, heard);

        assertThat(end)
                .isInstanceOfSatisfying(
                        JobEnd.Lost.class,
                        lost -> assertThat(lost.reason()).contains("supervisor was killed", "still running: "));
        assertThat(heard.text()).isEqualTo("begun\n");
        assertThatThrownBy(job::discard).isInstanceOf(TargetProblem.class);
        job.cancel(Duration.ofSeconds(5));
        job.discard();
        assertThat(jobs.attach(new JobId("a"))).isEmpty();
    }

    @Test
    void aRebootUnderItLeavesALostJob() throws Exception {
        start("a", "true").follow(0, heard);
        Files.delete(file("a", "exit"));
        Files.writeString(file("a", "pid"), "1 1 another-boot\n");

        assertThat(start("a", "true").follow(0, heard))
                .isInstanceOfSatisfying(
                        JobEnd.Lost.class, lost -> assertThat(lost.reason()).contains("rebooted"));
    }

    @Test
    void aProcessThatGotTheNumberOfTheSupervisorIsNotTheSupervisor() throws Exception {
        start("a", "true").follow(0, heard);
        Files.delete(file("a", "exit"));
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        Files.writeString(file("a", "pid"), ProcessHandle.current().pid() + " 1 " + boot + "\n");

        Job job = start("a", "true");

        assertThat(job.follow(0, heard)).isInstanceOf(JobEnd.Lost.class);
        job.cancel(Duration.ZERO);
    }

    @Test
    void aStartThatWasCutOffIsProvenNeverToHaveBegun() throws Exception {
        JobId id = new JobId("a");
        Files.createDirectories(file("a", ""));
        Files.copy(Path.of("/proc/sys/kernel/random/boot_id"), file("a", "boot"));

        Job job = impatient().attach(id).orElseThrow();

        assertThat(job.follow(0, heard)).isInstanceOf(JobEnd.NeverBegan.class);
        assertThat(start("a", "true").follow(0, heard)).isInstanceOf(JobEnd.NeverBegan.class);
    }

    @Test
    void aStartThatLeftNothingInThisBootNeverBeganAndNeverWill() throws Exception {
        JobId id = new JobId("a");
        Files.createDirectories(directory.resolve("jobs"));

        Job job = jobs.attach(id, jobs.boot()).orElseThrow();

        assertThat(job.follow(0, heard)).isInstanceOf(JobEnd.NeverBegan.class);
        // A starter that was on its way all the time comes too late.
        assertThat(start("a", "touch " + directory.resolve("ran")).follow(0, heard))
                .isInstanceOf(JobEnd.NeverBegan.class);
        assertThat(directory.resolve("ran")).doesNotExist();
        job.discard();
        assertThat(start("a", "true").follow(0, heard).fine()).isTrue();
    }

    @Test
    void aStartOfAnotherBootThatLeftNothingIsNotKnown() throws Exception {
        Files.createDirectories(directory.resolve("jobs"));

        assertThat(jobs.attach(new JobId("a"), "another-boot")).isEmpty();
    }

    @Test
    void nothingIsProvenWhereTheDirectoryOfAllJobsIsGone() throws Exception {
        assertThat(jobs.attach(new JobId("a"), jobs.boot())).isEmpty();
    }

    @Test
    void whatRunsIsAttachedToByItsBootToo() throws Exception {
        start("a", "echo began; sleep 0.2; echo ended");

        assertThat(jobs.attach(new JobId("a"), jobs.boot())
                        .orElseThrow()
                        .follow(0, heard)
                        .fine())
                .isTrue();
        assertThat(heard.text()).isEqualTo("began\nended\n");
    }

    @Test
    void anEmptyDirectoryProvesNothing() throws Exception {
        Files.createDirectories(file("a", ""));

        assertThat(impatient().attach(new JobId("a")).orElseThrow().follow(0, heard))
                .isInstanceOfSatisfying(
                        JobEnd.Lost.class, lost -> assertThat(lost.reason()).contains("cut off"));
    }

    @Test
    void aListenerThatFailsEndsTheFollowingAndNotTheJob() throws Exception {
        Job job = start("a", "echo one; sleep 0.2; echo two");

        assertThatThrownBy(() -> job.follow(0, (buffer, from, length, offset) -> {
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(job.follow(0, heard).fine()).isTrue();
        assertThat(heard.text()).isEqualTo("one\ntwo\n");
    }

    @Test
    void aBackgroundProcessThatNeverStopsWritingDoesNotHoldItUp() throws Exception {
        Job job = start("a", "yes & echo begun");

        assertThat(job.follow(0, heard).fine()).isTrue();

        assertThat(heard.text()).contains("begun\n");
        job.cancel(Duration.ofSeconds(5));
    }

    @Test
    void twoHundredMegabytesArriveWhole() throws Exception {
        Job job = start("a", "head -c 200000000 /dev/zero | tr '\\0' x; echo; echo end");
        long[] counted = new long[2];

        JobEnd end = job.follow(0, (buffer, from, length, offset) -> {
            assertThat(offset).isEqualTo(counted[0]);
            counted[0] += length;
            for (int i = from; i < from + length; i++) {
                counted[1] += buffer[i] == 'x' ? 1 : 0;
            }
        });

        assertThat(counted).containsExactly(200_000_005, 200_000_000);
        assertThat(end).isEqualTo(new JobEnd.Exited(0, 200_000_005, NOW));
    }

    private static boolean alive(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }
}
