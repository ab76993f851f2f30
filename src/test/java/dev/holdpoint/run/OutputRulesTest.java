package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Masker;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    @Test
    void anExpressionThatComesToNoEndLeavesTheStepUnknown() throws IOException {
        for (var words : List.of(
                "capture: { address: { regex: \"((?:a|aa)+)+$\" } }",
                "fails_when: \"((?:a|aa)+)+$\"",
                "succeeds_when: \"((?:a|aa)+)+$\"")) {
            var acted = new OutputRules(step(words), Optional.of(new Text("a".repeat(300) + "b\n")))
                    .judge(new Outcome.Done("exit 0"));
            assertThat(acted.captured()).isEmpty();
            assertThat(acted.outcome()).isInstanceOf(Outcome.Unknown.class);
            assertThat(((Outcome.Unknown) acted.outcome()).reason())
                    .startsWith("it ended well, exit 0, but `" + words.substring(0, words.indexOf(':')))
                    .contains("came to no end", "mend the expression in the checklist");
        }
    }

    @Test
    void anExpressionMayRecurseOnceForEachCharacter() throws IOException {
        var step = step("succeeds_when: '^(.|\\n)*done$'");
        var text = "a line of what a program prints\n".repeat(3000) + "done\n";
        assertThat(new OutputRules(step, Optional.of(new Text(text)))
                        .judge(new Outcome.Done(""))
                        .outcome())
                .isEqualTo(new Outcome.Done(""));
    }

    @Test
    void whatHoldsASecretIsNotCaptured() throws IOException {
        var step = step("capture: { address: { regex: \"url=(\\\\S+)\" } }");
        var acted = new OutputRules(step, Optional.of(new Text("url=postgres://u:" + Masker.MASK + "@db/app\n")))
                .judge(new Outcome.Done(""));
        assertThat(acted.captured()).isEmpty();
        assertThat(acted.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        it -> assertThat(it.reason())
                                .isEqualTo("what fits address holds a secret, which no step may capture"));
    }

    @Test
    void whatNoProgramCouldBeGivenIsNotCaptured() throws IOException {
        var step = step("capture: { address: { regex: \"a=(.*)\" } }");
        for (var value : List.of("x\0y", "x".repeat(130_000))) {
            var acted = new OutputRules(step, Optional.of(new Text("a=" + value + "\n"))).judge(new Outcome.Done(""));
            assertThat(acted.captured()).isEmpty();
            assertThat(acted.outcome()).isInstanceOf(Outcome.Failed.class);
        }
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
