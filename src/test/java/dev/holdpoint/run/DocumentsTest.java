package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DocumentsTest {
    @Test
    void aDocumentIsFoundAmongOtherLines() {
        var document = "{\n  \"Instances\": [ { \"Id\": \"i-7\", \"Up\": true } ]\n}\n";
        for (var text : new String[] {
            document,
            "warning: old version\n" + document,
            document + "done in 3 s\n",
            "[main] not JSON\n{ neither\n{\"other\": 1}\n" + document
        }) {
            assertThat(Documents.at("/Instances/0/Id", text)).as(text).contains("i-7");
            assertThat(Documents.at("/Instances/0/Up", text)).as(text).contains("true");
        }
    }

    @Test
    void whatIsNotThereOrIsNoPlainValueIsNotFound() {
        var document = "{\"a\": {\"b\": 1}}";
        assertThat(Documents.at("/a", document)).isEmpty();
        assertThat(Documents.at("/c", document)).isEmpty();
        assertThat(Documents.at("/a", "{\"a\": ")).isEmpty();
        assertThat(Documents.at("/a", "")).isEmpty();
        assertThat(Documents.at("", "42\n")).contains("42");
    }

    @Test
    void anOutputOfBracketsIsNoTrouble() {
        assertThat(Documents.at("/a", "[\n".repeat(200_000))).isEmpty();
    }
}
