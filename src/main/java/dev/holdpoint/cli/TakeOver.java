package dev.holdpoint.cli;

import dev.holdpoint.journal.RunLock;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.pair.Call;
import dev.holdpoint.pair.Meeting;
import java.io.IOException;
import java.time.Duration;

/** Gets the lock of a run, also from a program of the same user that drives it without a terminal. */
final class TakeOver {
    /** From the word that it has left to its end: it closes its door, its journal, its jobs' pipes. */
    private static final Duration ENDING = Duration.ofSeconds(20);

    private TakeOver() {}

    /** @throws Trouble where somebody drives it: who, since when, and what to do */
    static RunLock lock(RunPaths paths, Identity me, Meeting meeting) throws IOException, InterruptedException {
        var first = RunLock.take(paths, me.holding());
        if (first instanceof RunLock.Held(var by)) {
            ask(paths, by, meeting);
        }
        long deadline = System.nanoTime() + ENDING.toNanos();
        var answer = first;
        while (answer instanceof RunLock.Held && System.nanoTime() < deadline) {
            answer = RunLock.take(paths, me.holding());
        }
        return switch (answer) {
            case RunLock.Taken taken -> taken.lock();
            case RunLock.Held(var by) ->
                throw driven(paths, by, "it was asked to leave and has not ended yet: try again");
        };
    }

    private static void ask(RunPaths paths, RunLock.Holder by, Meeting meeting) throws IOException {
        var places = meeting.find(paths.id());
        if (places.isEmpty()) {
            throw driven(paths, by, "it cannot be asked to leave: end it with kill " + by.pid() + ", its jobs go on");
        }
        for (var place : places) {
            try (var call = Call.to(place)) {
                call.takeOver(by.pid());
                return;
            } catch (Call.Refused | Call.Silent here) {
                throw driven(paths, by, String.valueOf(here.getMessage()));
            } catch (IOException gone) {
                // It has ended meanwhile, or is just ending: the lock will tell.
            }
        }
    }

    private static Trouble driven(RunPaths paths, RunLock.Holder by, String what) {
        return new Trouble(Exit.FAILED, paths.id() + " is driven by " + by + ": " + what);
    }
}
