package dev.holdpoint.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.journal.Entry;
import dev.holdpoint.journal.Json;
import dev.holdpoint.run.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a watcher is sent of a run's past, and of its output. */
final class WatchTest {
    private static final Instant THEN = Instant.parse("2026-03-01T02:00:00Z");

    private static Entry<Event> note(String text) {
        return new Entry<>(1, THEN, new Event.NoteAdded(null, "alice", text));
    }

    @Test
    void noLineIsLongerForTheLengthOfItsEvents() {
        var notes = Stream.of(1, 2, 900, 3, 4, 300, 300, 300)
                .map(it -> note("x".repeat(it)))
                .toList();
        var batches = Watch.batches(notes, 1000);
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(notes);
        assertThat(batches)
                .filteredOn(it -> it.size() > 1)
                .hasSizeGreaterThan(1)
                .allSatisfy(it -> assertThat(it.stream()
                                .mapToInt(each -> Json.write(Watch.EVENTS.encode(each.event())).length)
                                .sum())
                        .isLessThanOrEqualTo(1000));
        assertThat(Watch.batches(List.of(), 1000)).isEmpty();
        assertThat(Watch.batches(List.of(note("x".repeat(2000))), 1000)).hasSize(1);
    }

    @Test
    void theFileOfItsOutputIsItsDrivers() throws IOException {
        var output = new RemoteOutput(
                "copy", 1, (is, content) -> new Wire.Frame("answer", Map.of("there", true, "size", 7L)));
        assertThat(output.there()).isTrue();
        assertThat(output.size()).isEqualTo(7);
        assertThat(output.file()).isEmpty();
    }
}
