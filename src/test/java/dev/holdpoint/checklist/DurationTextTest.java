package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @Property
    void whatItWritesItReads(@ForAll @LongRange(min = 0, max = 1L << 45) long millis) {
        var duration = Duration.ofMillis(millis);
        assertThat(DurationText.parse(DurationText.of(duration))).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "3m 2s", "2s3m", "-1s", "1.5h", "1H", "99999999999s", "3 m"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
