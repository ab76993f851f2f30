package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.host.Busybox;
import dev.holdpoint.target.host.OwnSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds on a host that has busybox and nothing else: they work, or say in one line what is missing there. */
@Tag("slow")
@Timeout(120)
final class BusyboxRunIT {
    private static final Registry REGISTRY = Registry.ofAll();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "edit: { on: old, file: %s/app.env, set: { PORT: 2 } } | DONE | 1 line of ",
                "\"edit: { on: old, file: %s/app.env, set: { PORT: 2 } }, guarded: 1m\" | DONE | 1 line of ",
                "\"on: old, shell: exit 3, undo: [{ shell: ': >%s/back' }], guarded: 1m\" | FAILED | exit 3; put back by the host itself",
                "\"on: old, shell: 'echo here', succeeds_when: '^here$'\" | DONE | exit 0",
                "check: [{ files.same: { source: 'old:%s/a', target: 'local:%s/a' } }] | FAILED | find there has no -printf; install findutils",
                "\"copy: { from: 'local:%s/a', to: 'old:%s/b/c/d' }\" | FAILED | rsync is not on old",
                "\"service: { on: old, unit: u, state: started }\" | FAILED | has no systemctl",
                "\"on: old, tty: true, shell: ls\" | FAILED | script is not installed"
            })
    void worksOrSaysWhatIsMissing(String step, StepState how, String says) throws Exception {
        assumeTrue(Busybox.here().isPresent(), "busybox-static is not installed");
        var bin = Busybox.applets(folder.resolve("bin"));
        Files.writeString(folder.resolve("app.env"), "PORT=1\n");
        Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("it's ümläut"), "x\n");
        try (var sshd = OwnSshd.start(folder.resolve("sshd"), "SetEnv PATH=" + bin)) {
            var file = Files.writeString(
                    folder.resolve("c.yml"),
                    "checklist: C\nhosts: { old: { ssh: 127.0.0.1, port: " + sshd.port()
                            + " } }\nphases:\n  - phase: One\n    steps:\n      - { step: a, "
                            + step.replace("%s", folder.toString()) + " }\n");
            var loaded = Loader.load(file, REGISTRY);
            assertThat(loaded.problems()).isEmpty();
            var state = folder.resolve("state");
            var checklist = loaded.checklist().orElseThrow();
            new Drive(state, REGISTRY, (feed, control) -> {
                        var robot = new Robot(feed, control);
                        robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("connect.old"));
                        robot.awaits("connect.old", StepState.DONE);
                        robot.does(new Intent.StartStep("a"));
                        var run = robot.await(
                                "its end",
                                it -> List.of(StepState.DONE, StepState.FAILED, StepState.UNKNOWN)
                                        .contains(it.status("a").state()));
                        var said = run.status("a").says();
                        assertThat(run.status("a").state()).as(said).isEqualTo(how);
                        assertThat(said).contains(says).doesNotContain("\n");
                        robot.does(new Intent.Leave());
                    })
                    .by(sshd.settings())
                    .begin(RunFolder.make(state, file, checklist), checklist, folder, Map.of(), false);
        }
    }
}
