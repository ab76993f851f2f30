package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import dev.holdpoint.target.host.Job;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.JobId;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.OwnSshd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Measures, on this machine against an sshd of its own: the latency of a line, 1 GB of output, and 64 connections. A program, not a test; its
 * arguments are further lines of {@code ssh_config}, as {@code "KexAlgorithms curve25519-sha256"}.
 */
final class SshFigures {
    private SshFigures() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "figures-");
        try (OwnSshd sshd = OwnSshd.start(folder.resolve("s"));
                SshHosts hosts = new SshHosts(sshd.settings())) {
            Host host = sshd.host("old");
            Jobs jobs = new Jobs(hosts.shell(host), folder.resolve("jobs").toString(), InstantSource.system());
            for (String line : arguments) {
                Files.writeString(sshd.config(), line + "\n", java.nio.file.StandardOpenOption.APPEND);
            }
            hosts.identify(host);
            latency(jobs);
            for (int i = 0; i < 3; i++) {
                throughput(sshd, jobs, folder, i);
            }
            for (int i = 0; i < 3; i++) {
                connections(sshd);
            }
        }
    }

    private static long millis(Callable<?> work) throws Exception {
        long begun = System.nanoTime();
        work.call();
        return (System.nanoTime() - begun) / 1_000_000;
    }

    /** Lines with the time at which they are printed: 500, 20 ms apart. */
    private static void latency(Jobs jobs) throws Exception {
        Job job = jobs.startOrAttach(
                new JobId("latency"),
                JobCommand.shell("i=0; while [ $i -lt 500 ]; do date +%s%N; sleep 0.02; i=$((i+1)); done"));
        List<Long> late = new ArrayList<>();
        job.follow(0, (buffer, start, length, offset) -> {
            java.time.Instant now = java.time.Instant.now();
            long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
            for (String line : new String(buffer, start, length, StandardCharsets.US_ASCII).split("\n", -1)) {
                if (line.length() == 19) {
                    late.add(nanos - Long.parseLong(line));
                }
            }
        });
        long[] sorted = late.stream().mapToLong(n -> n / 1000).sorted().toArray();
        System.out.printf(
                "latency of %d lines: median %d us, p99 %d us, most %d us%n",
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100],
                Arrays.stream(sorted).max().orElse(0));
    }

    private static void throughput(OwnSshd sshd, Jobs jobs, Path folder, int round) throws Exception {
        Job job = jobs.startOrAttach(
                new JobId("gb" + round), JobCommand.shell("head -c 1000000000 /dev/zero | tr '\\0' x"));
        while (job.running()) {
            Thread.sleep(50);
        }
        Path copy = folder.resolve("copy");
        long plain = millis(() -> OwnSshd.run(
                "sh",
                "-c",
                "ssh -F " + sshd.config() + " -p " + sshd.port() + " 127.0.0.1 'cat " + job.directory() + "/out' >"
                        + copy));
        long ours;
        try (var out = Files.newOutputStream(copy)) {
            ours = millis(() -> job.follow(0, (buffer, start, length, offset) -> out.write(buffer, start, length)));
        }
        System.out.printf("1 GB: ssh host cat %d ms, followed %d ms%n", plain, ours);
        job.discard();
        Files.delete(copy);
    }

    /** Ours, and as many bare programs `ssh HOST true` at once: what the machine can do, which holds both ends of all of them. */
    private static void connections(OwnSshd sshd) throws Exception {
        long one = connect(sshd, 1);
        long all = connect(sshd, 64);
        long bareOne = bare(sshd, 1);
        long bareAll = bare(sshd, 64);
        System.out.printf(
                "connect and identify: 1 host %d ms, 64 hosts %d ms (%.1f x); ssh HOST true: %d ms, %d ms (%.1f x);"
                        + " 64 against 64 %.2f x%n",
                one, all, (double) all / one, bareOne, bareAll, (double) bareAll / bareOne, (double) all / bareAll);
    }

    private static long bare(OwnSshd sshd, int many) throws Exception {
        return millis(() -> OwnSshd.run(
                "sh",
                "-c",
                "i=0; while [ $i -lt " + many + " ]; do ssh -F " + sshd.config() + " -p " + sshd.port()
                        + " 127.0.0.1 true </dev/null & i=$((i+1)); done; wait"));
    }

    private static long connect(OwnSshd sshd, int many) throws Exception {
        try (SshHosts hosts = new SshHosts(sshd.settings());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return millis(() -> {
                List<Future<Identity>> all = IntStream.range(0, many)
                        .mapToObj(i -> threads.submit(() -> hosts.identify(sshd.host("host" + i))))
                        .toList();
                for (Future<Identity> one : all) {
                    one.get();
                }
                return all;
            });
        }
    }
}
