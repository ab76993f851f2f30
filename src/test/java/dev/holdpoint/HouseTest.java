package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the house asks of every source file, beyond what compiler and formatter can say. */
class HouseTest {

    private static final int MOST_LINES = 400;
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Manager|Helper|Utils?|Common|Impl)\\.java");

    @Test
    void noSourceFileIsLongerThan400Lines() throws IOException {
        assertThat(sources("src", file -> lines(file).size() > MOST_LINES)).isEmpty();
    }

    @Test
    void noClassHasANameThatSaysNothing() throws IOException {
        assertThat(sources("src", file -> EMPTY_NAME.matcher(file.toString()).matches()))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatLivesThereAndIsNullMarked() throws IOException {
        assertThat(sources("src/main", file -> !introduced(file.resolveSibling("package-info.java"))))
                .as(
                        "classes whose package-info.java is missing, or without @NullMarked, or longer than 10 lines of text")
                .isEmpty();
    }

    private static boolean introduced(Path info) {
        if (!Files.exists(info)) {
            return false;
        }
        List<String> lines = lines(info);
        long text = lines.stream().filter(line -> line.startsWith(" * ")).count();
        return lines.contains("@NullMarked") && text >= 1 && text <= 10;
    }

    private static List<Path> sources(String under, Predicate<Path> wrong) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(under))) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java).as("files looked at").isNotEmpty();
            return java.stream().filter(wrong).toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
