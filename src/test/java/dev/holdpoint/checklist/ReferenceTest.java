package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private static final Vocabulary WORDS = new SampleKinds();

    @Test
    void listsActionsAndChecks() {
        assertThat(Reference.text(WORDS, Optional.empty()))
                .startsWith("Actions\n  manual         A sample.\n")
                .contains("\nChecks\n  tcp            A sample.\n");
    }

    @Test
    void showsAKindWithItsFields() {
        assertThat(Reference.text(WORDS, Optional.of("tcp"))).isEqualTo("""
                        tcp  (check)

                          A sample.

                          host     text            the host, such as `db.example.org` (required)
                          port     a whole number  the port, such as `5432` (required)
                          timeout  a duration      how long to wait (left out: `5s`)

                          tcp: { host: db.example.org, port: 5432 }
                        """);
    }

    @Test
    void anUnknownKindIsOneLineWithTheNearest() {
        assertThatThrownBy(() -> Reference.text(WORDS, Optional.of("tpc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no kind `tpc`; did you mean `tcp`?");
    }

    @Test
    void writesTablesAnewWhereTheyStood() {
        var page = "a\n<!-- fields: window -->\nold\n<!-- end -->\nb";
        var written = Reference.languagePage(page);
        assertThat(written)
                .startsWith("a\n<!-- fields: window -->\n\n| field | takes | meaning |")
                .endsWith("\n<!-- end -->\nb");
        assertThat(Reference.languagePage(written)).isEqualTo(written);
    }
}
