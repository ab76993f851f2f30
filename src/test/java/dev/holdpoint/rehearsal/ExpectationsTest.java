package dev.holdpoint.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExpectationsTest {
    @TempDir
    Path folder;

    @Test
    void keepsWhatWasMeasuredForOneChecklist() throws IOException {
        var expectations = new Expectations(folder.resolve("expectations"));
        expectations.save("0a1b", Map.of("move", Duration.ofMinutes(6), "dump.accounts", Duration.ofMillis(1250)));

        assertThat(expectations.load("0a1b"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("move", Duration.ofMinutes(6), "dump.accounts", Duration.ofMillis(1250)));
        assertThat(expectations.load("ffff")).isEmpty();
    }

    @Test
    void theLastRehearsalCounts() throws IOException {
        var expectations = new Expectations(folder);
        expectations.save("0a1b", Map.of("move", Duration.ofMinutes(6), "gone", Duration.ofMinutes(1)));
        expectations.save("0a1b", Map.of("move", Duration.ofMinutes(7)));

        assertThat(expectations.load("0a1b")).isEqualTo(Map.of("move", Duration.ofMinutes(7)));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aBrokenFileIsNoExpectation() throws IOException {
        Files.writeString(folder.resolve("0a1b.json"), "{ \"move\": ");

        assertThat(new Expectations(folder).load("0a1b")).isEmpty();
    }
}
