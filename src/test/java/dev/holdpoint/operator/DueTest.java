package dev.holdpoint.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Intent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DueTest {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aDurationCountsFromNowAndATimeOfDayIsTheNextOne() {
        assertThat(Due.read("3d", NOW, ZONE)).contains(Instant.parse("2026-03-04T12:00:00Z"));
        assertThat(Due.read("1h30m", NOW, ZONE)).contains(Instant.parse("2026-03-01T13:30:00Z"));
        assertThat(Due.read("18:00", NOW, ZONE)).contains(Instant.parse("2026-03-01T18:00:00Z"));
        assertThat(Due.read("09:00", NOW, ZONE)).contains(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(Due.read("2026-03-05", NOW, ZONE)).contains(Instant.parse("2026-03-06T00:00:00Z"));
        assertThat(Due.read("2026-03-05T08:15", NOW, ZONE)).contains(Instant.parse("2026-03-05T08:15:00Z"));
        assertThat(Due.read("friday", NOW, ZONE)).isEmpty();
    }

    @Test
    void aHandOverIsANameATimeAndPerhapsAReason() {
        assertThat(Purpose.HAND_OVER.intent("the door", "bob 3d after the audit", NOW))
                .isEqualTo(new Intent.HandOver(
                        "the door", "bob", Instant.parse("2026-03-04T12:00:00Z"), "after the audit"));
        assertThat(Purpose.HAND_OVER.intent("the door", "bob", NOW))
                .isEqualTo(new Intent.HandOver("the door", "bob", null, ""));
    }
}
