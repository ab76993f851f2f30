package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.run.Event;
import dev.holdpoint.run.EventNames;
import dev.holdpoint.step.Evidence;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:14:31Z");

    enum Mood {
        CALM
    }

    record Inner(long big, double part, boolean yes) {}

    record Everything(
            @Nullable String text,
            int number,
            Instant at,
            Duration length,
            Mood mood,
            Optional<String> maybe,
            List<Inner> many,
            Map<String, Inner> named) {}

    private static final RecordCodec<Record> CODEC = new RecordCodec<>(Map.of("all", Everything.class));

    private static Record roundTrip(Record event) throws IOException {
        return CODEC.decode(CODEC.type(event), Json.read(Json.write(CODEC.encode(event))));
    }

    @Test
    void everyTypeOfComponentComesBack() throws IOException {
        Inner inner = new Inner(1L << 60, 0.25, true);
        Record event = new Everything(
                "ü\u0000",
                -3,
                NOW,
                Duration.ofMillis(1500),
                Mood.CALM,
                Optional.of("x"),
                List.of(inner),
                Map.of("a", inner));

        assertThat(roundTrip(event)).isEqualTo(event);
    }

    @Test
    void nothingComesBackAsNothing() throws IOException {
        Record event = new Everything(null, 0, NOW, Duration.ZERO, Mood.CALM, Optional.empty(), List.of(), Map.of());

        assertThat(roundTrip(event)).isEqualTo(event);
        assertThat(CODEC.encode(event)).doesNotContainKeys("text", "maybe");
    }

    @Test
    void aComponentOfALaterReleaseDoesNoHarm() {
        var old = CODEC.decode(
                "all", Map.of("at", NOW.toString(), "length", "PT0S", "mood", "CALM", "unheard", List.of("of")));

        assertThat(old)
                .isEqualTo(
                        new Everything(null, 0, NOW, Duration.ZERO, Mood.CALM, Optional.empty(), List.of(), Map.of()));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> CODEC.decode("all", Map.of("at", "yesterday")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'at' cannot be yesterday");
        assertThatThrownBy(() -> CODEC.decode("other", Map.of())).hasMessageContaining("no event 'other'");
    }

    @Test
    void theEventsOfARunComeBack() throws IOException {
        RecordCodec<Event> events = new RecordCodec<>(EventNames.ALL);
        Evidence seen = new Evidence(true, "new host", "200 in 41 ms", NOW, List.of("detail"));
        for (Event event : List.of(
                new Event.VariablesSet(Map.of("b", "2", "a", "1"), List.of("password")),
                new Event.NoteAdded(null, "alice", "slow"),
                new Event.StepDone("move", 2, "7 databases", List.of(seen), null),
                new Event.StepFailed("move", 1, "why", "what now", List.of(), NOW),
                new Event.RunFinished())) {
            assertThat(events.decode(events.type(event), Json.read(Json.write(events.encode(event)))))
                    .isEqualTo(event);
        }
    }
}
