package dev.holdpoint.run.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.host.Identity;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.JobId;
import dev.holdpoint.target.host.NoWays;
import dev.holdpoint.target.host.Shell;
import dev.holdpoint.target.host.Ways;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a job whose way breaks, on a host that is this machine by another name. */
@SuppressWarnings("NullAway.Init")
final class JobRunTest {
    @TempDir
    private Path folder;

    private final NotedReports reports = new NotedReports();
    private final List<String> breaks = new ArrayList<>();
    private String machine = "m1";
    private Checklist checklist;

    @BeforeEach
    void checklist() throws IOException {
        reports.seen.put("old", "SHA256:a m1");
        var file = Files.writeString(folder.resolve("c.yml"), """
                checklist: Test
                hosts: { old: old.example.org }
                phases: [ { phase: One, steps: [ { step: a, shell: "true" } ] } ]
                """);
        checklist = Loader.load(file, Registry.ofAll()).checklist().orElseThrow();
    }

    /** Breaks off once after each verb that it is told to, when the host has done what was asked. */
    private final class Breaking implements Shell {
        @Override
        public Answer run(String script, List<String> arguments, byte[] input)
                throws IOException, InterruptedException {
            var words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
            words.addAll(arguments);
            var process = new ProcessBuilder(words).start();
            try (var in = process.getOutputStream()) {
                in.write(input);
            }
            var says = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var status = process.waitFor();
            if (breaks.remove(arguments.getFirst())) {
                throw new IOException("the connection was cut");
            }
            return new Answer(status, says);
        }

        @Override
        public InputStream follow(String directory, long offset) {
            return InputStream.nullInputStream();
        }
    }

    private JobRun run() {
        var identity = new Identity(
                "old",
                "192.0.2.7:22",
                "SHA256:a",
                "root",
                "Linux 6",
                machine,
                Duration.ZERO,
                1,
                "/",
                folder + "/jobs",
                true);
        var ways = (Ways) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Ways.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "known" -> identity;
                    case "shell" -> new Breaking();
                    default -> method.invoke(new NoWays(), arguments);
                });
        var guard = new Guard(ways, reports);
        var grounds = new Grounds(ways, folder.resolve("here"), folder, "run", InstantSource.system());
        var setting = new BoundSetting(checklist, Values.NONE, folder, BoundSetting.Tunnels.NONE);
        return new JobRun(new JobId("a-1.shell"), setting, grounds, guard, reports, new StartsUnderWay());
    }

    private Ended ended(JobRun run) throws InterruptedException {
        return run.run(
                "old", at -> JobCommand.shell("echo x >>" + folder + "/did").in("/"), (job, at) -> {
                    try {
                        return job.follow(0, (buffer, start, length, offset) -> {});
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @Test
    void aWayThatBreaksAtTheStartIsNoFailure() throws Exception {
        breaks.addAll(List.of("start", "close"));
        assertThat(ended(run())).isEqualTo(new Ended.Exited(0));
        assertThat(folder.resolve("did")).hasContent("x");
        assertThat(reports.said)
                .anyMatch(it -> it.startsWith("no word from old, which is asked again: the connection was cut"));
        assertThat(reports.begun.values()).allMatch(it -> it.endsWith(" old"));
    }

    @Test
    void whoComesBackWaitsForTheHostToAnswer() throws Exception {
        assertThat(ended(run())).isEqualTo(new Ended.Exited(0));
        breaks.add("close");
        assertThat(ended(run())).isEqualTo(new Ended.Exited(0));
        assertThat(folder.resolve("did")).hasContent("x");
    }

    @Test
    void anotherMachineCannotSayWhatBecameOfIt() throws Exception {
        assertThat(ended(run())).isEqualTo(new Ended.Exited(0));
        machine = "m2";
        assertThat(ended(run()))
                .isInstanceOfSatisfying(
                        Ended.Lost.class, it -> assertThat(it.reason()).contains("another machine answers as old"));
        assertThat(folder.resolve("did")).hasContent("x");
    }
}
