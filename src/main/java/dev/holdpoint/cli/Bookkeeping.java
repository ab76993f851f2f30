package dev.holdpoint.cli;

import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What is written into the journal of a run that is over: items closed or handed over later. Under the run's lock, and as one more link of its
 * chain.
 */
final class Bookkeeping {
    private Bookkeeping() {}

    /** What is said of the ledger, and by whom. */
    interface Entry {
        Decision of(Ledger ledger, String by, Instant now);
    }

    /** @throws Trouble where the run is not over, or the entry is refused */
    static void write(Path state, String run, Entry entry) throws IOException, InterruptedException {
        var paths = RunFolder.named(state, run);
        var me = Identity.here();
        try (var ignored = RunFolder.lock(paths, me)) {
            var opened = RunJournal.open(paths.journal());
            try (var journal = opened.journal()) {
                var summary = RunSummary.of(opened.past().entries());
                if (!summary.over()) {
                    throw new Trouble(Exit.FAILED, run + " is not over: " + hint(paths));
                }
                var now = Instant.now();
                switch (entry.of(summary.ledger(), me.user(), now)) {
                    case Decision.Refusal(String reason) -> throw new Trouble(Exit.FAILED, reason);
                    case Decision.Events(var events) -> journal.append(events, now);
                }
            }
        }
        RunsCommand.lines(paths, Instant.now(), false).forEach(System.out::println);
    }

    private static String hint(RunPaths paths) {
        return "resume it and say :close or :hand there (" + Comeback.command(paths) + ")";
    }
}
