package dev.holdpoint.cli;

import dev.holdpoint.journal.RunPaths;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/** Where runs are kept. */
final class StateFolder {
    static final List<Option> OPTIONS =
            List.of(Verb.taking("state", "DIR", "Where runs are kept; $XDG_STATE_HOME/holdpoint where left out."));

    private final @Nullable Path asked;

    StateFolder(Words words) {
        asked = words.path("state");
    }

    Path path() {
        return RunPaths.state(asked, System.getenv());
    }
}
