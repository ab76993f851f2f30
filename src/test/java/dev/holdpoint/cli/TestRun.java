package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Run;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.host.ssh.SshSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One run of a checklist, with real jobs and a real journal, driven by a robot. */
final class TestRun {
    private static final Registry REGISTRY = Registry.ofAll();

    final RunPaths paths;
    private final Path folder;
    private final Path state;
    private SshSettings ssh = SshSettings.standard();

    /** What the robot does. */
    interface Drives {
        void with(Robot robot) throws InterruptedException, IOException;
    }

    /** @param steps the steps of its only phase, as they stand in a file */
    TestRun(Path folder, String steps) throws IOException {
        this(folder, "{}", steps);
    }

    /** @param variables what stands under {@code variables} */
    TestRun(Path folder, String variables, String steps) throws IOException {
        this(
                folder,
                Files.writeString(
                        folder.resolve("test.yml"),
                        "checklist: Test\nvariables:\n" + variables.indent(2) + "phases:\n  - phase: One\n    steps:\n"
                                + steps.indent(6)));
    }

    private TestRun(Path folder, Path file) throws IOException {
        this.folder = folder;
        this.state = folder.resolve("state");
        this.paths = RunFolder.make(state, file, checklist(file));
    }

    /** @param yaml a whole checklist */
    static TestRun of(Path folder, String yaml) throws IOException {
        return new TestRun(folder, Files.writeString(folder.resolve("test.yml"), yaml));
    }

    /** Its hosts are reached by these words of {@code ssh}. */
    TestRun by(SshSettings settings) {
        ssh = settings;
        return this;
    }

    private static Checklist checklist(Path file) {
        var loaded = Loader.load(file, REGISTRY);
        assertThat(loaded.problems()).isEmpty();
        return loaded.checklist().orElseThrow();
    }

    Run begin(Drives drives) throws IOException, InterruptedException {
        return drive(drives).begin(paths, checklist(RunFolder.frozen(paths)), folder, Map.of(), false);
    }

    Run resume(Drives drives) throws IOException, InterruptedException {
        return drive(drives).resume(paths, checklist(RunFolder.frozen(paths)), Map.of());
    }

    private Drive drive(Drives drives) {
        return new Drive(state, REGISTRY, (feed, control) -> drives.with(new Robot(feed, control))).by(ssh);
    }

    String output(String step, int attempt) throws IOException {
        return Files.readString(paths.log(step, attempt));
    }

    /** Names of the jobs that this machine still has directories of. */
    List<String> jobs() throws IOException {
        try (var all = Files.list(paths.jobs())) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    /** Command lines of processes that have {@code mark} in them. */
    static Stream<String> processes(String mark) {
        return ProcessHandle.allProcesses()
                .map(it -> it.info().commandLine().orElse(""))
                .filter(it -> it.contains(mark));
    }
}
