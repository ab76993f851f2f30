package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPathsTest {
    @TempDir
    private Path directory;

    @Test
    void theStateIsWhereItWasAskedForOrWhereTheDesktopSays() {
        assertThat(RunPaths.state(Path.of("/a/../b"), Map.of("XDG_STATE_HOME", "/x")))
                .isEqualTo(Path.of("/b"));
        assertThat(RunPaths.state(null, Map.of("XDG_STATE_HOME", "/x", "HOME", "/h")))
                .isEqualTo(Path.of("/x/holdpoint"));
        assertThat(RunPaths.state(null, Map.of("XDG_STATE_HOME", "relative", "HOME", "/h")))
                .isEqualTo(Path.of("/h/.local/state/holdpoint"));
    }

    @Test
    void nobodyElseMayLookIn() throws IOException {
        RunPaths run = RunPaths.of(directory.resolve("state"), "r1");
        run.create();

        for (Path made : new Path[] {
            directory.resolve("state"), run.root(), run.output(), run.jobs(), run.files(), run.checklist()
        }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .as(made.toString())
                    .isEqualTo("rwx------");
        }
        Path part = run.checklist().resolve("parts/one.yml");
        run.keep(part, "step: ä\n");
        assertThat(part).hasContent("step: ä\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part.resolveSibling("."))))
                .isEqualTo("rwx------");
        assertThatThrownBy(() -> run.keep(part, "other")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(run.id()).isEqualTo("r1");
        assertThat(run.log("part/move", 2).getFileName()).hasToString("part.move-2.log");
    }
}
