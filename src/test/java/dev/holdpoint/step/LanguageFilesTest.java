package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Reference;
import dev.holdpoint.checklist.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The schema for editors and the tables of the documents are what the records in the code say. After a change to a kind or a word,
 * {@code mvn -Pfast test -Dtest=LanguageFilesTest -Dholdpoint.write=true} writes them anew.
 */
class LanguageFilesTest {
    private static final Path SCHEMA = Path.of("checklists/checklist.schema.json");
    private static final Path KINDS = Path.of("docs/kinds.md");
    private static final Path LANGUAGE = Path.of("docs/language.md");

    @Test
    void theSchemaIsWhatTheLoaderReads() throws IOException {
        same(SCHEMA, Schema.json(Registry.ofAll()));
    }

    @Test
    void theKindsAreDocumentedAsTheyAre() throws IOException {
        same(KINDS, Reference.kindsPage(Registry.ofAll()));
    }

    @Test
    void theTablesOfTheLanguageAreItsRecords() throws IOException {
        var page = Files.readString(LANGUAGE);
        same(LANGUAGE, Reference.languagePage(page));
        for (var table : Reference.tables()) {
            assertThat(page).contains("<!-- fields: " + table + " -->");
        }
    }

    @Test
    void theFirstChecklistOfTheDocumentPasses(@TempDir Path folder) throws IOException {
        var page = Files.readString(LANGUAGE);
        var begin = page.indexOf("```yaml\n") + 8;
        var file = Files.writeString(folder.resolve("first.yml"), page.substring(begin, page.indexOf("```", begin)));
        assertThat(Loader.load(file, Registry.ofAll()).problems()).isEmpty();
    }

    private static void same(Path file, String text) throws IOException {
        if (Boolean.getBoolean("holdpoint.write")) {
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("write it anew: mvn -Pfast test -Dtest=LanguageFilesTest -Dholdpoint.write=true")
                .hasContent(text);
    }
}
