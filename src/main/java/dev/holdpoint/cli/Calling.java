package dev.holdpoint.cli;

import dev.holdpoint.pair.Call;
import dev.holdpoint.pair.Meeting;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds a run that somebody drives on this machine now. */
final class Calling {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id, as its driver sees it.")
    String run = "";

    @Option(
            names = "--of",
            paramLabel = "USER",
            description = "Whose run it is, where several users drive one of that name.")
    @Nullable
    String of;

    /** @throws Trouble where there is no such run, or more than one */
    Call call() throws IOException {
        var all = Meeting.of(System.getenv()).find(run);
        Meeting.Place found = null;
        for (var place : all) {
            var owner = Files.getOwner(place.socket()).getName();
            if (of != null && !of.equals(owner)) {
                continue;
            }
            if (found != null) {
                throw new Trouble(
                        Exit.NOT_VALID, "more than one user drives a run called " + run + ": say whose, --of " + owner);
            }
            found = place;
        }
        if (found == null) {
            throw new Trouble(
                    Exit.NOT_VALID,
                    "nobody drives a run called " + run
                            + " on this machine now: its driver's program must be open on it (holdpoint resume)");
        }
        return Call.to(found);
    }
}
