package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.journal.RunPaths;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComebackTest {
    private static final Map<String, String> HOME = Map.of("HOME", "/home/alice");

    @Test
    void whereRunsAreKeptAnywayNothingHasToBeSaid() {
        var state = Path.of("/home/alice/.local/state/holdpoint");
        assertThat(Comeback.command("holdpoint", "resume", state, HOME)).isEqualTo("holdpoint resume");
    }

    @Test
    void aStateFolderOfItsOwnAndAProgramOffThePathAreNamedAsAShellReadsThem() {
        assertThat(Comeback.command("scripts/holdpoint", "runs", Path.of("/tmp/a 'b"), HOME))
                .isEqualTo("scripts/holdpoint runs --state '/tmp/a '\\''b'");
    }

    @Test
    void whatIsWrongWithARunIsAskedForInItsOwnStateFolder() {
        var paths = RunPaths.of(Path.of("/tmp/mine"), "move-1");
        assertThat(RunFolder.unreadable(paths, new java.io.IOException("torn")))
                .endsWith("cannot be read: torn (holdpoint verify --state /tmp/mine move-1)");
        assertThat(Comeback.command(paths)).isEqualTo("holdpoint resume --state /tmp/mine move-1");
    }
}
