package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.journal.Entry;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Rollback.Planned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code runs} says of a run that goes back. */
class RunSummaryTest {
    private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");

    private final List<Entry<Event>> entries = new ArrayList<>();

    private String where(Event... events) {
        for (var event : events) {
            entries.add(new Entry<>(entries.size() + 1, AT, event));
        }
        return RunSummary.of(entries).where();
    }

    private static Event.RollbackStarted back(String... steps) {
        return new Event.RollbackStarted(
                "alice",
                "rows differ",
                List.of(steps).stream()
                        .map(it -> new Planned(it, Duration.ZERO))
                        .toList());
    }

    @Test
    void howFarARunIsBackIsSaid() {
        assertThat(where(
                        new Event.StepDone("stop", 1, "", List.of(), null),
                        new Event.StepDone("copy", 1, "", List.of(), null),
                        new Event.StepDone("move", 1, "", List.of(), null),
                        back("move", "copy", "stop"),
                        new Event.StepUndoing("move", "alice", "r")))
                .isEqualTo("rolling back 0 of 3, at move, undoing");
        assertThat(where(new Event.StepUndone("move", "back"), new Event.StepSteppedOver("copy", null, "has no undo")))
                .isEqualTo("rolling back 2 of 3");
        assertThat(where(new Event.RollbackHalted("alice", "stopped by alice")))
                .isEqualTo("rolling back 2 of 3, halted: stopped by alice");
        assertThat(where(
                        new Event.RollbackWentOn("alice"),
                        new Event.StepUndone("stop", "back"),
                        new Event.SourceLooking()))
                .isEqualTo("rolling back, 2 of 3 taken back, stays: copy, the source is looked at");
        assertThat(where(new Event.SourceLooked(List.of())))
                .isEqualTo("rolling back, 2 of 3 taken back, stays: copy, the source is not proven to serve");
        assertThat(where(new Event.RollbackEnded(List.of(), null, ""))).isEqualTo("rolled back 2 of 3, stays: copy");
        assertThat(where(new Event.RunAborted("given up"))).isEqualTo("rolled back 2 of 3, stays: copy");
        assertThat(RunSummary.of(entries).back()).isEqualTo("rolled back 2 of 3, stays: copy");
    }

    @Test
    void whoSaidThatItIsOverIsNamed() {
        assertThat(where(
                        back("move"),
                        new Event.StepUndone("move", "back"),
                        new Event.RollbackEnded(List.of(), "bob", "seen by eye")))
                .isEqualTo("rolled back 1 of 1, over by the word of bob, not proven");
    }

    @Test
    void whoGoesForwardAgainIsNotBack() {
        assertThat(where(back("move"), new Event.StepUndone("move", "back"), new Event.ForwardAgain("alice", "r")))
                .isEqualTo("at the beginning");
        assertThat(RunSummary.of(entries).back()).isEmpty();
    }
}
