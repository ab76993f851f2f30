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
        var paths = RunPaths.of(Path.of("/home/alice/.local/state/holdpoint"), "move-1");
        assertThat(Comeback.command("holdpoint", paths, HOME)).isEqualTo("holdpoint resume move-1");
    }

    @Test
    void aStateFolderOfItsOwnAndAProgramOffThePathAreNamedAsAShellReadsThem() {
        var paths = RunPaths.of(Path.of("/tmp/a 'b"), "move-1");
        assertThat(Comeback.command("scripts/holdpoint", paths, HOME))
                .isEqualTo("scripts/holdpoint resume --state '/tmp/a '\\''b' move-1");
    }
}
