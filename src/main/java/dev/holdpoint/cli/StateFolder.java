package dev.holdpoint.cli;

import dev.holdpoint.journal.RunPaths;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs are kept. */
final class StateFolder {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where runs are kept; $XDG_STATE_HOME/holdpoint where left out.")
    @Nullable
    Path asked;

    Path path() {
        return RunPaths.state(asked, System.getenv());
    }
}
