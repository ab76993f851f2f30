package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.target.host.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host whose temporary folder is full, wherever in a look that is: red, in one line that says so, and nothing is left there. */
final class FilesSameFullTest {
    private static final int FILES = 400;
    private static final String NAME = "file-" + "x".repeat(100);
    private static final int STEP = 12;

    @TempDir
    private Path folder;

    private Path disk;
    private SmallDisk mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = new SmallDisk(disk, 1 << 10);
        for (var tree : List.of("old", "new")) {
            Files.createDirectory(folder.resolve(tree));
            for (int i = 0; i < FILES; i++) {
                Files.writeString(folder.resolve(tree).resolve(NAME + i), "" + i);
            }
        }
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted != null) {
            mounted.close();
        }
    }

    /** @param room of the old host, in KiB */
    private Evidence look(int room, Pass pass) throws Exception {
        mounted.resize(room);
        var attempt =
                new FakeAttempt().at("old", Map.of("TMPDIR", disk.toString())).at("new", Map.of());
        attempt.files = folder;
        return new FilesSame()
                .observe(
                        new FilesSame.Spec(
                                "old:" + folder.resolve("old"),
                                "new:" + folder.resolve("new"),
                                null,
                                true,
                                true,
                                pass,
                                false,
                                null),
                        attempt);
    }

    @ParameterizedTest
    @EnumSource
    void redWhereverTheRoomEnds(Pass pass) throws Exception {
        int room = 4;
        for (var seen = look(room, pass); !seen.green(); seen = look(room, pass)) {
            assertThat(seen.sentence())
                    .as("with %d KiB", room)
                    .doesNotContain("\n")
                    .containsPattern("no room|no temporary folder|No space left|without a word");
            assertThat(disk).isEmptyDirectory();
            room += STEP;
            assertThat(room).isLessThan(1000);
        }
    }

    @Test
    void aFileTakesNoMoreRoomThanThePageSays() throws Exception {
        int rounded = 30;
        assertThat(look(FILES * (150 + 3 * NAME.length()) / 1024 + rounded, Pass.FINAL)
                        .sentence())
                .startsWith("old: " + FILES + " files");
    }
}
