package dev.holdpoint.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.step.Evidence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceLinesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:13:00Z");

    private static final Instant SEEN = Instant.parse("2026-03-01T02:00:00Z");

    private static final List<Evidence> GREEN = List.of(
            Evidence.green(
                    "first",
                    "one two three four five six seven eight nine ten eleven twelve "
                            + "and so on, until it is clear that a row is not enough for all of it, thirteen",
                    SEEN),
            Evidence.green(
                    "second",
                    "one two three four five six seven eight nine ten eleven twelve "
                            + "and so on, until it is clear that a row is not enough for all of it, thirteen",
                    SEEN));

    private static List<String> within(List<Evidence> evidence, int rows) {
        return EvidenceLines.within(evidence, 60, NOW, rows).stream()
                .map(Line::text)
                .toList();
    }

    @Test
    void whatIsLeftOutIsCounted() {
        int all = EvidenceLines.atGate(GREEN, 60, NOW).size();
        assertThat(all).isGreaterThan(4);
        for (int rows = 1; rows < all; rows++) {
            assertThat(within(GREEN, rows)).hasSize(rows);
            assertThat(within(GREEN, rows).getLast())
                    .isEqualTo("… " + (all - rows + 1) + " more line" + (all - rows == 0 ? "" : "s"));
        }
        assertThat(within(GREEN, all)).hasSize(all).noneMatch(it -> it.contains("more line"));
        assertThat(within(GREEN, 0)).isEmpty();
    }

    @Test
    void aCheckHasItsRowBeforeAnotherIsTold() {
        var red = Evidence.red("red", "exit 1", SEEN).with(List.of("a", "b", "c", "d"));
        var lines = within(List.of(GREEN.get(0), red), 5);
        assertThat(lines.getFirst()).startsWith("✘ red");
        assertThat(lines).anyMatch(it -> it.startsWith("✔ first"));
    }

    @Test
    void atAGateWhatAGreenCheckHasShownIsSeen() {
        var green = Evidence.green("the file", "exit 0: nobody has changed it", SEEN)
                .with(List.of("-203.0.113.1", "+203.0.113.2", "nobody has changed it"));
        assertThat(EvidenceLines.atGate(List.of(green), 60, NOW))
                .extracting(Line::text)
                .contains("    -203.0.113.1", "    +203.0.113.2");
        assertThat(within(List.of(green), 9)).noneMatch(it -> it.contains("203.0.113"));
    }

    @Test
    void theEndOfWhatWasSeenStaysAndItsAgeStandsApart() {
        var lines = within(GREEN, 3);
        assertThat(lines.getFirst()).contains("one two", "…", "thirteen ").endsWith(" 13 min ago");
    }
}
