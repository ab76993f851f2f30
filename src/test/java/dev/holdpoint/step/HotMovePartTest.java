package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.lint.Lint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part for hot moves is one that a checklist can use as it is. */
public class HotMovePartTest {
    @Test
    void aChecklistThatUsesItPasses(@TempDir Path folder) throws IOException {
        copyParts(folder);
        var file = Files.writeString(folder.resolve("move.yml"), example());
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        assertThat(Lint.warnings(loaded.checklist().orElseThrow())).isEmpty();
    }

    /** What is behind at the switch is lost: nothing may be. */
    @Test
    void theSwitchNeedsAllOfTheWal() throws IOException {
        var part = Files.readString(Path.of("checklists/parts/hot-move-postgres.yml"));
        var step = part.substring(part.indexOf("- step: switch"), part.indexOf("- step: unsubscribe"));
        assertThat(step).contains("postgres.fenced: {").containsPattern("postgres.caught-up: .*at_most: 0 ");
    }

    /** It, and those that it is made of. */
    public static void copyParts(Path folder) throws IOException {
        var parts = Files.createDirectories(folder.resolve("parts"));
        for (var each : List.of("hot-move-postgres.yml", "hot-follow-postgres.yml", "hot-settle-postgres.yml")) {
            Files.copy(Path.of("checklists/parts", each), parts.resolve(each));
        }
    }

    /** The one that the page shows. */
    private static String example() throws IOException {
        var page = Files.readString(Path.of("docs/hot-move.md"));
        var begin = page.indexOf("```yaml\n") + 8;
        return page.substring(begin, page.indexOf("```", begin));
    }
}
