package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a file, the loader answers with lines and never with an exception. Seeds are fixed, so a failure repeats. */
class LoaderFuzzTest {
    private static final Path SOURCE = Path.of("src/test/resources/loader");
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        "- ",
        "\n",
        "  ",
        "\"",
        "'",
        "${",
        "}",
        "$${",
        "&a ",
        "*a",
        "!!str ",
        "|",
        ">",
        "#",
        "~",
        "\t",
        "? ",
        "use: parts/service.yml",
        "for_each: { a: [b] }",
        "parallel: ",
        "needs: [move]",
        "step: look",
        "---\n",
        "\u0000",
        "é",
        "😀",
        "hold: ",
        "undo: ",
        "check: ",
        "with: { a: b }",
        "1e999",
        "-1",
        "99999999999999999999",
        "<<: "
    };

    @TempDir
    Path folder;

    @RepeatedTest(6)
    void mutatedChecklistsAreAnsweredWithProblems(RepetitionInfo round) throws IOException {
        var random = new Random(round.getCurrentRepetition());
        Files.createDirectories(folder.resolve("parts"));
        var part = Files.readString(SOURCE.resolve("parts/service.yml"));
        var right = Files.readString(SOURCE.resolve("everything-right.yml"));
        var file = folder.resolve("c.yml");
        for (var i = 0; i < 80; i++) {
            Files.writeString(folder.resolve("parts/service.yml"), i % 3 == 0 ? mutated(part, random) : part);
            var text = mutated(right, random);
            Files.writeString(file, text);
            assertThatCode(() -> check(file)).as(text).doesNotThrowAnyException();
        }
    }

    @Test
    void bytesAreAnsweredWithProblems() throws IOException {
        var random = new Random(7);
        var file = folder.resolve("c.yml");
        var right = Files.readAllBytes(SOURCE.resolve("everything-right.yml"));
        for (var i = 0; i < 150; i++) {
            var bytes = right.clone();
            for (var n = 0; n < 3; n++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            assertThatCode(() -> check(file))
                    .as(() -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .doesNotThrowAnyException();
        }
    }

    private static void check(Path file) {
        var loaded = Loader.load(file, new SampleKinds());
        assertThat(loaded.checklist().isEmpty()).isEqualTo(!loaded.problems().isEmpty());
        assertThat(loaded.problems()).doesNotHaveDuplicates().allSatisfy(it -> {
            assertThat(it.says()).isNotBlank().doesNotContain("\n");
            assertThat(it.at().line()).isPositive();
            assertThat(it.at().column()).isPositive();
        });
    }

    private static String mutated(String text, Random random) {
        var changed = new StringBuilder(text);
        for (var n = random.nextInt(4); n >= 0; n--) {
            var at = random.nextInt(changed.length());
            var to = Math.min(changed.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> changed.delete(at, to);
                case 1 -> changed.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> changed.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
                default -> changed.insert(random.nextInt(changed.length()), changed.substring(at, to));
            }
        }
        return changed.toString();
    }
}
