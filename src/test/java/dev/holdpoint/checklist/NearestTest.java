package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("title", "timeout", "needs", "postgres.move", "when", "on");

    @Test
    void findsTheWordThatWasMeant() {
        assertThat(Nearest.to("titel", KNOWN)).contains("title");
        assertThat(Nearest.to("Title", KNOWN)).contains("title");
        assertThat(Nearest.to("tiemout", KNOWN)).contains("timeout");
        assertThat(Nearest.to("need", KNOWN)).contains("needs");
        assertThat(Nearest.to("postgers.mvoe", KNOWN)).contains("postgres.move");
        assertThat(Nearest.to("wehn", KNOWN)).contains("when");
    }

    @Test
    void saysNothingWhereNoneIsNear() {
        assertThat(Nearest.to("xyzzy", KNOWN)).isEmpty();
        assertThat(Nearest.to("ab", KNOWN)).isEmpty();
        assertThat(Nearest.to("x", List.of())).isEmpty();
    }

    @Test
    void theHintListsWhatIsKnownWhereItIsShort() {
        assertThat(Nearest.hint("xyzzy", List.of("a", "b"))).isEqualTo("; known here: a, b");
        assertThat(Nearest.hint("titel", KNOWN)).isEqualTo("; did you mean `title`?");
        assertThat(Nearest.hint("xyzzy", List.of())).isEmpty();
    }
}
