package dev.holdpoint.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.target.host.Deadline;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalZoneTest {
    private static final Instant WINTER = Instant.parse("2026-01-15T02:00:00Z");
    private static final String OFFSET = "holdpoint.offset";
    private static final Instant SUMMER = Instant.parse("2026-07-15T02:00:00Z");

    private final TimeZone machine = TimeZone.getDefault();

    @AfterEach
    void back() {
        TimeZone.setDefault(machine);
        System.clearProperty(OFFSET);
    }

    @Test
    void theLauncherKnowsItWithoutRules() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        System.setProperty(OFFSET, "-0330");
        assertThat(LocalZone.ofMachine(WINTER).zone()).isEqualTo(ZoneOffset.ofHoursMinutes(-3, -30));
        System.setProperty(OFFSET, "%z");
        assertThat(LocalZone.ofMachine(WINTER).zone()).isEqualTo(ZoneOffset.ofHours(1));
    }

    @Test
    void atFirstTheOffsetOfNowIsKnown() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        assertThat(LocalZone.ofMachine(WINTER).zone()).isEqualTo(ZoneOffset.ofHours(1));
        assertThat(LocalZone.ofMachine(SUMMER).zone()).isEqualTo(ZoneOffset.ofHours(2));
    }

    @Test
    void thenAllRulesAre() throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        var zone = LocalZone.ofMachine(WINTER);
        zone.learn();
        Deadline.until("rules are read", () -> zone.zone().equals(ZoneId.of("Europe/Berlin")));
        assertThat(zone.zone().getRules().getOffset(SUMMER)).isEqualTo(ZoneOffset.ofHours(2));
    }

    @Test
    void aGivenZoneStays() {
        var zone = LocalZone.of(ZoneOffset.UTC);
        zone.learn();
        assertThat(zone.zone()).isEqualTo(ZoneOffset.UTC);
    }
}
