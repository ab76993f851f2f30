package dev.holdpoint.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of {@code src/test/scenarios} is a test. */
@Tag("slow")
final class ScenarioIT {
    private static final Path SCENARIOS = Path.of("src/test/scenarios");

    @TempDir
    Path work;

    static List<Scenario> scenarios() throws IOException {
        try (var folders = Files.list(SCENARIOS)) {
            return folders.filter(it -> Files.exists(it.resolve("keys")))
                    .sorted()
                    .map(Scenario::new)
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void play(Scenario scenario) throws IOException {
        scenario.play(work);
    }
}
