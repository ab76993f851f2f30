package dev.holdpoint.bench;

import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.run.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code holdpoint resume} of a run whose journal has 100,000 events, to its first frame, launcher included; the journal is read, its
 * hashes are checked and its events folded. Run by {@code scripts/bench resume}.
 */
public final class ResumeBench {
    private static final int EVENTS = 100_000;
    private static final int BATCH = 1000;
    private static final int ROUNDS = 5;
    private static final String CHECKLIST = """
            checklist: A long run
            phases:
              - phase: Output
                steps:
                  - step: much
                    shell: "true"
                  - step: last
                    manual: Keeps the run from being over.
            """;

    private ResumeBench() {}

    /** @param args the launcher */
    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("holdpoint-bench");
        try (var driven = new Driven(args[0], folder, CHECKLIST, "run")) {
            driven.type("\r", Driven.FRAME);
            driven.type("\r");
            driven.event("step.done", 1, java.time.Duration.ofSeconds(20));
            driven.stop();
            fill(driven.journalFile());
            for (int round = 1; round <= ROUNDS; round++) {
                long begun = System.nanoTime();
                var again = new Driven(args[0], folder, CHECKLIST, "resume");
                System.out.printf(
                        Locale.ROOT, "round %d: first frame after %.0f ms%n", round, (System.nanoTime() - begun) / 1e6);
                again.stop();
            }
        }
    }

    /** As if the step had been tried again and again, with a note each time. */
    private static void fill(Path journal) throws IOException {
        try (var open = RunJournal.open(journal, known -> {}).journal()) {
            var attempt = 1;
            for (int written = 0; written < EVENTS; written += BATCH) {
                List<Event> events = new ArrayList<>();
                while (events.size() < BATCH) {
                    attempt++;
                    events.add(new Event.StepRetried("much", "alice", "the disk has room again"));
                    events.add(new Event.StepStarted("much", attempt));
                    events.add(new Event.StepFailed(
                            "much", attempt, "exit status 1: no space left on device", "make room", List.of(), null));
                    events.add(new Event.NoteAdded("much", "alice", "asked the storage team, ticket 4711"));
                }
                open.append(events, Instant.now());
            }
        }
    }
}
