package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    @Test
    void whatAnInstantWritesIsReadBack() {
        var random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            // From year 1833 to 2106, with fractions of any length.
            var fraction = (long) Math.pow(10, random.nextInt(10));
            var instant =
                    Instant.ofEpochSecond(random.nextInt() * 2L, random.nextInt(1_000_000_000) / fraction * fraction);
            assertThat(Moments.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T24:00:00Z",
                "2026-11-21T23:59:60Z",
                "2026-11-21T02:14:31.5+01:00",
                "2026-11-21T02:14:31.Z",
                "2026-11-21t02:14:31z",
                "+12026-11-21T02:14:31Z",
                "1969-12-31T23:59:59.9Z",
                "2024-02-29T00:00:00Z"
            })
    void whatElseATimeMayLookLikeIsReadAsJavaReadsIt(String text) {
        assertThat(read(() -> Moments.parse(text))).isEqualTo(read(() -> Instant.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-21",
                "2026-11-21T02:14:31",
                "2026-02-30T02:14:31Z",
                "2026-13-01T02:14:31Z",
                "2026-11-21T02:60:31Z",
                "2026-11-21T02:14:31.1234567890Z",
                "2026-11-21T02:14:31.-12Z",
                "2026-11-21T02:14:31x12Z",
                "2026-11-2aT02:14:31Z"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Moments.parse(text)).isInstanceOf(DateTimeException.class);
    }

    private static Object read(java.util.function.Supplier<Instant> parse) {
        try {
            return parse.get();
        } catch (DateTimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
