package dev.holdpoint.target.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.host.Deadline;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Job;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.JobEnd;
import dev.holdpoint.target.host.JobId;
import dev.holdpoint.target.host.JobListener;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.OwnSshd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that break at the worst moments: what runs on the host runs on, and nothing that it says is lost or told twice. */
@Tag("slow")
class CutIT {
    private static final int LINES = 2000;

    @TempDir
    private Path directory;

    private OwnSshd sshd;
    private SshHosts hosts;
    private Host host;
    private Jobs jobs;

    @BeforeEach
    void open() throws Exception {
        sshd = OwnSshd.start(directory.resolve("sshd"));
        hosts = new SshHosts(sshd.settings());
        host = sshd.host("old");
        jobs = new Jobs(hosts.shell(host), directory.resolve("jobs").toString(), InstantSource.system());
    }

    @AfterEach
    void close() throws Exception {
        hosts.close();
        sshd.close();
    }

    /** All that came, in order; refuses a gap and an overlap. */
    private static final class Received implements JobListener {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        @Override
        public synchronized void output(byte[] buffer, int start, int length, long offset) {
            assertThat(offset).isEqualTo(all.size());
            all.write(buffer, start, length);
        }

        synchronized long bytes() {
            return all.size();
        }

        synchronized String text() {
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    /** As the program does it: again from where it is, until the end is known. */
    private static JobEnd persist(Job job, Received received) throws InterruptedException {
        while (true) {
            try {
                return job.follow(received.bytes(), received);
            } catch (IOException cut) {
                assertThat(cut.getMessage()).doesNotContain("\n");
            }
        }
    }

    private Job start(String text) throws Exception {
        return jobs.startOrAttach(new JobId("a"), JobCommand.shell(text));
    }

    @Test
    void everyLineComesOnceWithTheConnectionCutAtFiftyMoments() throws Exception {
        Path ran = directory.resolve("ran");
        Job job = start("echo ran >>" + ran + "; i=0; while [ $i -lt " + LINES
                + " ]; do i=$((i+1)); echo line $i; [ $((i % 5)) != 0 ] || sleep 0.04; done; exit 3");
        Received received = new Received();
        FutureTask<JobEnd> following = new FutureTask<>(() -> persist(job, received));
        Thread.ofVirtual().start(following);
        Random random = new Random(4);

        for (int cut = 0; cut < 50 && !following.isDone(); cut++) {
            // A moment is a number of bytes further on.
            long at = received.bytes() + random.nextInt(300);
            Deadline.until("it goes on", () -> received.bytes() >= at || following.isDone());
            if (random.nextBoolean()) {
                sshd.cut();
            } else {
                hosts.processes(host).forEach(Process::destroyForcibly);
            }
        }

        JobEnd end = following.get();
        assertThat(end)
                .isInstanceOfSatisfying(
                        JobEnd.Exited.class, e -> assertThat(e.status()).isEqualTo(3));
        assertThat(received.text())
                .isEqualTo(IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> "line " + i + "\n")
                        .collect(Collectors.joining()));
        assertThat(ran).hasContent("ran");
        nothingIsLeft();
    }

    /** Processes that only listened have ended with their connections. */
    private void nothingIsLeft() throws Exception {
        String folder = directory.resolve("jobs").toString();
        Deadline.until(
                "nobody listens any more",
                () -> ProcessHandle.allProcesses()
                        .noneMatch(p -> p.info().commandLine().orElse("").contains(folder)));
    }

    @Test
    void aStalledNetworkIsNoticedAndTheJobIsSafe() throws Exception {
        Path go = directory.resolve("go");
        Job job = start("echo one; until [ -e " + go + " ]; do sleep 0.02; done; echo two");
        Received received = new Received();
        FutureTask<JobEnd> following = new FutureTask<>(() -> persist(job, received));
        Thread.ofVirtual().start(following);
        Deadline.until("one", () -> received.text().equals("one\n"));
        assertThat(hosts.silence(host).orElseThrow()).isLessThan(Duration.ofSeconds(3));

        sshd.pause();
        Deadline.until("silence", () -> hosts.silence(host).orElseThrow().compareTo(Duration.ofSeconds(2)) > 0);
        Deadline.until("it is given up", () -> hosts.processes(host).noneMatch(Process::isAlive));
        Files.createFile(go);
        sshd.resume();

        assertThat(following.get().fine()).isTrue();
        assertThat(received.text()).isEqualTo("one\ntwo\n");
        Deadline.until("words", () -> hosts.silence(host).orElseThrow().compareTo(Duration.ofSeconds(2)) < 0);
    }

    @Test
    void aQuestionIntoALostConnectionFailsAndTheNextOneIsAnswered() throws Exception {
        FutureTask<Void> asking = new FutureTask<>(() -> {
            hosts.shell(host).run("echo asked >" + directory.resolve("asked") + "; sleep 1000", List.of(), new byte[0]);
            return null;
        });
        Thread.ofVirtual().start(asking);
        Deadline.until("it was asked", () -> Files.exists(directory.resolve("asked")));

        sshd.cut();

        assertThatThrownBy(asking::get)
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("lost the connection to old");
        assertThat(hosts.shell(host).run("echo again", List.of(), new byte[0]).output())
                .isEqualTo("again\n");
    }

    @Test
    void aFollowerThatIsInterruptedLeavesTheConnection() throws Exception {
        Job job = start("echo one; sleep 1000");
        Received received = new Received();
        FutureTask<JobEnd> following = new FutureTask<>(() -> job.follow(0, received));
        Thread thread = Thread.ofVirtual().start(following);
        Deadline.until("one", () -> received.text().equals("one\n"));

        thread.interrupt();

        assertThatThrownBy(following::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(job.running()).isTrue();
        assertThat(sshd.connections()).hasSize(1);
        job.cancel(Duration.ofSeconds(5));
        nothingIsLeft();
    }

    @Test
    void whenThisProgramIsGoneItsConnectionsEnd() throws Exception {
        hosts.identify(host);
        Process master = hosts.processes(host).findFirst().orElseThrow();

        // What the kernel does with our end of the pipe when this process is killed.
        master.getOutputStream().close();

        Deadline.until("its end", () -> !master.isAlive());
        Deadline.until("the host's end", () -> sshd.connections().isEmpty());
    }
}
