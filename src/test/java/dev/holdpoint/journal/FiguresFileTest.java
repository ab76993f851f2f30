package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Figures.Figure;
import dev.holdpoint.run.Figures.OfRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresFileTest {
    private static final OfRun MEASURED = new OfRun(
            true,
            List.of(
                    new Figure("move", "postgres.move", Duration.ofMillis(90_250), null),
                    new Figure("door", "shell", null, Duration.ofSeconds(2))));

    @TempDir
    Path state;

    @Test
    void whatWasWrittenIsReadByEveryOtherRunOfTheSameTitle() throws IOException {
        var file = new FiguresFile(state, "Move / it");
        assertThat(file.read("r9")).isEmpty();
        file.write("r1", new OfRun(false, MEASURED.figures()));
        file.write("r1", MEASURED);
        file.write("r2", new OfRun(false, List.of()));
        assertThat(file.read("r9")).containsExactly(MEASURED);
        assertThat(file.read("r1")).isEmpty();
        assertThat(new FiguresFile(state, "Another").read("r9")).isEmpty();
    }

    @Test
    void oneThatIsDamagedIsLeftOutAndOnlyTheNewestAreRead() throws IOException {
        var file = new FiguresFile(state, "T");
        for (int n = 0; n < 100; n++) {
            file.write("r" + n, MEASURED);
        }
        assertThat(file.read("r")).hasSize(50);
        try (var all = Files.walk(state)) {
            for (var path : all.filter(Files::isRegularFile).toList()) {
                Files.writeString(path, "run\nmove\tshell\tlong\n");
            }
        }
        assertThat(file.read("r")).isEmpty();
    }
}
