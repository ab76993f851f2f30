package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents speak of what is there. */
final class DocsTest {
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");

    @Test
    void theWayFromAKeyToAPixelNamesClassesThatExist() throws IOException {
        var text = Files.readString(Path.of("docs/architecture.md"));
        var way = text.substring(text.indexOf("## From a key"), text.indexOf("## Rooms"));
        var named = CLASS.matcher(way).results().map(it -> it.group(1)).collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(20);
        String sources;
        try (var files = Files.walk(Path.of("src"))) {
            sources = files.filter(it -> it.toString().endsWith(".java"))
                    .map(DocsTest::read)
                    .collect(Collectors.joining("\n"));
        }
        assertThat(named)
                .allSatisfy(name -> assertThat(Pattern.compile("\\b(class|interface|record|enum) " + name + "\\b")
                                .matcher(sources)
                                .find())
                        .as(name)
                        .isTrue());
    }

    @Test
    void theFirstChecklistOfTheReadmePasses(@TempDir Path folder) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var yaml = readme.substring(readme.indexOf("```yaml\n") + 8);
        var file = Files.writeString(folder.resolve("wiki.yml"), yaml.substring(0, yaml.indexOf("```")));
        assertThat(Loader.load(file, Registry.ofAll()).problems()).isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
