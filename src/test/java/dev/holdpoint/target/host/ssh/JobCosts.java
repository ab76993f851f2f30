package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Deadline;
import dev.holdpoint.target.host.Job;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.JobId;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.OwnSshd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures what 32 followed jobs on 32 connections cost, against none: live heap and resident memory of this program, and the {@code ssh}
 * processes beside it. A program, not a test; run by {@code scripts/bench jobs} with the heap that the launcher gives.
 */
final class JobCosts {
    private static final int JOBS = 32;
    private static final int LINES = 20;
    private static final int ROUNDS = 5;
    private static final double MOST = 32;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^(Rss|Pss): +(\\d+) kB");

    private JobCosts() {}

    /** In megabytes. {@code shared}: of what processes share, each has its share only. */
    private record Memory(double heap, double resident, int clients, double clientsResident, double clientsShared) {
        static Memory now() throws IOException {
            // What the first collection frees only after it (processes, buffers) goes with the second.
            System.gc();
            System.gc();
            double heap =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
            List<ProcessHandle> clients = ProcessHandle.current()
                    .children()
                    .filter(it -> it.info().command().orElse("").endsWith("/ssh"))
                    .toList();
            double resident = 0;
            double shared = 0;
            for (ProcessHandle client : clients) {
                double[] both = resident(client.pid());
                resident += both[0];
                shared += both[1];
            }
            return new Memory(heap, resident(ProcessHandle.current().pid())[0], clients.size(), resident, shared);
        }

        private static double[] resident(long pid) throws IOException {
            var found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
            var both = new double[2];
            while (found.find()) {
                both[found.group(1).equals("Rss") ? 0 : 1] = Long.parseLong(found.group(2)) * 1024 / 1e6;
            }
            return both;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "costs-");
        try (OwnSshd sshd = OwnSshd.start(folder.resolve("s"))) {
            // Classes and code are there afterwards, as in a run that has done its first step.
            round(sshd, folder.resolve("warm"), 1);
            Memory first = Memory.now();
            var heaps = new double[ROUNDS];
            var residents = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                Memory before = Memory.now();
                Memory with = round(sshd, folder.resolve("r" + i), JOBS);
                heaps[i] = with.heap() - before.heap();
                residents[i] = with.resident() - first.resident();
                System.out.printf(
                        Locale.ROOT,
                        "%d jobs: live heap %.1f MB, %.1f before; this process %.1f MB resident, %.1f before the first;"
                                + " %d ssh beside it: %.1f MB resident, %.1f with what they share counted once%n",
                        JOBS,
                        with.heap(),
                        before.heap(),
                        with.resident(),
                        first.resident(),
                        with.clients(),
                        with.clientsResident(),
                        with.clientsShared());
            }
            System.out.printf(
                    Locale.ROOT,
                    "median: live heap +%.1f MB, %.2f of %.0f MB; resident +%.1f MB, %.2f of it%n",
                    median(heaps),
                    median(heaps) / MOST,
                    MOST,
                    median(residents),
                    median(residents) / MOST);
        } finally {
            OwnSshd.run("rm", "-rf", "--", folder.toString());
        }
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** What there is while all are followed and each has said some lines. */
    private static Memory round(OwnSshd sshd, Path folder, int many) throws Exception {
        try (SshHosts hosts = new SshHosts(sshd.settings());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Job> jobs = new ArrayList<>();
            List<Future<?>> followers = new ArrayList<>();
            AtomicInteger[] lines =
                    Stream.generate(AtomicInteger::new).limit(many).toArray(AtomicInteger[]::new);
            for (int i = 0; i < many; i++) {
                AtomicInteger seen = lines[i];
                Job job = new Jobs(
                                hosts.shell(sshd.host("host" + i)),
                                folder.resolve("" + i).toString(),
                                InstantSource.system())
                        .startOrAttach(
                                new JobId("long"),
                                JobCommand.shell(
                                        "i=0; while :; do i=$((i+1)); echo \"line $i of a long job\"; sleep 0.3; done"));
                jobs.add(job);
                followers.add(threads.submit(() -> job.follow(0, (buffer, start, length, offset) -> {
                    for (int at = start; at < start + length; at++) {
                        seen.addAndGet(buffer[at] == '\n' ? 1 : 0);
                    }
                })));
            }
            try {
                Deadline.until("lines of all", () -> Arrays.stream(lines).allMatch(it -> it.get() >= LINES));
                return Memory.now();
            } finally {
                for (Job job : jobs) {
                    followers.add(threads.submit(() -> {
                        job.cancel(Duration.ofSeconds(5));
                        return job;
                    }));
                }
                for (Future<?> follower : followers) {
                    follower.get();
                }
            }
        }
    }
}
