package dev.holdpoint.cli;

import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.operator.Due;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Items;
import dev.holdpoint.run.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What is written into the journal of a run that is over: items closed or handed over later. Under the run's lock, and as one more link of its
 * chain.
 */
final class Bookkeeping {
    private Bookkeeping() {}

    /** What is said of the ledger, and by whom. */
    private interface Entry {
        Decision of(Ledger ledger, String by, Instant now);
    }

    /**
     * @param said {@code close RUN ITEM REASON...} or {@code hand RUN ITEM NAME DUE [REASON...]}
     * @throws Trouble where it is none of them, the run is not over, or the entry is refused
     */
    static int write(Path state, List<String> said) throws IOException, InterruptedException {
        var close = said.getFirst().equals("close") && said.size() >= 4;
        if (!close && !(said.getFirst().equals("hand") && said.size() >= 5)) {
            throw new Trouble(
                    Exit.NOT_VALID,
                    "write holdpoint runs close RUN ITEM REASON, or holdpoint runs hand RUN ITEM NAME DUE");
        }
        write(state, said.get(1), close ? closing(said) : handing(said));
        return Exit.DONE;
    }

    private static Entry closing(List<String> said) {
        return (ledger, by, now) -> Items.closeAfterwards(ledger, said.get(2), by, rest(said, 3));
    }

    private static Entry handing(List<String> said) {
        return (ledger, by, now) -> Items.handOver(
                ledger,
                new Intent.HandOver(
                        said.get(2),
                        said.get(3),
                        Due.read(said.get(4), now, ZoneId.systemDefault()).orElse(null),
                        rest(said, 5)),
                by,
                now);
    }

    private static String rest(List<String> said, int from) {
        return String.join(" ", said.subList(from, said.size()));
    }

    private static void write(Path state, String run, Entry entry) throws IOException, InterruptedException {
        var paths = RunFolder.named(state, run);
        var me = Identity.here();
        try (var ignored = RunFolder.lock(paths, me)) {
            // Read first: a run that goes on is mended by whoever resumes it, and is told of it.
            var summary = RunSummary.of(RunFolder.past(paths).entries());
            if (!summary.over()) {
                throw new Trouble(Exit.FAILED, run + " is not over: " + hint(paths));
            }
            var now = Instant.now();
            switch (entry.of(summary.ledger(), me.user(), now)) {
                case Decision.Refusal(String reason) -> throw new Trouble(Exit.FAILED, reason);
                case Decision.Events(var events) -> append(paths, events, now);
            }
        }
        RunsCommand.lines(paths, Instant.now(), false).forEach(System.out::println);
    }

    private static void append(RunPaths paths, List<Event> events, Instant now) throws IOException {
        var opened = RunJournal.open(paths.journal(), known -> {});
        try (var journal = opened.journal()) {
            if (opened.torn() > 0) {
                System.err.println("holdpoint: " + RunFolder.torn(opened.torn()));
            }
            journal.append(events, now);
        }
    }

    private static String hint(RunPaths paths) {
        return "resume it and say :close or :hand there (" + Comeback.command(paths) + ")";
    }
}
