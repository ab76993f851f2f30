package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One folder of small files with mistakes; beside each, every line that the loader must say about it, by exact position. */
class LoaderProblemsTest {
    private static final Path FOLDER = Path.of("src/test/resources/loader");

    static Stream<String> cases() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files
                    .map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".yml"))
                    .map(it -> it.substring(0, it.length() - 4))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysExactlyThis(String name) throws IOException {
        var loaded = Loader.load(FOLDER.resolve(name + ".yml"), new SampleKinds());
        var said = loaded.problems().stream()
                .map(it -> it.toString().replace(FOLDER + "/", "") + "\n")
                .collect(Collectors.joining());

        assertThat(said).isEqualTo(Files.readString(FOLDER.resolve(name + ".txt")));
        assertThat(loaded.checklist().isPresent()).isEqualTo(said.isEmpty());
    }
}
