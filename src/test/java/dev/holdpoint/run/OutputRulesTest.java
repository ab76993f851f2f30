package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step's output says about it, and sets. */
final class OutputRulesTest {
    @TempDir
    private Path folder;

    @Test
    void aCaptureTakesTheLastMatch() throws IOException {
        var step = step("capture: { address: { regex: \"inet (\\\\S+)\" } }");
        var acted = new OutputRules(step, Optional.of(new Text("inet 10.0.0.1\ninet 10.0.0.2\nend\n")))
                .judge(new Outcome.Done(""));
        assertThat(acted.captured()).isEqualTo(Map.of("address", "10.0.0.2"));
    }

    private Step step(String words) throws IOException {
        var file = Files.writeString(folder.resolve("c.yml"), """
                checklist: Sample
                variables: { address: { ask: Address, default: none } }
                phases:
                  - phase: One
                    steps:
                      - step: a
                        shell: ip addr
                        %s
                """.formatted(words));
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        return loaded.checklist().orElseThrow().steps().findFirst().orElseThrow();
    }

    private static final class Text implements OutputSource {
        private final byte[] bytes;

        Text(String text) {
            bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long offset, byte[] into) {
            int length = Math.min(into.length, bytes.length - (int) offset);
            System.arraycopy(bytes, (int) offset, into, 0, length);
            return length;
        }

        @Override
        public String printed(int most) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public Instant cameAt(long offset) {
            return Instant.EPOCH;
        }

        @Override
        public Optional<Path> file() {
            return Optional.empty();
        }
    }
}
