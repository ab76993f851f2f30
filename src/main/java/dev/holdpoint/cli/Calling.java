package dev.holdpoint.cli;

import dev.holdpoint.pair.Call;
import dev.holdpoint.pair.Meeting;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/** Finds a run that somebody drives on this machine now. */
final class Calling {
    static final List<Option> OPTIONS =
            List.of(Verb.taking("of", "USER", "Whose run it is, where several users drive one of that name."));

    private final String run;
    private final @Nullable String of;

    /** @param words the run's id, as its driver sees it, is their first operand */
    Calling(Words words) {
        run = words.operand(0);
        of = words.value("of");
    }

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
