package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.journal.JournalReader;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Intent;
import dev.holdpoint.step.Registry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run whose program is killed (SIGKILL) again and again at moments of chance: among jobs side by side, in a verify, at a gate, in its
 * countdown, between the start of a step and that of its job. Each job is carried out once, and each of its lines is kept once.
 */
@Tag("slow")
final class KilledRunIT {
    private static final int KILLS = 20;
    private static final int LINES = 60;
    private static final List<String> STEPS = List.of("a", "b", "c", "one", "two", "flip", "three", "four");

    private static final String JOB = """
            |shell: |
            |  echo once >> "%1$s/$me"
            |  n=0; while [ $n -lt %2$d ]; do n=$((n + 1)); echo "line $n of %3$s"; sleep 0.01; done
            """;

    @TempDir
    Path folder;

    @Test
    void everyJobIsDoneOnceAndEveryLineIsKeptOnce() throws Exception {
        var state = folder.resolve("state");
        var paths = begin(state);
        var chance = new Random(20);
        int kills = 0;
        while (kills < KILLS && killed(state, paths, chance.nextInt(900))) {
            kills++;
        }
        assertThat(kills).as("kills before its end").isGreaterThan(5);
        if (kills == KILLS) {
            var last = walker(state, paths);
            assertThat(ended(last, 60_000))
                    .as(() -> "walks to its end: " + journal(paths))
                    .isTrue();
            assertThat(last.exitValue()).isEqualTo(Exit.DONE);
        }
        for (var step : STEPS) {
            assertThat(folder.resolve("did-" + step)).as(step).hasContent("once");
            assertThat(output(paths, step))
                    .as("output of " + step)
                    .filteredOn(it -> it.startsWith("line"))
                    .containsExactlyElementsOf(lines(step));
        }
        assertThat(JournalReader.verify(paths.journal())).isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .map(it -> it.info().commandLine().orElse(""))
                        .filter(it -> it.contains(folder.toString())))
                .as("processes left behind")
                .isEmpty();
    }

    /** Starts the program and kills it a while after it has come back; false where it had walked to the end before. */
    private static boolean killed(Path state, RunPaths paths, int millis) throws Exception {
        var walker = walker(state, paths);
        try (var said = new BufferedReader(new InputStreamReader(walker.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("up");
            if (ended(walker, millis)) {
                assertThat(walker.exitValue()).isEqualTo(Exit.DONE);
                return false;
            }
            return true;
        }
    }

    /** Whether it has walked to the end in that time; it is gone in any case. */
    private static boolean ended(Process walker, int millis) throws InterruptedException {
        try {
            return walker.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            walker.destroyForcibly().waitFor();
        }
    }

    private static String journal(RunPaths paths) {
        try {
            return Files.readString(paths.journal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process walker(Path state, RunPaths paths) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Walker.class.getName(),
                        state.toString(),
                        paths.id(),
                        "flip")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private RunPaths begin(Path state) throws Exception {
        var file = Files.writeString(folder.resolve("killed.yml"), yaml());
        var registry = Registry.ofAll();
        var loaded = Loader.load(file, registry);
        assertThat(loaded.problems()).isEmpty();
        var checklist = loaded.checklist().orElseThrow();
        var paths = RunFolder.make(state, file, checklist);
        new Drive(
                        state,
                        registry,
                        (feed, control) -> new Robot(feed, control)
                                .does(new Intent.SetVariables(Values.NONE))
                                .does(new Intent.Leave()))
                .begin(paths, checklist, folder, Map.of(), false);
        return paths;
    }

    private String yaml() {
        return """
                checklist: Killed
                phases:
                  - phase: One
                    steps:
                      - parallel:
                """
                + step("a", "          ") + step("b", "          ") + step("c", "          ") + step("one", "      ")
                + step("two", "      ") + "        verify:\n          - shell: sleep 0.3\n"
                + step("flip", "      ")
                + """
                        hold:
                          because: it matters
                          checks:
                            - shell: sleep 0.2
                          type: go
                          countdown: 1s
                """
                + step("three", "      ") + step("four", "      ");
    }

    private String step(String id, String indent) {
        var job = JOB.formatted(folder, LINES, id).replace("$me", "did-" + id).replace("|  ", indent + "    ");
        return indent + "- step: " + id + "\n" + indent + "  title: Step " + id + "\n"
                + job.lines()
                        .map(it -> it.startsWith("|") ? indent + "  " + it.substring(1) : it)
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Of all attempts: a hold point whose program was killed before its job had begun is released again. */
    private static List<String> output(RunPaths paths, String step) throws IOException {
        var lines = new ArrayList<String>();
        for (int attempt = 1; Files.exists(paths.log(step, attempt)); attempt++) {
            lines.addAll(Files.readAllLines(paths.log(step, attempt)));
        }
        return lines;
    }

    private static List<String> lines(String step) {
        return IntStream.rangeClosed(1, LINES)
                .mapToObj(n -> "line " + n + " of " + step)
                .toList();
    }
}
